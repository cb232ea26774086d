import "server-only";

import type { z } from "zod";

import type { Actor } from "@/lib/auth/actor";
import { actorForAction } from "@/lib/auth/session";
import { byteStream } from "@/lib/byte-stream";
import { largestSheet, whyTooLarge } from "@/lib/import/decode";
import { httpStatus, invalid, type Outcome, type Refusal } from "@/lib/refusal";

type Answer = Outcome<{ rows: number; pieces: AsyncGenerator<object> }>;

// The text of a sheet as JSON writes it, and what is said about its columns.
const largestBody = 2 * largestSheet;

/**
 * One line of JSON for each row, as soon as it is known: two thousand of them take a minute. Routes and not actions,
 * because an action has room for one megabyte and answers once.
 */
export async function streamed<Sent>(
  request: Request,
  schema: z.ZodType<Sent>,
  perform: (sent: Sent, actor: Actor) => Promise<Answer>,
): Promise<Response> {
  const caller = await actorForAction();
  if (!caller.ok) return refused(caller);
  const text = await textWithin(largestBody, request);
  if (text === null) return refused(whyTooLarge());
  const parsed = schema.safeParse(jsonIn(text));
  if (!parsed.success) return refused(invalid(parsed.error));

  const answer = await perform(parsed.data, caller.actor);
  if (!answer.ok) return refused(answer);
  return new Response(byteStream(lines(answer.pieces)), {
    headers: { "Content-Type": "application/x-ndjson; charset=utf-8", "X-Accel-Buffering": "no" },
  });
}

async function* lines(pieces: AsyncGenerator<object>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(`${JSON.stringify(piece)}\n`);
}

/** Null: more than that came. Counted as it comes, whatever the length that was announced. */
async function textWithin(most: number, request: Request): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > most) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refused(refusal: Refusal): Response {
  return Response.json(refusal, { status: httpStatus(refusal) });
}
