import { Pencil, Plus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { ActDialog } from "@/components/directory/act-dialog";
import { ExceptionTable } from "@/components/directory/exception-table";
import { Figures } from "@/components/directory/figures";
import { requireReader } from "@/components/directory/require-reader";
import { whyCannotAskHere } from "@/components/directory/why-cannot-ask-here";
import { Page } from "@/components/page";
import { Section } from "@/components/section";
import { Callout } from "@/components/ui/callout";
import { DescriptionList, Fact } from "@/components/ui/description-list";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { Actor } from "@/lib/auth/actor";
import { formatDay } from "@/lib/dates";
import { organisation } from "@/lib/organisation";
import { hasEnded, isOver } from "@/lib/people/exception-rows";
import {
  whyCannotEditSystem,
  whyCannotReinstateSystem,
  whyCannotRetireSystem,
} from "@/lib/systems/inventory";
import { type SystemPage, systemPage } from "@/lib/systems/system-page";
import { environmentNames, exposureNames, sensitivityNames, systemKindNames } from "@/lib/words";

import { reinstateThisSystem, retireThisSystem } from "../actions";

type Props = { params: Promise<{ key: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).key) };
}

export default async function SystemDetailPage({ params }: Props) {
  const actor = await requireReader();
  const system = await systemPage(decodeURIComponent((await params).key));
  if (!system) notFound();

  const { zone } = await organisation();
  const now = new Date();
  const { key, name, exceptions } = system;

  return (
    <Page
      title={name}
      facts={<span className="font-mono text-muted">{key}</span>}
      breadcrumbs={[{ href: "/systems", label: "Systems" }]}
      actions={<Actions system={system} actor={actor} />}
    >
      {system.retiredAt && (
        <Callout tone="neutral" title={`Retired on ${formatDay(system.retiredAt, zone)}.`}>
          New requests cannot name it. What was asked before stays, and ends as agreed.
        </Callout>
      )}
      <DescriptionList>
        {system.description && <Fact term="What it is">{system.description}</Fact>}
        <Fact term="Kind">{systemKindNames[system.kind]}</Fact>
        <Fact term="Runs in">
          {system.environments.map((environment) => environmentNames[environment]).join(", ")}
        </Fact>
        <Fact term="Data">
          {sensitivityNames[system.sensitivity]}
          {system.dataHeld && `: ${system.dataHeld}`}
        </Fact>
        <Fact term="Reached by">{exposureNames[system.exposure]}</Fact>
        <Fact term="Team">{system.team || <span className="text-muted">Nobody is named.</span>}</Fact>
      </DescriptionList>
      <Figures
        figures={[
          { label: "In force", value: system.inForce },
          {
            label: "Past its end, not closed",
            value: exceptions.filter((row) => hasEnded(row, now)).length,
            tone: "bad",
          },
          { label: "Pending", value: exceptions.filter(({ status }) => status === "pending").length },
          { label: "Ended", value: exceptions.filter(isOver).length },
        ]}
      />
      <Section title="Exceptions" count={exceptions.length}>
        {exceptions.length === 0 ? (
          <EmptyState title={`No rule has been broken on ${name}.`} />
        ) : (
          <ExceptionTable
            caption={`Exceptions on ${name}`}
            exceptions={exceptions}
            now={now}
            zone={zone}
            actorId={actor.id}
          />
        )}
      </Section>
    </Page>
  );
}

function Actions({ system, actor }: { system: SystemPage; actor: Actor }) {
  const { id: systemId, key, name, inForce } = system;
  return (
    <>
      {system.retiredAt ? (
        <ActDialog
          label="Reinstate"
          reason={whyCannotReinstateSystem(system, actor)?.message}
          title={`Reinstate ${name}?`}
          confirm="Reinstate it"
          done={`${name} is in use again.`}
          act={reinstateThisSystem.bind(null, { systemId })}
        >
          <p>New requests can name it again, and its facts can be edited.</p>
        </ActDialog>
      ) : (
        <ActDialog
          label="Retire"
          kind="danger"
          reason={whyCannotRetireSystem(system, actor)?.message}
          title={`Retire ${name}?`}
          confirm="Retire it"
          done={`${name} is retired.`}
          act={retireThisSystem.bind(null, { systemId })}
        >
          <p>New requests cannot name it any more. {staying(inForce)} You can reinstate it later.</p>
        </ActDialog>
      )}
      <LinkButton
        href={`/systems/${key}/edit`}
        icon={Pencil}
        reason={whyCannotEditSystem(system, actor)?.message}
      >
        Edit
      </LinkButton>
      <LinkButton
        kind="filled"
        href={`/exceptions/new?system=${key}`}
        icon={Plus}
        reason={whyCannotAskHere(system, actor)}
      >
        Ask for an exception
      </LinkButton>
    </>
  );
}

function staying(inForce: number): string {
  if (inForce === 0) return "No exception on it is in force.";
  return inForce === 1
    ? "The one exception in force stays until its end."
    : `The ${inForce} exceptions in force stay until their end.`;
}
