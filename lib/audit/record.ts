// The one way to write to the audit trail (R2): one event for each change of state, last in the transaction that
// changes it. The database adds sequence, time, hashes and the snapshot.

import { announce } from "@/lib/audit/announce";
import type { Action, Change, Details } from "@/lib/audit/vocabulary";
import type { Actor, TokenHolder } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import type { Prisma } from "@/prisma/generated/client";

type Event<Name extends Action> = {
  action: Name;
  body: Details[Name];
  /**
   * A person with a session, an API token in the name of who made it, the clock (nobody pressed anything), the operator
   * at the console or in set-up, or a pipeline that showed it may answer.
   */
  actor: Actor | TokenHolder | "clock" | "operator" | "pipeline";
} & (
  | { exceptionId: string; version?: number; stream?: never }
  /** `<table>/<id>` for what is not an exception, `security/<yyyy-mm-dd>` for doors, `export/<yyyy-mm-dd>`, `sheet/<id>` for an import. */
  | { stream: string; exceptionId?: never; version?: never }
);

export async function record<Name extends Action>(tx: Tx, event: Event<Name>): Promise<void> {
  const { actor, exceptionId = null, version = null } = event;
  const stream = event.stream ?? `exception/${exceptionId}`;
  const [via, actorId] =
    typeof actor === "string" ? [actor, null] : ["token" in actor ? "token" : "session", actor.accountId];
  const body = JSON.stringify(event.body satisfies object as Prisma.InputJsonValue);

  // Whoever has to be told is worked out after the commit, by the worker (lib/notices): the event waits for it.
  await tx.$executeRaw`
    WITH event AS (
      INSERT INTO audit_event (stream, actor_id, via, action, exception_id, version, body)
      VALUES (${stream}, ${actorId}::uuid, ${via}::via, ${event.action}, ${exceptionId}::uuid, ${version}::int, ${body}::json)
      RETURNING id)
    INSERT INTO scratch.untold (event_id) SELECT id FROM event WHERE ${concernsAnException(stream)}`;
  if (exceptionId) await announce(tx, exceptionId, event);
}

/** Whether somebody may have to be told: an exception changed, or who sits in a group, or who is still here. */
function concernsAnException(stream: string): boolean {
  return /^(exception|membership|person)\//.test(stream);
}

/** The fields of `after` that differ from `before`. Empty: nothing changed, and nothing should be written. */
export function changeBetween<Fields extends object>(before: Fields, after: Fields): Change {
  const changed: Change = {};
  for (const key of Object.keys(after) as (keyof Fields & string)[]) {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) continue;
    changed[key] = { before: before[key] ?? null, after: after[key] ?? null };
  }
  return changed;
}
