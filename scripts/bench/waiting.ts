// Requests that wait, each with somebody who may decide it now.

import type { Client } from "pg";

import { type Actor, provenActor } from "@/lib/auth/actor";
import type { Answers, Decision } from "@/lib/exceptions/schemas";

export type Waiting = {
  id: string;
  number: number;
  revision: number;
  contentHash: string;
  stepId: string;
  personId: string;
  accountId: string;
  sessionId: string;
};

/** `alike`: only first revisions of low risk with one step, so that the same statements decide each of them. */
export async function waiting(client: Client, { alike = false } = {}): Promise<Waiting[]> {
  const { rows } = await client.query<Waiting>(
    `SELECT x.id, x.number, x.revision, encode(r.content_hash, 'hex') AS "contentHash", s.id AS "stepId",
       approver.person_id AS "personId", approver.account_id AS "accountId", approver.session_id AS "sessionId"
     FROM exception x
     JOIN revision r ON (r.exception_id, r.number) = (x.id, x.revision)
     JOIN step s ON (s.exception_id, s.revision, s.position) = (x.id, x.revision, 1)
     CROSS JOIN LATERAL (
       SELECT m.person_id, a.id AS account_id, o.id AS session_id
       FROM membership m JOIN account a ON a.person_id = m.person_id JOIN session o ON o.account_id = a.id
       WHERE m.group_id = s.group_id
       ORDER BY m.id OFFSET x.number % 8 LIMIT 1
     ) approver
     WHERE x.status = 'pending' AND NOT x.sent_back AND NOT EXISTS (SELECT FROM decision d WHERE d.step_id = s.id)
       AND (NOT $1 OR x.risk = 'low' AND x.revision = 1)
     ORDER BY x.number`,
    [alike],
  );
  return rows;
}

export function approver({ personId, accountId, sessionId }: Waiting): Actor {
  return provenActor({ id: personId, name: "Approver", role: "member", accountId, sessionId });
}

export function approval({ id, revision, contentHash }: Waiting): Decision {
  return {
    exceptionId: id,
    revision,
    contentHash,
    verdict: "approve",
    comment: "Read and weighed.",
    answers,
  };
}

const answer = { tapped: "yes" as const, words: "Looked at, and it holds." };
const answers: Answers = { whyNow: answer, shortest: answer, saferWay: answer, ifNo: answer };

/** Hands the items out one by one; undefined when there are no more. */
export function oneByOne<Item>(items: Item[]): () => Item | undefined {
  let next = 0;
  return () => items[next++];
}

export function inParts<Item>(items: Item[], parts: number): Item[][] {
  const size = Math.floor(items.length / parts);
  return Array.from({ length: parts }, (_, part) => items.slice(part * size, (part + 1) * size));
}
