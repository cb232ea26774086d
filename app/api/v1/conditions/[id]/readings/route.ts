import { readingsSent } from "@/lib/gate/readings";

import { answered, otherThan, withToken } from "../../../door";

/** Readings of a monitored condition: whether it holds is known at once, and so is whether the gate says yes. */
export const POST = withToken<{ id: string }>(async ({ request, params, pipeline, now }) => {
  const taken = await readingsSent(request, params.id, pipeline, now);
  return "problem" in taken ? taken : answered(taken, taken.taken > 0 ? 201 : 200);
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
