"use server";

import type { ReactNode } from "react";

import { actorForAction } from "@/lib/auth/session";
import { exceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { numberIn } from "@/lib/exceptions/number-in";
import { overdueSteps } from "@/lib/exceptions/overdue-steps";
import { possibleActs } from "@/lib/exceptions/possible-acts";
import { organisation } from "@/lib/organisation";
import { type Outcome, refuse } from "@/lib/refusal";

import { Band } from "../exceptions/[number]/band";
import { Facts } from "../exceptions/[number]/facts";
import { RequestFacts } from "../exceptions/request-facts";

/** A record at a glance, drawn with the parts of its page; it writes nothing. */
export async function peekAt(asked: unknown): Promise<Outcome<{ title: string; shown: ReactNode }>> {
  const caller = await actorForAction();
  if (!caller.ok) return caller;
  const { actor } = caller;
  const now = new Date();
  const number = numberIn(String(asked));
  const exception = number === null ? null : await exceptionWithHistory(number, actor, now);
  if (!exception) return refuse("not-found", "There is no such exception.");

  const [{ zone }, overdue] = await Promise.all([organisation(), overdueSteps(now, exception.id)]);
  const acts = possibleActs(exception, actor, now);
  const shown = (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <Facts exception={exception} now={now} zone={zone} meId={actor.id} />
      </div>
      <Band
        exception={exception}
        now={now}
        zone={zone}
        meId={actor.id}
        canEdit={!acts.edit}
        canDecide={!acts.decide}
        overdue={overdue}
      />
      <RequestFacts exception={exception} zone={zone} me={actor} />
    </div>
  );
  return { ok: true, title: exception.title, shown };
}
