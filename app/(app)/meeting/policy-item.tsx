import { peopleOptions } from "@/components/directory/people-options";
import { DescriptionList, Fact } from "@/components/ui/description-list";
import { LinkButton } from "@/components/ui/link-button";
import type { Actor } from "@/lib/auth/actor";
import { choosablePeople } from "@/lib/people/choosable-people";
import { policyPage } from "@/lib/policies/policy-page";
import { whyCannotDecideGap } from "@/lib/reviews/decide-gap";
import { gapOfPolicy } from "@/lib/reviews/gap-of-policy";

import { Gap } from "../policies/[key]/gap";

type Props = { policyKey: string; actor: Actor; now: Date; zone: string };

/** A rule that does not fit reality: its figures, and the decision for whoever owns it. */
export async function PolicyItem({ policyKey, actor, now, zone }: Props) {
  const policy = await policyPage(policyKey);
  if (!policy) return null;
  const [gap, people] = await Promise.all([gapOfPolicy(policy, zone, now), choosablePeople()]);
  return (
    <>
      <div className="flex flex-wrap gap-2 print:hidden">
        <LinkButton href={`/policies/${policyKey}`}>Open the policy</LinkButton>
      </div>
      <DescriptionList>
        <Fact term="Statement">{policy.statement}</Fact>
        <Fact term="Control owner">{policy.controlOwner.name}</Fact>
        <Fact term="In force now">{`${policy.inForce} of ${policy.exceptions.length} exceptions ever asked for`}</Fact>
      </DescriptionList>
      <Gap
        policyId={policy.id}
        policyKey={policyKey}
        gap={gap}
        people={peopleOptions(people)}
        reason={whyCannotDecideGap(policy, actor)?.message}
        zone={zone}
      />
    </>
  );
}
