import { Pencil, Plus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { ActDialog } from "@/components/directory/act-dialog";
import { ExceptionsOf, staying } from "@/components/directory/exceptions-of";
import { InlineLink } from "@/components/directory/inline-link";
import { peopleOptions } from "@/components/directory/people-options";
import { requireReader } from "@/components/directory/require-reader";
import { whyCannotAskHere } from "@/components/directory/why-cannot-ask-here";
import { ExceptionNumber } from "@/components/exception-number";
import { Page } from "@/components/page";
import { Recommendations } from "@/components/recommendations";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import type { Actor } from "@/lib/auth/actor";
import { formatDay, formatLength } from "@/lib/dates";
import { recommendationsOn } from "@/lib/meetings/recommendations";
import { organisation } from "@/lib/organisation";
import { choosablePeople } from "@/lib/people/choosable-people";
import {
  whyCannotEditPolicy,
  whyCannotReinstatePolicy,
  whyCannotRetirePolicy,
} from "@/lib/policies/catalogue";
import { type DesignProblem, type PolicyPage, policyPage } from "@/lib/policies/policy-page";
import { whyCannotDecideGap } from "@/lib/reviews/decide-gap";
import { gapOfPolicy } from "@/lib/reviews/gap-of-policy";
import { domainNames } from "@/lib/words";

import { reinstateThisPolicy, retireThisPolicy } from "../actions";
import { Gap } from "./gap";
import { ScannerRules } from "./scanner-rules";

type Props = { params: Promise<{ key: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).key) };
}

export default async function PolicyDetailPage({ params }: Props) {
  const actor = await requireReader();
  const policy = await policyPage(decodeURIComponent((await params).key));
  if (!policy) notFound();

  const now = new Date();
  const { zone } = await organisation();
  const [gap, people, recommended] = await Promise.all([
    gapOfPolicy(policy, zone, now),
    choosablePeople(),
    recommendationsOn({ policyId: policy.id }),
  ]);
  const { key, controlOwner, longestSeconds, exceptions } = policy;

  return (
    <Page
      title={policy.title}
      mark={<span className="font-mono">{key}</span>}
      breadcrumbs={[{ href: "/policies", label: "Policies" }]}
      facts={
        <>
          <span>{domainNames[policy.domain]}</span>
          <span>
            Control owner <InlineLink href={`/groups/${controlOwner.key}`}>{controlOwner.name}</InlineLink>
          </span>
          <span>
            {longestSeconds ? `At most ${formatLength(longestSeconds)}` : "As long as the risk allows"}
          </span>
        </>
      }
      actions={<Actions policy={policy} actor={actor} />}
    >
      {policy.retiredAt && (
        <Callout tone="neutral" title={`Retired on ${formatDay(policy.retiredAt, zone)}.`}>
          New requests cannot break it. What was asked before stays, and ends as agreed.
        </Callout>
      )}
      <p className="max-w-read whitespace-pre-line">{policy.statement}</p>
      {policy.designProblems.length > 0 && <DesignProblems problems={policy.designProblems} />}
      <Recommendations recommendations={recommended} zone={zone} />
      <Gap
        policyId={policy.id}
        policyKey={key}
        gap={gap}
        people={peopleOptions(people)}
        reason={whyCannotDecideGap(policy, actor)?.message}
        zone={zone}
      />
      <ExceptionsOf
        caption={`Exceptions from ${key}`}
        exceptions={exceptions}
        inForce={policy.inForce}
        now={now}
        zone={zone}
        actorId={actor.id}
        none="Nobody has asked to break this rule."
      />
      <ScannerRules policy={policy} actor={actor} now={now} zone={zone} />
    </Page>
  );
}

/** R17, where whoever owns the rule reads it. */
function DesignProblems({ problems }: { problems: DesignProblem[] }) {
  return (
    <Callout
      tone="soon"
      title="This rule has a design problem: an exception from it was renewed more than twice."
    >
      <ul>
        {problems.map(({ number, plan, by }) => (
          <li key={number}>
            <ExceptionNumber number={number} link /> {plan}{" "}
            <span className="whitespace-nowrap">{`Done by ${formatDay(new Date(by), "UTC")}.`}</span>
          </li>
        ))}
      </ul>
    </Callout>
  );
}

function Actions({ policy, actor }: { policy: PolicyPage; actor: Actor }) {
  const { id: policyId, key, inForce } = policy;
  return (
    <>
      {policy.retiredAt ? (
        <ActDialog
          label="Reinstate"
          reason={whyCannotReinstatePolicy(policy, actor)?.message}
          title={`Reinstate ${key}?`}
          confirm={`Reinstate ${key}`}
          done={`${key} is in use again.`}
          act={reinstateThisPolicy.bind(null, { policyId })}
        >
          <p>New requests can break it again, with the approval of {policy.controlOwner.name}.</p>
        </ActDialog>
      ) : (
        <ActDialog
          label="Retire"
          kind="danger"
          reason={whyCannotRetirePolicy(policy, actor)?.message}
          title={`Retire ${key}?`}
          confirm={`Retire ${key}`}
          done={`${key} is retired.`}
          act={retireThisPolicy.bind(null, { policyId })}
        >
          <p>
            New requests cannot break it any more. {staying(inForce, "from it")} You can reinstate it later.
          </p>
        </ActDialog>
      )}
      <LinkButton
        href={`/policies/${key}/edit`}
        icon={Pencil}
        reason={whyCannotEditPolicy(policy, actor)?.message}
      >
        Edit
      </LinkButton>
      <LinkButton
        kind="filled"
        href={`/exceptions/new?policy=${key}`}
        icon={Plus}
        reason={whyCannotAskHere({ name: key, retiredAt: policy.retiredAt }, actor)}
      >
        Ask for an exception
      </LinkButton>
    </>
  );
}
