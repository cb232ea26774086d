// What Prometheus's Alertmanager sends to a webhook: an alert that fires says that its condition is broken, one that is
// resolved that it holds. An alert that fires while all is well says the opposite, so that its silence is noticed too.
// https://prometheus.io/docs/alerting/latest/configuration/#webhook_config

import { z } from "zod";

import type { AlertsAnswer } from "@/lib/gate/answers";
import { takeJson } from "@/lib/gate/json-body";
import { type Pipeline, whyLacksRight } from "@/lib/gate/pipeline";
import { type Problem, problem } from "@/lib/gate/problem";
import { kept, takeFor } from "@/lib/gate/readings";

const alertSchema = z.object({
  status: z.enum(["firing", "resolved"], "An alert is firing or resolved."),
  labels: z
    .record(z.string(), z.string())
    .describe("“exception_condition” is the id of the condition; “exception_while_firing” may be “holds”."),
});

/** Alertmanager sends more than is read here. */
export const alertsSchema = z.object({
  alerts: z.array(alertSchema).max(1000, "At most 1,000 alerts at once."),
});

export async function alertsSent(
  request: Request,
  pipeline: Pipeline,
  now: Date,
): Promise<AlertsAnswer | Problem> {
  const lacking = whyLacksRight(pipeline, "measure");
  if (lacking) return lacking;
  const body = await takeJson(request, alertsSchema, {
    largest: 4 * 1024 * 1024,
    tooLarge: "Alerts have at most 4 MiB.",
    wrong: "request_incomplete",
  });
  if ("problem" in body) return body;

  const answer: AlertsAnswer = { readings: [], refused: [] };
  for (const [condition, holds] of verdicts(body.taken.alerts)) {
    const sent = [{ at: now, source: "alertmanager", holds }];
    const reading = kept(await takeFor(pipeline, condition, sent, now), sent.length);
    if ("problem" in reading)
      answer.refused.push({ condition, code: reading.problem, detail: reading.detail });
    else answer.readings.push(reading);
  }
  const [first] = answer.refused;
  return first && answer.readings.length === 0 ? problem("request_incomplete", first.detail) : answer;
}

/** Of several alerts of a condition all have to say that it holds. */
function verdicts(alerts: z.output<typeof alertSchema>[]): Map<string, boolean> {
  const verdicts = new Map<string, boolean>();
  for (const { status, labels } of alerts) {
    const { exception_condition: condition, exception_while_firing: whileFiring } = labels;
    if (!condition) continue;
    const holds = (status === "firing") === (whileFiring === "holds");
    verdicts.set(condition, holds && verdicts.get(condition) !== false);
  }
  return verdicts;
}
