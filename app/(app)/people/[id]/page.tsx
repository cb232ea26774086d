import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";

import { endLink } from "@/app/account/actions";
import { ActDialog } from "@/components/directory/act-dialog";
import { ExceptionTable } from "@/components/directory/exception-table";
import { Figures } from "@/components/directory/figures";
import { requireReader } from "@/components/directory/require-reader";
import { WaitingTable } from "@/components/directory/waiting-table";
import { Links } from "@/components/gate/links";
import { Page } from "@/components/page";
import { Section } from "@/components/section";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { whyCannotSetPassword } from "@/lib/auth/set-local-password";
import { formatDay } from "@/lib/dates";
import { linksOf } from "@/lib/gate/link-person";
import { organisation } from "@/lib/organisation";
import { whyCannotAdminister } from "@/lib/people/administration";
import { whyCannotReactivate } from "@/lib/people/departure";
import { type PersonPage, personPage } from "@/lib/people/person-page";
import { roleNames } from "@/lib/words";

import { reactivateThisPerson } from "../actions";
import { Deactivate, hangsOn } from "./deactivate";
import { Decided } from "./decided";
import { PersonFacts } from "./facts";
import { PasswordDialog } from "./password-dialog";

// Title and page read the same person.
const readPerson = cache(personPage);

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const actor = await requireActor();
  if (actor.role === "outside_approver") return { title: "People" };
  return { title: (await readPerson((await params).id))?.name ?? "People" };
}

export default async function PersonDetailPage({ params }: Props) {
  const actor = await requireReader();
  const person = await readPerson((await params).id);
  if (!person) notFound();

  const [{ zone }, links] = await Promise.all([organisation(), linksOf(person)]);
  const now = new Date();
  const { name, owned, asked, mustDecide, _count: counts } = person;

  return (
    <Page
      title={name}
      breadcrumbs={[{ href: "/people", label: "People" }]}
      facts={
        <>
          <span>{roleNames[person.role]}</span>
          {(person.title || person.team) && (
            <span>{[person.title, person.team].filter(Boolean).join(", ")}</span>
          )}
        </>
      }
      actions={<Actions person={person} actor={actor} />}
    >
      {person.deactivatedAt && (
        <Callout
          tone={owned.length > 0 ? "bad" : "neutral"}
          title={`${name} left on ${formatDay(person.deactivatedAt, zone)}.`}
          action={
            owned.length > 0 && <LinkButton href={`/people/${person.id}/hand-over`}>Hand over</LinkButton>
          }
        >
          {owned.length > 0
            ? `${owned.length === 1 ? "One open exception needs" : `${owned.length} open exceptions need`} a new owner.`
            : "Nothing open hangs on them. What they decided keeps their name."}
        </Callout>
      )}
      {person.leavesOn && !person.deactivatedAt && (
        <Callout
          tone="soon"
          title={`${name} leaves on ${formatDay(person.leavesOn, "UTC")}.`}
          action={
            owned.length > 0 && <LinkButton href={`/people/${person.id}/hand-over`}>Hand over</LinkButton>
          }
        >
          {`${name} ${hangsOn(person)}. The day after, sign-in and seats end by themselves.`}
        </Callout>
      )}
      <PersonFacts person={person} actor={actor} zone={zone} />
      <Figures
        figures={[
          { label: "Owns, still open", value: owned.length },
          { label: "To decide", value: mustDecide.length },
          { label: "Asked for", value: counts.requested },
          { label: "Decided", value: counts.decisions },
        ]}
      />

      <Section title="Owns" count={owned.length}>
        {owned.length === 0 ? (
          <p className="text-sm text-muted">{`${name} owns nothing that is open.`}</p>
        ) : (
          <ExceptionTable
            caption={`Open exceptions that ${name} owns`}
            exceptions={owned}
            withoutOwner
            now={now}
            zone={zone}
            actorId={actor.id}
          />
        )}
      </Section>
      {mustDecide.length > 0 && (
        <Section title="To decide" count={mustDecide.length}>
          <WaitingTable caption={`What waits for ${name}`} steps={mustDecide} now={now} zone={zone} />
        </Section>
      )}
      {asked.length > 0 && (
        <Section title="Asked for" count={counts.requested}>
          <ExceptionTable
            caption={`What ${name} asked for`}
            exceptions={asked}
            now={now}
            zone={zone}
            actorId={actor.id}
          />
        </Section>
      )}
      {links.length > 0 && (
        <Section title="In pipelines" count={links.length}>
          <Links
            links={links}
            zone={zone}
            reason={person.id === actor.id ? undefined : whyCannotAdminister(actor)?.message}
            end={endLink}
          />
        </Section>
      )}
      {counts.decisions > 0 && (
        <Section title="Decided" count={counts.decisions}>
          <Decided person={person} zone={zone} />
        </Section>
      )}
    </Page>
  );
}

function Actions({ person, actor }: { person: PersonPage; actor: Actor }) {
  const { id: personId, name } = person;
  const hasPassword = person.accounts.some(({ password }) => password);
  return (
    <>
      {person.deactivatedAt ? (
        <ActDialog
          label="Reactivate"
          reason={whyCannotReactivate(person, actor)?.message}
          title={`Let ${name} in again?`}
          confirm="Reactivate"
          done={`${name} is active again.`}
          act={reactivateThisPerson.bind(null, { personId })}
        >
          <p>
            {name} can sign in as before. Seats do not come back: somebody grants them anew. What was handed
            over stays with its new owners.
          </p>
        </ActDialog>
      ) : (
        <Deactivate person={person} actor={actor} />
      )}
      <PasswordDialog
        person={{ id: personId, name, hasPassword }}
        reason={whyCannotSetPassword(person, actor)?.message}
      />
      <LinkButton
        href={`/people/${personId}/edit`}
        icon={Pencil}
        reason={whyCannotAdminister(actor)?.message}
      >
        Edit
      </LinkButton>
    </>
  );
}
