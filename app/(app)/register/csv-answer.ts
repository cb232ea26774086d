import "server-only";

import type { Actor } from "@/lib/auth/actor";
import { actorForAction } from "@/lib/auth/session";
import { csvStream } from "@/lib/csv";
import { dayIn } from "@/lib/dates";
import type { RegisterExport } from "@/lib/exceptions/export-register";
import { parseFilter } from "@/lib/exceptions/register-filter";
import { type Known, knownOf } from "@/lib/exceptions/register-known";
import { organisation } from "@/lib/organisation";
import { httpStatus, type Outcome, type Refusal } from "@/lib/refusal";

type Export = (known: Known, zone: string, actor: Actor, now: Date) => Promise<Outcome<RegisterExport>>;

/** All pages of the list that was asked for, as a file: "exceptions-2026-11-20.csv". */
export async function csvAnswer(request: Request, name: string, perform: Export): Promise<Response> {
  const caller = await actorForAction();
  if (!caller.ok) return refused(caller);
  const { actor } = caller;
  const now = new Date();

  const query = String((await request.formData()).get("query") ?? "");
  const known = await knownOf(parseFilter(Object.fromEntries(new URLSearchParams(query))), actor);
  const { zone } = await organisation();
  const outcome = await perform(known, zone, actor, now);
  if (!outcome.ok) return refused(outcome);

  return new Response(csvStream(outcome.head, outcome.batches), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}-${dayIn(zone, now)}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}

function refused(refusal: Refusal) {
  return new Response(refusal.message, { status: httpStatus(refusal) });
}
