// A sender whose line broke sends the same again, under the same key: it is the same act, answered anew. Kept for a day,
// for each token and path.

import type { Tx } from "@/lib/db";
import { sha256 } from "@/lib/gate/fingerprint";
import { type Problem, problem } from "@/lib/gate/problem";

export type Sending = { tokenId: string; path: string; key: string; content: unknown };

export function keyIn(request: Request): string | Problem {
  // Quoted or bare, as the draft of the header allows.
  const key = (request.headers.get("idempotency-key") ?? "").trim().replace(/^"(.*)"$/, "$1");
  if (/^[ -~]{1,200}$/.test(key) && key.trim()) return key;
  return problem(
    "idempotency_key_missing",
    "Send an Idempotency-Key of at most 200 characters with each POST.",
  );
}

/** The number of the request that this sending led to before. Null: it is the first; it holds the key until it ends. */
export async function sentBefore(tx: Tx, sending: Sending): Promise<{ number: number } | Problem | null> {
  const busy = await whyBusy(tx, sending);
  if (busy) return busy;

  const { tokenId, path, key } = sending;
  const [before] = await tx.$queryRaw<{ number: number; hash: string }[]>`
    SELECT number, encode(content_hash, 'hex') AS hash FROM scratch.idempotency
    WHERE token_id = ${tokenId}::uuid AND path = ${path} AND key = ${key} AND at > register_now() - interval '24 hours'`;
  if (!before) return null;
  return before.hash === hashOf(sending)
    ? { number: before.number }
    : problem("idempotency_key_reused", "This key was used for something else within 24 hours.");
}

export async function remember(tx: Tx, sending: Sending, number: number): Promise<void> {
  const { tokenId, path, key } = sending;
  await tx.$executeRaw`DELETE FROM scratch.idempotency WHERE at <= register_now() - interval '24 hours'`;
  await tx.$executeRaw`
    INSERT INTO scratch.idempotency (token_id, path, key, content_hash, number)
    VALUES (${tokenId}::uuid, ${path}, ${key}, decode(${hashOf(sending)}, 'hex'), ${number})`;
}

/** Whoever sends the same key at the same time is told to wait; nobody is answered twice from one send. */
export async function whyBusy(
  tx: Tx,
  { tokenId, path, key }: Omit<Sending, "content">,
): Promise<Problem | null> {
  const [lock] = await tx.$queryRaw<{ mine: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`${path} ${tokenId} ${key}`}, 0)) AS mine`;
  if (lock?.mine) return null;
  return problem("in_progress", "The same is being answered. Ask again in a second.");
}

function hashOf({ content }: Sending): string {
  return sha256(JSON.stringify(content));
}
