import { numberIn } from "@/lib/exceptions/number-in";
import { eventsFor } from "@/lib/gate/register";

import { answeredIfChanged, otherThan, withToken } from "../../../door";

/** All that happened to one exception, oldest first, each with its link in the chain. */
export const GET = withToken<{ number: string }>(async ({ request, params, pipeline, now }) => {
  const found = await eventsFor(numberIn(params.number), pipeline, now);
  return "problem" in found ? found : answeredIfChanged(request, found);
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
