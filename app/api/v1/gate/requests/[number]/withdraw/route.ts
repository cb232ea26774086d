import { numberIn } from "@/lib/exceptions/number-in";
import { askedRequest } from "@/lib/gate/asked-request";
import { keyIn } from "@/lib/gate/idempotency";
import { takeJson } from "@/lib/gate/json-body";
import { presentedRequest } from "@/lib/gate/present-request";
import { problem } from "@/lib/gate/problem";
import { withdrawnSchema } from "@/lib/gate/schemas";
import { withdrawAsked } from "@/lib/gate/withdraw-asked";

import { addressOfRegister, answered, otherThan, withToken } from "../../../../door";

/** A token takes back what it asked for. */
export const POST = withToken<{ number: string }>(async ({ request, params, pipeline, now }) => {
  const key = keyIn(request);
  if (typeof key !== "string") return key;
  const body = await takeJson(request, withdrawnSchema, {
    largest: 16 * 1024,
    tooLarge: "A reason has at most 4,000 characters.",
    wrong: "request_incomplete",
  });
  if ("problem" in body) return body;
  const number = numberIn(params.number);
  if (number === null) return problem("not_found", "There is no such request.");

  const withdrawn = await withdrawAsked({ number, ...body.taken }, key, pipeline, now);
  if ("problem" in withdrawn) return withdrawn;
  const found = await askedRequest(number, pipeline, now);
  if (!found) return problem("not_found", "There is no such request.");
  const headers = withdrawn.replayed ? { "idempotent-replayed": "true" } : undefined;
  return answered(presentedRequest(found, addressOfRegister()), 200, headers);
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
