// Waits for a person. The register holds its answer back until something changes; when it is away, it is asked again
// later and later, as long as there is time.

import { setTimeout as pause } from "node:timers/promises";

import { Stop } from "./ending";
import { type Register, read, send } from "./register";
import { instant, said } from "./said";
import { type RequestState, request } from "./shapes";
import { tell } from "./tell";

const longestHold = 25_000;

/** The request once it is no longer pending, or as it stands when the time is over. */
export async function decided(register: Register, number: string, until: number): Promise<RequestState> {
  let known: { state: RequestState; etag: string | null } | null = null;
  let misses = 0;
  for (;;) {
    const left = Math.max(0, until - Date.now());
    const asked = Date.now();
    try {
      known = (await look(register, number, known ? Math.min(longestHold, left) : 0, known)) ?? known;
      misses = 0;
    } catch (error) {
      if (!(error instanceof Stop) || error.exit !== 4 || until <= Date.now()) throw error;
      misses++;
    }
    if (known && known.state.status !== "pending") return known.state;
    if (known && Date.now() >= until) return known.state;
    await restAfter(Date.now() - asked, misses, until);
  }
}

type Known = { state: RequestState; etag: string | null };

/** Null: nothing has changed. */
async function look(
  register: Register,
  number: string,
  hold: number,
  known: Known | null,
): Promise<Known | null> {
  const seconds = Math.floor(hold / 1000);
  const reply = await send(register, {
    path: `/api/v1/gate/requests/${number}${seconds > 0 ? `?wait=${seconds}` : ""}`,
    headers: known?.etag ? { "if-none-match": known.etag } : {},
    held: seconds * 1000,
  });
  if (reply.status === 304) return null;
  const state = read(reply, request);
  if (known === null || known.state.revision !== state.revision || known.state.subState !== state.subState)
    tell(`${standing(state)}  ${said(state.url)}`);
  return { state, etag: reply.headers.get("etag") };
}

/** An answer that was held back is asked for again at once; one that came at once is not hurried. */
async function restAfter(took: number, misses: number, until: number): Promise<void> {
  if (misses === 0 && took > 2_000) return;
  const rest = Math.min(5_000 * 2 ** Math.max(0, misses - 1), 30_000) * (0.75 + Math.random() / 2);
  const short = misses === 0 ? 1_000 : rest;
  await pause(Math.max(0, Math.min(short, until - Date.now())));
}

export function standing({ number, status, subState, requester, steps }: RequestState): string {
  if (status !== "pending") return `${number} is ${status}.`;
  if (subState === "sent_back") return `${number} waits for ${said(requester)} to submit it.`;
  const open = steps.filter(({ needed, given }) => given < needed);
  const waits = open.map(({ group, dueAt }) => `${said(group)} until ${instant(dueAt)}`).join(", ");
  return `${number} waits for ${waits || "a decision"}.`;
}
