import { Pencil, Plus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { ActDialog } from "@/components/directory/act-dialog";
import { ExceptionsOf, staying } from "@/components/directory/exceptions-of";
import { requireReader } from "@/components/directory/require-reader";
import { whyCannotAskHere } from "@/components/directory/why-cannot-ask-here";
import { Page } from "@/components/page";
import { Callout } from "@/components/ui/callout";
import { DescriptionList, Fact } from "@/components/ui/description-list";
import { LinkButton } from "@/components/ui/link-button";
import type { Actor } from "@/lib/auth/actor";
import { formatDay } from "@/lib/dates";
import { organisation } from "@/lib/organisation";
import {
  whyCannotEditSystem,
  whyCannotReinstateSystem,
  whyCannotRetireSystem,
} from "@/lib/systems/inventory";
import { type SystemPage, systemPage } from "@/lib/systems/system-page";
import { environmentNames, exposureNames, sensitivityNames, systemKindNames } from "@/lib/words";

import { reinstateThisSystem, retireThisSystem } from "../actions";
import { AtTheGate } from "./at-the-gate";
import { OversightFacts } from "./oversight-facts";

type Props = { params: Promise<{ key: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).key) };
}

export default async function SystemDetailPage({ params }: Props) {
  const actor = await requireReader();
  const system = await systemPage(decodeURIComponent((await params).key));
  if (!system) notFound();

  const now = new Date();
  const { zone } = await organisation();
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
        <OversightFacts system={system} />
        {system.requiredTools.length > 0 && (
          <Fact term="Scanners it requires">{system.requiredTools.join(", ")}</Fact>
        )}
        <Fact term="Team">{system.team || <span className="text-muted">Nobody is named.</span>}</Fact>
      </DescriptionList>
      <ExceptionsOf
        caption={`Exceptions on ${name}`}
        exceptions={exceptions}
        inForce={system.inForce}
        now={now}
        zone={zone}
        actorId={actor.id}
        none={`No rule has been broken on ${name}.`}
      >
        <AtTheGate
          system={system}
          now={now}
          zone={zone}
          cannotAsk={whyCannotAskHere(system, actor) ?? undefined}
        />
      </ExceptionsOf>
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
          <p>New requests cannot name it any more. {staying(inForce, "on it")} You can reinstate it later.</p>
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
