import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { ActDialog } from "@/components/directory/act-dialog";
import { InlineLink } from "@/components/directory/inline-link";
import { peopleOptions } from "@/components/directory/people-options";
import { requireReader } from "@/components/directory/require-reader";
import { WaitingTable } from "@/components/directory/waiting-table";
import { Page } from "@/components/page";
import { Person } from "@/components/person";
import { Section } from "@/components/section";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import type { Actor } from "@/lib/auth/actor";
import { formatDay } from "@/lib/dates";
import { organisation } from "@/lib/organisation";
import { whyCannotAdminister } from "@/lib/people/administration";
import { choosableApprovers } from "@/lib/people/choosable-approvers";
import { type GroupPage, groupPage } from "@/lib/people/group-page";
import { whyCannotRetireGroup } from "@/lib/people/group-retirement";
import { whyCannotReinstateGroup } from "@/lib/people/reinstate-group";
import { whyCannotKeepSeats } from "@/lib/people/seats";

import { reinstateThisGroup, retireThisGroup } from "../actions";
import { Members } from "./members";
import { GiveSeat } from "./seats";

type Props = { params: Promise<{ key: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).key) };
}

export default async function GroupDetailPage({ params }: Props) {
  const actor = await requireReader();
  const group = await groupPage(decodeURIComponent((await params).key));
  if (!group) notFound();

  const [{ zone }, approvers] = await Promise.all([organisation(), choosableApprovers()]);
  const { name, seats, waiting, policies } = group;
  const seated = new Set(seats.map(({ personId }) => personId));
  const people = peopleOptions(approvers).map((option) => ({
    ...option,
    reason: seated.has(option.value)
      ? "Sits here already."
      : option.value === actor.id
        ? "Nobody seats themselves."
        : null,
  }));
  const whyNoSeat = group.retiredAt ? `${name} is retired.` : whyCannotKeepSeats(group, actor)?.message;

  return (
    <Page
      title={name}
      breadcrumbs={[{ href: "/groups", label: "Groups" }]}
      facts={<Facts group={group} />}
      actions={<Actions group={group} actor={actor} />}
    >
      {group.retiredAt && (
        <Callout tone="neutral" title={`Retired on ${formatDay(group.retiredAt, zone)}.`}>
          Nothing new is put to it. What it decided stays.
        </Callout>
      )}
      {group.warnings.map((warning) => (
        <Callout key={warning} tone="soon" title={warning} />
      ))}
      {group.purpose && <p className="max-w-read">{group.purpose}</p>}

      <Section
        title="Members"
        count={seats.length}
        actions={<GiveSeat group={group} people={people} reason={whyNoSeat} />}
      >
        <Members group={group} actor={actor} zone={zone} />
      </Section>

      <Section title="Waits for this group" count={waiting.length}>
        {waiting.length === 0 ? (
          <p className="text-sm text-muted">{`Nothing waits for ${name}.`}</p>
        ) : (
          <WaitingTable caption={`What waits for ${name}`} steps={waiting} now={new Date()} zone={zone} />
        )}
      </Section>

      <Section title="Policies it answers for" count={policies.length}>
        {policies.length === 0 ? (
          <p className="text-sm text-muted">{`${name} owns no policy.`}</p>
        ) : (
          <ul className="divide-y divide-line border-y border-line text-sm">
            {policies.map((policy) => (
              <li key={policy.key} className="flex min-h-row flex-wrap items-center gap-x-3">
                <InlineLink href={`/policies/${policy.key}`}>
                  <span className="font-mono">{policy.key}</span>
                </InlineLink>
                {policy.title}
                {policy.retiredAt && <span className="text-xs text-muted">retired</span>}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}

function Facts({ group: { key, lead, above, below, isForum } }: { group: GroupPage }) {
  return (
    <>
      <span className="font-mono text-muted">{key}</span>
      <span className="inline-flex items-center gap-1">
        Lead
        {lead ? (
          <InlineLink href={`/people/${lead.id}`}>
            <Person person={lead} />
          </InlineLink>
        ) : (
          <span className="text-muted">nobody</span>
        )}
      </span>
      {above && (
        <span>
          Above it <InlineLink href={`/groups/${above.key}`}>{above.name}</InlineLink>
        </span>
      )}
      {below.length > 0 && (
        <span className="inline-flex flex-wrap items-center gap-x-2">
          Below it
          {below.map(({ key, name }) => (
            <InlineLink key={key} href={`/groups/${key}`}>
              {name}
            </InlineLink>
          ))}
        </span>
      )}
      {isForum && <span>Forum: critical risk and third renewals</span>}
    </>
  );
}

function Actions({ group, actor }: { group: GroupPage; actor: Actor }) {
  const { id: groupId, key, name } = group;
  const leaning = {
    ...group,
    policies: group.policies.filter(({ retiredAt }) => !retiredAt).map(({ key }) => key),
    below: group.below.map(({ name }) => name),
  };
  return (
    <>
      {group.retiredAt ? (
        <ActDialog
          label="Reinstate"
          reason={whyCannotReinstateGroup(group, actor)?.message}
          title={`Reinstate ${name}?`}
          confirm="Reinstate it"
          done={`${name} is in use again.`}
          act={reinstateThisGroup.bind(null, { groupId })}
        >
          <p>It can answer for policies again, and its seats count again.</p>
        </ActDialog>
      ) : (
        <ActDialog
          label="Retire"
          kind="danger"
          reason={whyCannotRetireGroup(leaning, actor)?.message}
          title={`Retire ${name}?`}
          confirm="Retire it"
          done={`${name} is retired.`}
          act={retireThisGroup.bind(null, { groupId })}
        >
          <p>
            No policy can name it any more and nothing new is put to it. What it decided stays. You can
            reinstate it later.
          </p>
        </ActDialog>
      )}
      <LinkButton href={`/groups/${key}/edit`} icon={Pencil} reason={whyCannotAdminister(actor)?.message}>
        Edit
      </LinkButton>
    </>
  );
}
