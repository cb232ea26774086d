import { policiesFor } from "@/lib/gate/register";

import { addressOfRegister, answeredIfChanged, otherThan, withToken } from "../door";

/** The rules that can be excepted. */
export const GET = withToken(async ({ request, pipeline }) => {
  const found = await policiesFor(pipeline, addressOfRegister());
  return "problem" in found ? found : answeredIfChanged(request, found);
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
