import { exportTrail } from "@/lib/audit/export-trail";
import { parseTrailFilter, trailSentence } from "@/lib/audit/trail-filter";
import { trailNames } from "@/lib/audit/trail-names";
import { actorForAction } from "@/lib/auth/session";
import { csvStream } from "@/lib/csv";
import { dayIn } from "@/lib/dates";
import { organisation } from "@/lib/organisation";
import { httpStatus, type Refusal } from "@/lib/refusal";

/** The events on the screen as CSV, all of their pages. */
export async function POST(request: Request): Promise<Response> {
  const caller = await actorForAction();
  if (!caller.ok) return refused(caller);
  const { actor } = caller;
  const now = new Date();

  const query = String((await request.formData()).get("query") ?? "");
  const { filter } = parseTrailFilter(Object.fromEntries(new URLSearchParams(query)));
  const [{ zone }, { nameOf }] = await Promise.all([organisation(), trailNames(actor)]);
  const outcome = await exportTrail({ filter, sentence: trailSentence(filter, nameOf), zone }, actor, now);
  if (!outcome.ok) return refused(outcome);

  return new Response(csvStream(outcome.head, outcome.batches), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="audit-trail-${dayIn(zone, now)}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}

function refused(refusal: Refusal) {
  return new Response(refusal.message, { status: httpStatus(refusal) });
}
