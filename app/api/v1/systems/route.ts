import { systemsFor } from "@/lib/gate/register";

import { addressOfRegister, answeredIfChanged, otherThan, withToken } from "../door";

/** The systems that the token is bound to. */
export const GET = withToken(async ({ request, pipeline }) => {
  const found = await systemsFor(pipeline, addressOfRegister());
  return "problem" in found ? found : answeredIfChanged(request, found);
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
