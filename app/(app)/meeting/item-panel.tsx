import { Repeat2 } from "lucide-react";

import type { Option } from "@/components/ui/combobox";
import { Pill } from "@/components/ui/pill";
import type { Actor } from "@/lib/auth/actor";
import { kindNames } from "@/lib/meetings/agenda";
import { carriedInWords } from "@/lib/meetings/minutes-words";
import type { Room } from "@/lib/meetings/room";
import { whyCannotRecommend } from "@/lib/meetings/write-note";

import { ExceptionItem } from "./exception-item";
import { FollowUpItem } from "./follow-up-item";
import { ItemActs } from "./item-acts";
import { NoteForm } from "./note-form";
import { PolicyItem } from "./policy-item";
import { SaidAtMeeting } from "./said";
import { Subject } from "./subject";

type Props = {
  room: Room;
  actor: Actor;
  now: Date;
  zone: string;
  people: Option[];
  inAWeek: string;
  /** Why this person does not write. */
  reason?: string;
};

/** What the meeting looks at: what it is, why it is here, the facts that matter, and what is said about it. */
export function ItemPanel({ room, actor, now, zone, people, inAWeek, reason }: Props) {
  const { number, item: position, about, minutes, nameOf } = room;
  const item = minutes.items.find((one) => one.position === position);
  if (!item || !about) return null;
  const mark = carriedInWords(item.carried);
  const notReasoned = "followUpId" in about ? whyCannotRecommend(about)?.message : undefined;

  return (
    <article
      aria-labelledby="item-title"
      className="grid content-start gap-x-8 gap-y-6 min-[1400px]:grid-cols-[minmax(0,1fr)_22rem]"
    >
      <div className="grid content-start gap-5">
        <header className="grid gap-1.5">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
            {kindNames[item.kind]}
            {mark && (
              <Pill tone="back" icon={Repeat2}>
                {mark}
              </Pill>
            )}
          </p>
          <h2 id="item-title" className="text-xl font-semibold text-balance">
            <Subject about={item.about} link />
          </h2>
          <p className="max-w-read text-sm">
            {item.why}
            {item.by && <span className="text-muted">{` Put here by ${nameOf(item.by)}.`}</span>}
          </p>
        </header>
        {"exceptionId" in about && "exception" in item.about && (
          <ExceptionItem number={item.about.exception} actor={actor} now={now} zone={zone} />
        )}
        {"policyId" in about && "policy" in item.about && (
          <PolicyItem policyKey={item.about.policy} actor={actor} now={now} zone={zone} />
        )}
        {"followUpId" in about && <FollowUpItem id={about.followUpId} actor={actor} />}
      </div>
      <div className="grid content-start gap-5 min-[1400px]:sticky min-[1400px]:top-20 min-[1400px]:self-start">
        <SaidAtMeeting
          item={item}
          nameOf={nameOf}
          empty={<p className="text-sm text-muted">Nothing is written about this item yet.</p>}
        />
        {/* Neither starts anew with the next item: what is being typed stays. */}
        <NoteForm number={number} item={position} reason={reason} noRecommendation={notReasoned} />
        <div className="flex flex-wrap gap-2 print:hidden">
          <ItemActs
            number={number}
            item={position}
            people={people}
            inAWeek={inAWeek}
            reason={reason}
            notCarried={item.outcome === "carried over" ? "This item is carried over already." : undefined}
          />
        </div>
      </div>
    </article>
  );
}
