import { Person } from "@/components/person";
import { DescriptionList, Fact } from "@/components/ui/description-list";
import type { Actor } from "@/lib/auth/actor";
import { formatDay } from "@/lib/dates";
import { whyCannotFinish } from "@/lib/meetings/finish-follow-up";
import { oneFollowUp } from "@/lib/meetings/follow-ups";
import { leadsSecurity } from "@/lib/reviews/reviewers";

import { DoneButton } from "./done-button";

/** What somebody promised at an earlier meeting and has not done. */
export async function FollowUpItem({ id, actor }: { id: string; actor: Actor }) {
  const [followUp, leads] = await Promise.all([oneFollowUp(id), leadsSecurity(actor.id)]);
  if (!followUp) return null;
  const { what, owner, dueOn, item } = followUp;
  return (
    <>
      <div className="print:hidden">
        <DoneButton followUpId={id} what={what} reason={whyCannotFinish(followUp, actor, leads)?.message} />
      </div>
      <DescriptionList>
        <Fact term="Promised by">
          <Person person={owner} isMe={followUp.ownerId === actor.id} />
        </Fact>
        <Fact term="By when">{formatDay(dueOn, "UTC")}</Fact>
        <Fact term="Promised at">
          {`Meeting ${item.meeting?.number}${item.exception ? `, on EX-${item.exception.number}` : ""}`}
        </Fact>
      </DescriptionList>
    </>
  );
}
