// How each door of the API opens: whoever asks is proven first, and whatever goes wrong is told as a problem, with a trace
// that stands in the log as well.

import { createHash } from "node:crypto";

import { type Pipeline, pipelineOf } from "@/lib/gate/pipeline";
import { newTrace, type Problem, problem, problemResponse } from "@/lib/gate/problem";
import { letGo } from "@/lib/gate/room";

export { addressOfRegister } from "@/lib/env";

type Answer = Response | Problem;
type Context<Params> = { params: Promise<Params> };
type Handler<Params> = (request: Request, context: Context<Params>) => Promise<Response>;

export type Asking<Params> = { request: Request; params: Params; pipeline: Pipeline; now: Date };

/** A door that opens to a living token. */
export function withToken<Params = object>(
  act: (asking: Asking<Params>) => Promise<Answer>,
): Handler<Params> {
  return openDoor(async (request, params: Params) => {
    const now = new Date();
    const pipeline = await pipelineOf(request.headers.get("authorization"), now, purposeOf(request));
    return "problem" in pipeline ? pipeline : act({ request, params, pipeline, now });
  });
}

/** What a token that is taken once is taken for. */
export function purposeOf({ method, url, headers }: Request): string {
  return `${method} ${new URL(url).pathname} ${headers.get("idempotency-key") ?? ""}`.slice(0, 500);
}

/** A door without a token: it proves the caller itself, or gives away nothing. */
export function openDoor<Params = object>(
  act: (request: Request, params: Params) => Promise<Answer>,
): Handler<Params> {
  return async (request, { params }) => {
    const instance = new URL(request.url).pathname;
    try {
      const answer = await act(request, await params);
      return answer instanceof Response ? answer : problemResponse(answer, instance);
    } catch (error) {
      const trace = newTrace();
      console.error(
        `${trace} ${request.method} ${instance}:`,
        error instanceof Error ? error.message : error,
      );
      return problemResponse(problem("unavailable", "The register cannot answer now."), instance, trace);
    } finally {
      letGo(request);
    }
  };
}

/** What a route exports for the methods that it does not have. */
export function otherThan(...allowed: string[]) {
  const allow = allowed.join(", ");
  const refuse = openDoor(async ({ method }) =>
    problem("method_not_allowed", `${method} is not done here: ${allow}.`, { allow }),
  );
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS: refuse };
}

const always = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

export function answered(body: object | null, status = 200, headers: Record<string, string> = {}): Response {
  const all = { ...always, ...headers };
  return body === null
    ? new Response(null, { status, headers: all })
    : Response.json(body, { status, headers: all });
}

/** With a tag of its content: who has it already is told that nothing changed. */
export function answeredIfChanged(request: Request, body: object, retryAfter?: number): Response {
  const etag = tagOf(body);
  if (!isKnown(request, body)) return answered(body, 200, { etag });
  return answered(null, 304, { etag, ...(retryAfter && { "retry-after": String(retryAfter) }) });
}

export function isKnown(request: Request, body: object): boolean {
  const known = (request.headers.get("if-none-match") ?? "")
    .split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""));
  return known.includes(tagOf(body));
}

export function tagOf(body: object): string {
  return `"${createHash("sha256").update(JSON.stringify(body)).digest("hex").slice(0, 32)}"`;
}

/** Echoed, so that a cached answer is found out. */
export function nonceIn(request: Request): string | null {
  const nonce = request.headers.get("gate-nonce") ?? "";
  return /^[0-9a-f]{32,256}$/i.test(nonce) ? nonce : null;
}
