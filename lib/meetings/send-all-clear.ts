// Nothing needs the meeting, and somebody says so: a meeting without items, mailed to whoever would have come (R27).

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { freeze } from "@/lib/meetings/end-meeting";
import { invited } from "@/lib/meetings/invited";
import { whyCannotLead } from "@/lib/meetings/lead";
import { mailMinutes } from "@/lib/meetings/mail-minutes";
import { beginMeeting, whyCannotBegin } from "@/lib/meetings/open-meeting";
import { nextAgenda } from "@/lib/meetings/waiting";
import { organisation } from "@/lib/organisation";
import { type Outcome, refuse } from "@/lib/refusal";
import { leadsSecurity } from "@/lib/reviews/reviewers";

export async function sendAllClear(_: object, actor: Actor, now: Date): Promise<Outcome> {
  const { zone } = await organisation();
  const agenda = await nextAgenda(zone, now);
  return inTransaction<Outcome>(now, async (tx) => {
    const refusal = whyCannotLead(actor, await leadsSecurity(actor.id, tx)) ?? (await whyCannotBegin(tx));
    if (refusal) return refusal;
    if (agenda.length > 0) return refuse("conflict", "Something needs the meeting now. Look at the agenda.");

    const { id, number } = await beginMeeting(tx, actor, 0);
    const { minutes, hash } = await freeze(tx, id, now);
    await mailMinutes(tx, minutes, actor, now, await invited(tx));
    const body = { number, sha256: hash };
    await record(tx, { action: "meeting.all_clear", stream: `meeting/${id}`, actor, body });
    return { ok: true };
  });
}
