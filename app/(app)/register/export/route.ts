import { actorForAction } from "@/lib/auth/session";
import { csvStream } from "@/lib/csv";
import { dayIn } from "@/lib/dates";
import { exportRegister } from "@/lib/exceptions/export-register";
import { parseFilter } from "@/lib/exceptions/register-filter";
import { knownOf } from "@/lib/exceptions/register-known";
import { organisation } from "@/lib/organisation";
import { httpStatus, type Refusal } from "@/lib/refusal";

/** The list on the screen as CSV, all of its pages. */
export async function POST(request: Request): Promise<Response> {
  const caller = await actorForAction();
  if (!caller.ok) return refused(caller);
  const { actor } = caller;
  const now = new Date();

  const query = String((await request.formData()).get("query") ?? "");
  const known = await knownOf(parseFilter(Object.fromEntries(new URLSearchParams(query))), actor);
  const { zone } = await organisation();
  const outcome = await exportRegister(known, zone, actor, now);
  if (!outcome.ok) return refused(outcome);

  return new Response(csvStream(outcome.head, outcome.batches), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="exceptions-${dayIn(zone, now)}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}

function refused(refusal: Refusal) {
  return new Response(refusal.message, { status: httpStatus(refusal) });
}
