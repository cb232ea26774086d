"use client";

import { useRef, useState } from "react";

import { type Refusal, refuse } from "@/lib/refusal";

type Told<Row, Last> = { ok: true; rows: Row[]; last: Last } | Refusal;

/** Sends once and takes the answer row by row; `done` counts them as they come. */
export function useStreamed<Row extends object, Last extends object>(path: string) {
  const [done, setDone] = useState<number | null>(null);
  const isBusy = useRef(false);

  async function send(sent: object): Promise<Told<Row, Last> | null> {
    if (isBusy.current) return null;
    isBusy.current = true;
    setDone(0);
    try {
      return await told<Row, Last>(path, sent, setDone);
    } catch {
      return noAnswer;
    } finally {
      isBusy.current = false;
      setDone(null);
    }
  }

  return { send, done };
}

const noAnswer = refuse(
  "conflict",
  "The register does not answer. What you pasted is still here, and no row is filed twice: send it again in a moment.",
);

async function told<Row extends object, Last extends object>(
  path: string,
  sent: object,
  count: (rows: number) => void,
): Promise<Told<Row, Last>> {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(sent),
  });
  if (!answer.ok || !answer.body) return (await answer.json()) as Refusal;

  const rows: Row[] = [];
  for await (const line of linesOf(answer.body)) {
    const piece = JSON.parse(line) as Row | Last;
    if ("failed" in piece) return { ok: true, rows, last: piece as Last };
    rows.push(piece as Row);
    count(rows.length);
  }
  // Without its last piece the answer was cut off.
  return noAnswer;
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
