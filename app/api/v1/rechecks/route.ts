import { openRechecks } from "@/lib/gate/open-rechecks";
import { problem } from "@/lib/gate/problem";

import { addressOfRegister, answeredIfChanged, otherThan, withToken } from "../door";

/** What is to be checked again at the places of the token, for whoever missed the call. */
export const GET = withToken(async ({ request, pipeline, now }) => {
  const status = new URL(request.url).searchParams.get("status") ?? "open";
  if (status !== "open")
    return problem("bad_query", "Re-checks are listed while they are open: status=open.");
  const found = await openRechecks(pipeline, addressOfRegister(), now);
  return "problem" in found ? found : answeredIfChanged(request, found);
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
