import { numberIn } from "@/lib/exceptions/number-in";
import { exceptionFor } from "@/lib/gate/register";

import { addressOfRegister, answeredIfChanged, otherThan, withToken } from "../../door";

/** One exception with what was asked, who decided and what has to hold. */
export const GET = withToken<{ number: string }>(async ({ request, params, pipeline, now }) => {
  const found = await exceptionFor(numberIn(params.number), pipeline, addressOfRegister(), now);
  return "problem" in found ? found : answeredIfChanged(request, found);
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
