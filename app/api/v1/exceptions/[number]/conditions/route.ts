import { numberIn } from "@/lib/exceptions/number-in";
import { conditionsFor } from "@/lib/gate/conditions";

import { answeredIfChanged, otherThan, withToken } from "../../../door";

/** What has to hold, whether it does at this instant, and where its readings are sent to. */
export const GET = withToken<{ number: string }>(async ({ request, params, pipeline, now }) => {
  const found = await conditionsFor(numberIn(params.number), pipeline, now);
  return "problem" in found ? found : answeredIfChanged(request, found);
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
