// A body of JSON from a stranger, within its bounds, whatever it says about its length.

import type { z } from "zod";

import { parseJson } from "@/lib/gate/bounded-json";
import { type Problem, type ProblemCode, problem, unreadable } from "@/lib/gate/problem";

type Bounds = { largest: number; tooLarge: string; wrong: ProblemCode };

export async function takeJson<Shape extends z.ZodType>(
  request: Request,
  schema: Shape,
  { largest, tooLarge, wrong }: Bounds,
): Promise<{ taken: z.output<Shape> } | Problem> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? ""))
    return problem("media_type", "Send application/json.");
  const text = await textOf(request, largest);
  if (text === null) return problem("too_large", tooLarge);

  const read = parseJson(text);
  if (!read.ok) return problem(wrong, read.why);
  const parsed = schema.safeParse(read.value);
  return parsed.success ? { taken: parsed.data } : unreadable(wrong, parsed.error);
}

/** Null: it is larger than it may be. */
async function textOf(request: Request, largest: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > largest) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
