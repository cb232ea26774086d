import { FlaskConical, PencilLine, RotateCcw } from "lucide-react";
import type { Metadata } from "next";

import { requireReader } from "@/components/directory/require-reader";
import { WhoDecidesTabs } from "@/components/directory/who-decides-tabs";
import { Instant } from "@/components/instant";
import { Page } from "@/components/page";
import { Person } from "@/components/person";
import { Section } from "@/components/section";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { problemsOf } from "@/lib/exceptions/rule-problems";
import { groupNames, type RuleSet, ruleSets, surroundings } from "@/lib/exceptions/rule-sets";
import { changesBetween, type GroupNameOf } from "@/lib/exceptions/rule-words";
import { organisation } from "@/lib/organisation";
import { whyCannotAdminister } from "@/lib/people/administration";

import { chosenVersion } from "./chosen-version";
import { ProblemList } from "./problem-list";
import { RuleList } from "./rule-list";

export const metadata: Metadata = { title: "Routing rules" };

type Props = { searchParams: Promise<{ version?: string }> };

export default async function RulesPage({ searchParams }: Props) {
  const actor = await requireReader();
  const { version } = await searchParams;
  const [versions, names, around, { zone }] = await Promise.all([
    ruleSets(),
    groupNames(),
    surroundings(new Date()),
    organisation(),
  ]);
  const { draft, inForce, chosen } = chosenVersion(versions, version);
  const before = versions.find((one) => one.version === chosen.version - 1);
  const groupName: GroupNameOf = (key) => names.get(key);
  const isInForce = chosen.version === inForce.version;

  return (
    <Page
      title="Routing rules"
      facts={<Standing chosen={chosen} isInForce={isInForce} zone={zone} />}
      actions={
        <>
          <LinkButton href={`/rules/test?version=${chosen.version}`} icon={FlaskConical}>
            Test
          </LinkButton>
          {draft && (
            <LinkButton href="/rules/replay" icon={RotateCcw}>
              Replay the last 50
            </LinkButton>
          )}
          <LinkButton href="/rules/draft" icon={PencilLine} reason={whyCannotAdminister(actor)?.message}>
            {draft ? "Open the draft" : "Draft a new version"}
          </LinkButton>
        </>
      }
    >
      <WhoDecidesTabs current="rules" />
      {draft && isInForce && (
        <Callout tone="neutral" title={`Version ${draft.version} is being drafted.`}>
          {`${draft.draftedBy?.name ?? "Somebody"} wrote on it last. It routes nothing until it is published.`}
        </Callout>
      )}
      {(isInForce || !chosen.publishedAt) && (
        <ProblemList problems={problemsOf(chosen.rules, around)} isDraft={!chosen.publishedAt} />
      )}

      <Section title={isInForce ? "In force" : `Version ${chosen.version}`} count={chosen.rules.rules.length}>
        <p className="max-w-read text-sm text-muted">
          Every rule that matches adds its steps, each group once. Requests keep the version that they were
          filed under.
        </p>
        <RuleList rules={chosen.rules} groupName={groupName} />
      </Section>

      {before && (
        <Section title={`What changed since version ${before.version}`}>
          <Changes was={before} now={chosen} groupName={groupName} />
        </Section>
      )}

      <Section title="Versions" count={versions.length}>
        <Versions versions={versions} inForce={inForce.version} zone={zone} />
      </Section>
    </Page>
  );
}

function Standing({ chosen, isInForce, zone }: { chosen: RuleSet; isInForce: boolean; zone: string }) {
  const { version, publishedAt, publishedBy } = chosen;
  if (!publishedAt) return <span className="text-muted">{`Version ${version}, a draft`}</span>;
  return (
    <span className="text-muted">
      {`Version ${version}, ${isInForce ? "in force" : "replaced"}. `}
      {publishedBy ? (
        <>
          Published by <Person person={publishedBy} /> on <Instant at={publishedAt} zone={zone} />
        </>
      ) : (
        "It came with the register."
      )}
    </span>
  );
}

function Changes({ was, now, groupName }: { was: RuleSet; now: RuleSet; groupName: GroupNameOf }) {
  const changes = changesBetween(was.rules, now.rules, groupName);
  if (changes.length === 0) return <p className="text-sm text-muted">Nothing but their order.</p>;
  return (
    <ul className="divide-y divide-line border-y border-line text-sm">
      {changes.map((change) => (
        <li key={change.name} className="grid gap-0.5 py-2.5 sm:grid-cols-[12rem_minmax(0,1fr)]">
          <span className="font-medium">{change.name}</span>
          <span className="grid gap-0.5">
            {change.was && (
              <del className="text-muted">
                <span className="sr-only">Was: </span>
                {change.was}
              </del>
            )}
            {change.now && (
              <ins className="no-underline">
                <span className="sr-only">Now: </span>
                {change.now}
              </ins>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Versions({ versions, inForce, zone }: { versions: RuleSet[]; inForce: number; zone: string }) {
  return (
    <Table
      caption="Versions of the rules"
      head={
        <>
          <Th>Version</Th>
          <Th>Note</Th>
          <Th>Published by</Th>
          <Th>When</Th>
        </>
      }
    >
      {versions.map(({ version, note, publishedBy, publishedAt }) => (
        <Tr key={version}>
          <Td nowrap>
            <RowLink
              href={publishedAt ? `/rules?version=${version}` : "/rules/draft"}
            >{`Version ${version}`}</RowLink>
            {version === inForce && <span className="ml-2 text-xs text-muted">In force</span>}
            {!publishedAt && <span className="ml-2 text-xs text-muted">Draft</span>}
          </Td>
          <Td grow>{note || <span className="text-muted">No note yet</span>}</Td>
          <Td label="Published by">
            {publishedBy ? <Person person={publishedBy} /> : <span className="text-muted">Nobody</span>}
          </Td>
          <Td label="When" nowrap>
            {publishedAt ? (
              <Instant at={publishedAt} zone={zone} />
            ) : (
              <span className="text-muted">Not yet</span>
            )}
          </Td>
        </Tr>
      ))}
    </Table>
  );
}
