import { numberIn } from "@/lib/exceptions/number-in";
import { askedRequest } from "@/lib/gate/asked-request";
import { type Pipeline, whyLacksRight } from "@/lib/gate/pipeline";
import { presentedRequest } from "@/lib/gate/present-request";
import { type Problem, problem } from "@/lib/gate/problem";
import { longestWait, waitForChange } from "@/lib/gate/wait-for-change";

import { addressOfRegister, answeredIfChanged, isKnown, otherThan, withToken } from "../../../door";

const askAgainAfter = 5;

/** Where a request stands; `wait` holds the answer back until something changes, 25 seconds at most. */
export const GET = withToken<{ number: string }>(async ({ request, params, pipeline, now }) => {
  const lacking = whyLacksRight(pipeline, "request");
  if (lacking) return lacking;
  const wait = waitIn(request);
  if (typeof wait !== "number") return wait;
  const found = await read(params.number, pipeline, now);
  if ("problem" in found) return found;

  const knowsOther = request.headers.has("if-none-match") && !isKnown(request, found.body);
  if (wait === 0 || knowsOther) return answeredIfChanged(request, found.body, askAgainAfter);
  await waitForChange(found, pipeline, wait, request.signal);
  const after = await read(params.number, pipeline, new Date());
  return "problem" in after ? after : answeredIfChanged(request, after.body, askAgainAfter);
});

async function read(name: string, pipeline: Pipeline, now: Date) {
  const number = numberIn(name);
  const found = number === null ? null : await askedRequest(number, pipeline, now);
  return found
    ? { number: found.number, version: found.version, body: presentedRequest(found, addressOfRegister()) }
    : problem("not_found", "There is no such request, or this token is not bound to its place.");
}

function waitIn(request: Request): number | Problem {
  const text = new URL(request.url).searchParams.get("wait") ?? "0";
  const seconds = /^\d{1,2}$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
  return seconds <= longestWait
    ? seconds
    : problem("bad_wait", `Wait between 0 and ${longestWait} whole seconds.`);
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
