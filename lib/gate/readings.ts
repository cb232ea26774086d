// What a monitor sends of a condition, read with its bounds: one reading, a list of them, or any JSON whose address says
// where the value stands in it.

import { z } from "zod";

import { type Sent, type Taken, takeReadings } from "@/lib/exceptions/take-readings";
import type { ReadingsAnswer } from "@/lib/gate/answers";
import { takeJson } from "@/lib/gate/json-body";
import { pointedAt } from "@/lib/gate/json-pointer";
import { type Pipeline, whyLacksRight } from "@/lib/gate/pipeline";
import { type Problem, type ProblemCode, problem, unreadable } from "@/lib/gate/problem";
import type { Refusal } from "@/lib/refusal";
import { line } from "@/lib/text";
import { isUuid } from "@/lib/uuid";

export const mostReadings = 100;

const sourceSchema = line({ max: 80 });

const readingSchema = z.strictObject({
  value: z.number("Send a number.").describe("In the unit of the condition."),
  at: z.iso
    .datetime({ offset: true, error: "An instant in RFC 3339." })
    .optional()
    .describe("When it was read; by default when it arrives. A day old at most."),
  source: sourceSchema
    .optional()
    .describe("Who read it; by default the token’s name. It reads once at one instant."),
});
type Typed = z.output<typeof readingSchema>;

const listSchema = z.strictObject({
  readings: z
    .array(readingSchema)
    .min(1, "Send one reading at least.")
    .max(mostReadings, `At most ${mostReadings} readings at once.`),
});

/** For the document; what comes is read by the one that it looks like, so that its errors name the field. */
export const readingsSchema = z.union([readingSchema, listSchema]);

export async function readingsSent(
  request: Request,
  conditionId: string,
  pipeline: Pipeline,
  now: Date,
): Promise<ReadingsAnswer | Problem> {
  const readings = await takeTyped(request);
  if ("problem" in readings) return readings;
  const sent = readings.map(({ value, at, source }): Sent => {
    return { value, at: at ? new Date(at) : now, source: source || pipeline.name };
  });
  return kept(await takeFor(pipeline, conditionId, sent, now), sent.length);
}

/** Through the one use case, in the places of the token. */
export async function takeFor(pipeline: Pipeline, conditionId: string, readings: Sent[], now: Date) {
  const lacking = whyLacksRight(pipeline, "measure");
  if (lacking) return lacking;
  if (!isUuid(conditionId)) return problem("not_found", "This is no id of a condition.");
  const token = { id: pipeline.tokenId, name: pipeline.name };
  const outcome = await takeReadings({ conditionId, readings, token, within: pipeline }, now);
  return outcome.ok ? outcome : problemOf(outcome);
}

export function kept(outcome: Taken | Problem, sent: number): ReadingsAnswer | Problem {
  if ("problem" in outcome) return outcome;
  const { conditionId, number, taken, state, inForce } = outcome;
  return { condition: conditionId, exception: `EX-${number}`, taken, known: sent - taken, state, inForce };
}

const problems: Partial<Record<Refusal["code"], ProblemCode>> = {
  "not-found": "not_found",
  "wrong-status": "wrong_status",
  "invalid-input": "request_incomplete",
};

function problemOf({ code, message, fields = {} }: Refusal): Problem {
  const errors = Object.entries(fields).map(([field, detail]) => ({
    pointer: `/${field.replaceAll(".", "/")}`,
    detail,
  }));
  return problem(problems[code] ?? "unavailable", message, errors.length > 0 ? { errors } : {});
}

// ------------------------------------------------------------------------------------------ what is sent

const bounds = {
  largest: 256 * 1024,
  tooLarge: "Readings have at most 256 KiB.",
  wrong: "request_incomplete",
} as const;

async function takeTyped(request: Request): Promise<Typed[] | Problem> {
  const { value, at, source, ...unknown } = Object.fromEntries(new URL(request.url).searchParams);
  const [strange] = Object.keys(unknown);
  if (strange !== undefined) return problem("bad_query", `Not known here: ${strange.slice(0, 60)}.`);

  const body = await takeJson(request, z.unknown(), bounds);
  if ("problem" in body) return body;
  if (value !== undefined) return mapped(body.taken, { value, at, source });
  const isList = typeof body.taken === "object" && body.taken !== null && "readings" in body.taken;
  const parsed = isList ? listSchema.safeParse(body.taken) : readingSchema.safeParse(body.taken);
  if (!parsed.success) return unreadable("request_incomplete", parsed.error);
  return "readings" in parsed.data ? parsed.data.readings : [parsed.data];
}

type Mapping = { value: string; at?: string; source?: string };

/** Other people's JSON: numbers may be written as text, and instants as seconds or milliseconds since 1970. */
function mapped(body: unknown, { value, at, source }: Mapping): Typed[] | Problem {
  const number = numberOf(pointedAt(body, value));
  if (number === null) return problem("request_incomplete", `No number stands at ${value.slice(0, 200)}.`);
  const instant = at === undefined ? null : instantOf(pointedAt(body, at));
  if (at !== undefined && instant === null)
    return problem("request_incomplete", `No instant stands at ${at.slice(0, 200)}.`);
  const parsed = readingSchema.safeParse({
    value: number,
    ...(instant && { at: instant }),
    ...(source && { source }),
  });
  return parsed.success ? [parsed.data] : unreadable("request_incomplete", parsed.error);
}

function numberOf(found: unknown): number | null {
  const number = typeof found === "string" && found.trim() !== "" ? Number(found) : found;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

const latestInSeconds = 1e11;

function instantOf(found: unknown): string | null {
  const number = numberOf(found);
  const at =
    number === null
      ? new Date(typeof found === "string" ? found : Number.NaN)
      : new Date(number < latestInSeconds ? number * 1000 : number);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
