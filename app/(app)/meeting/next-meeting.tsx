import { InlineLink } from "@/components/directory/inline-link";
import { Section } from "@/components/section";
import { EmptyState } from "@/components/ui/empty-state";
import type { Actor } from "@/lib/auth/actor";
import { formatInstant } from "@/lib/dates";
import { idOf } from "@/lib/meetings/agenda";
import { whyCannotLead } from "@/lib/meetings/lead";
import { peopleAsked } from "@/lib/meetings/people-asked";
import { subjectsOf } from "@/lib/meetings/subjects";
import { nextAgenda } from "@/lib/meetings/waiting";
import { nextWeekly } from "@/lib/meetings/weekly";
import { organisation } from "@/lib/organisation";
import { leadsSecurity } from "@/lib/reviews/reviewers";

import { AgendaList, AgendaOrder } from "./agenda-list";
import { SendAllClear } from "./lead-acts";
import { StartMeeting } from "./start-meeting";
import { Subject } from "./subject";

type Props = { actor: Actor; now: Date };

/** What the next meeting would look at, and the way to begin it. */
export async function NextMeeting({ actor, now }: Props) {
  const { zone, meeting } = await organisation();
  const [agenda, asked, leads] = await Promise.all([
    nextAgenda(zone, now),
    peopleAsked(),
    leadsSecurity(actor.id),
  ]);
  const subjects = await subjectsOf(agenda.map(({ about }) => about));
  const reason = whyCannotLead(actor, leads)?.message;
  const others = asked.filter(({ id }) => id !== actor.id).length;

  return (
    <Section
      title="Next meeting"
      count={agenda.length}
      actions={
        agenda.length > 0 && (
          <StartMeeting items={agenda.length} asked={asked} meId={actor.id} reason={reason} />
        )
      }
    >
      <p className="text-sm text-muted">
        {meeting
          ? `${formatInstant(nextWeekly(meeting, zone, now), zone)}. The agenda goes out by mail the day before.`
          : "No weekly time is set, so no agenda goes out by itself. It can begin at any time."}
      </p>
      {!meeting && actor.role === "administrator" && (
        <p className="text-sm">
          <InlineLink href="/settings/organisation">Set a weekly time</InlineLink>
        </p>
      )}
      {agenda.length > 0 && <AgendaOrder items={agenda} />}
      {agenda.length === 0 ? (
        <EmptyState
          title="Nothing needs the meeting. Send the all-clear?"
          action={<SendAllClear readers={others} reason={reason} />}
        >
          Nothing is expired, ends without action, is late or broken, waits for a decision or for an owner,
          and nobody put anything here.
        </EmptyState>
      ) : (
        <AgendaList
          label="Next meeting"
          items={agenda.flatMap(({ kind, about, why, waiting }) => {
            const subject = subjects.get(idOf(about));
            if (!subject) return [];
            return {
              id: idOf(about),
              kind,
              why,
              carried: waiting?.carried ?? 0,
              title: <Subject about={subject} link />,
            };
          })}
        />
      )}
    </Section>
  );
}
