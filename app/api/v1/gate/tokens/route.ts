import { keyIn } from "@/lib/gate/idempotency";
import { swapToken } from "@/lib/gate/swap-token";

import { answered, openDoor, otherThan, purposeOf } from "../../door";

/** A job swaps the token that GitHub or GitLab gave it for one of the register. */
export const POST = openDoor(async (request) => {
  const key = keyIn(request);
  if (typeof key !== "string") return key;
  const swapped = await swapToken(request.headers.get("authorization"), purposeOf(request), new Date());
  if ("problem" in swapped) return swapped;
  return answered({ ...swapped, expiresAt: swapped.expiresAt.toISOString() }, 201);
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
