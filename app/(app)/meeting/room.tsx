import { Presentation } from "lucide-react";
import { peopleOptions } from "@/components/directory/people-options";
import { Page } from "@/components/page";
import { Pill } from "@/components/ui/pill";
import type { Actor } from "@/lib/auth/actor";
import { dayIn, formatDay } from "@/lib/dates";
import { whyCannotLead, whyNotLeading } from "@/lib/meetings/lead";
import { subjectInWords } from "@/lib/meetings/minutes-words";
import { peopleAsked } from "@/lib/meetings/people-asked";
import { whyCannotSwap } from "@/lib/meetings/reorder";
import type { Room } from "@/lib/meetings/room";
import { choosablePeople } from "@/lib/people/choosable-people";
import { leadsSecurity } from "@/lib/reviews/reviewers";

import { AgendaList, type Listed } from "./agenda-list";
import { Attendance } from "./attendance";
import { Follow } from "./follow";
import { ItemPanel } from "./item-panel";
import { KeepInView } from "./keep-in-view";
import { EndMeeting, TakeOver } from "./lead-acts";
import { Reorder } from "./reorder";
import { Subject } from "./subject";
import { Timer } from "./timer";
import { Turn, TurnTo } from "./turn";

type Props = { room: Room; actor: Actor; now: Date; zone: string };

/** The open meeting: one item at a time, the same for everybody; whoever leads turns and writes. */
export async function MeetingRoom({ room, actor, now, zone }: Props) {
  const { number, chair, openedAt, item, itemSince, minutes, nameOf, version } = room;
  const [leads, asked, people] = await Promise.all([
    leadsSecurity(actor.id),
    peopleAsked(),
    choosablePeople(),
  ]);
  const isLeading = chair.id === actor.id;
  const reason = whyNotLeading({ chairId: chair.id, chair }, actor)?.message;
  const options = peopleOptions(people);
  const here = minutes.present.map((id) => ({ id, name: nameOf(id), present: true }));
  const listed = [
    ...here,
    ...asked
      .filter(({ id }) => !minutes.present.includes(id))
      .map(({ id, name }) => ({ id, name, present: false })),
  ].sort((a, b) => a.name.localeCompare(b.name));
  const others = here.filter(({ id }) => id !== chair.id).map(({ name }) => name);
  const comesBack = minutes.items.filter(({ outcome }) => outcome !== "discussed").length;
  const readers = new Set([
    ...minutes.present,
    ...minutes.items.flatMap(({ followUps }) => followUps.map(({ owner }) => owner)),
  ]);
  readers.delete(actor.id);

  return (
    <Page
      title={`Meeting ${number}`}
      facts={
        <>
          <Pill tone="wait" icon={Presentation}>
            Open
          </Pill>
          <span>{formatDay(openedAt, zone)}</span>
          <span>
            {isLeading ? "You lead" : `${chair.name} leads, and this page follows`}
            {others.length > 0 && <span className="text-muted">{`; here: ${others.join(", ")}`}</span>}
          </span>
        </>
      }
      actions={
        <>
          <Attendance number={number} listed={listed} people={options} reason={reason} />
          {isLeading ? (
            <EndMeeting
              number={number}
              discussed={minutes.items.length - comesBack}
              comesBack={comesBack}
              readers={readers.size}
              reason={whyCannotLead(actor, leads)?.message}
            />
          ) : (
            <TakeOver number={number} chair={chair.name} reason={whyCannotLead(actor, leads)?.message} />
          )}
        </>
      }
    >
      <Follow version={version} />
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[18rem_minmax(0,1fr)]">
        <nav aria-label="Agenda" className="max-lg:order-last lg:sticky lg:top-20 lg:self-start print:hidden">
          <h2 className="mb-3 text-lg font-semibold">
            Agenda{" "}
            <span className="ml-1 text-sm font-normal text-muted tabular-nums">{minutes.items.length}</span>
          </h2>
          <KeepInView item={item}>
            <AgendaList label="Agenda" items={minutes.items.map((one) => listedAs(one, room, isLeading))} />
          </KeepInView>
        </nav>
        <div className="grid content-start gap-5">
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line pb-3">
            <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">
              <span className="font-medium tabular-nums" aria-live="polite">
                {`Item ${item} of ${minutes.items.length}`}
              </span>
              <Timer
                key={itemSince.toISOString()}
                label="this item"
                since={itemSince.toISOString()}
                now={now.toISOString()}
              />
              <Timer label="in all" since={openedAt.toISOString()} now={now.toISOString()} />
            </p>
            <Turn number={number} item={item} items={minutes.items.length} reason={reason} />
          </div>
          <ItemPanel
            room={room}
            actor={actor}
            now={now}
            zone={zone}
            people={options}
            inAWeek={dayIn(zone, new Date(now.getTime() + 7 * 86_400_000))}
            reason={reason}
          />
        </div>
      </div>
    </Page>
  );
}

/** Nothing where it is the only one of its kind: it has nowhere to go. */
function OrderOf({ item, room: { number, minutes } }: { item: number; room: Room }) {
  const at = (position: number) => minutes.items.find((one) => one.position === position);
  const moved = at(item) as Room["minutes"]["items"][number];
  const why = (to: number) => {
    const other = at(to);
    return whyCannotSwap(placed(moved), other && placed(other))?.message ?? null;
  };
  const reasons = { up: why(item - 1), down: why(item + 1) };
  if (reasons.up && reasons.down) return null;
  return <Reorder number={number} item={item} title={subjectInWords(moved.about)} reasons={reasons} />;
}

const placed = ({ kind, outcome }: Room["minutes"]["items"][number]) => ({
  kind,
  reached: outcome !== "not reached",
});

function listedAs(
  { position, kind, about, carried, outcome }: Room["minutes"]["items"][number],
  room: Room,
  isLeading: boolean,
): Listed {
  const { number, item } = room;
  return {
    id: String(position),
    kind,
    carried,
    isCurrent: position === item,
    outcome: outcome === "not reached" ? undefined : outcome,
    order: isLeading && outcome === "not reached" && <OrderOf item={position} room={room} />,
    title: isLeading ? (
      <TurnTo number={number} item={item} to={position}>
        {subjectInWords(about)}
      </TurnTo>
    ) : (
      <Subject about={about} link />
    ),
  };
}
