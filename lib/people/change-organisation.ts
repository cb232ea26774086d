// An administrator says what the organisation is called and how it counts working time. Ends are instants: a new zone or
// new hours move no end and no due time that stands; what is filed from then on is counted by them.

import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { whyCannotAdminister } from "@/lib/people/administration";
import { holidaysIn, type OrganisationEdit, weeklyInWords } from "@/lib/people/organisation-schema";
import type { Outcome } from "@/lib/refusal";
import { setSetting } from "@/lib/setting";

export function changeOrganisation(
  { name, zone, workingDays, start, end, holidays, ...meeting }: OrganisationEdit,
  actor: Actor,
  now: Date,
): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const refusal = whyCannotAdminister(actor);
    if (refusal) return refusal;

    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('organisation', 0))`;
    await setSetting(tx, "organisation.name", name, actor);
    await setSetting(tx, "organisation.zone", zone, actor);
    const calendar = {
      workingHours: { start, end },
      workingDays: workingDays.map(Number).sort((a, b) => a - b),
      holidays: holidaysIn(holidays),
    };
    await setSetting(tx, "organisation.calendar", calendar, actor);
    const weekly = weeklyInWords(meeting);
    const before = await tx.setting.findUnique({ where: { key: "organisation.meeting" } });
    if (weekly || before) await setSetting(tx, "organisation.meeting", weekly, actor);
    return { ok: true };
  });
}
