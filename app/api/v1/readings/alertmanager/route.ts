import { alertsSent } from "@/lib/gate/alerts";

import { answered, otherThan, withToken } from "../../door";

/** A webhook of Prometheus's Alertmanager: its alerts name their conditions. */
export const POST = withToken(async ({ request, pipeline, now }) => {
  const taken = await alertsSent(request, pipeline, now);
  return "problem" in taken ? taken : answered(taken);
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
