import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { requireReader } from "@/components/directory/require-reader";
import { Page } from "@/components/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { formatDay, formatEnd } from "@/lib/dates";
import { handOverRows } from "@/lib/exceptions/hand-over-choices";
import { organisation } from "@/lib/organisation";
import { personPage } from "@/lib/people/person-page";
import { statusNames } from "@/lib/words";

import { hangsOn } from "../deactivate";
import { HandOverList } from "./form";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Hand over" };

/** Everything open that one person owns, each with who takes it over. */
export default async function HandOverPage({ params }: Props) {
  const actor = await requireReader();
  const person = await personPage((await params).id);
  if (!person) notFound();

  const [rows, { zone }] = await Promise.all([handOverRows(person.id, actor), organisation()]);
  const now = new Date();

  return (
    <Page
      title={`Hand over what ${person.name} owns`}
      breadcrumbs={[
        { href: "/people", label: "People" },
        { href: `/people/${person.id}`, label: person.name },
      ]}
      facts={
        <>
          {person.leavesOn && <span>{`Leaves on ${formatDay(person.leavesOn, "UTC")}`}</span>}
          <span>{capital(hangsOn(person))}</span>
        </>
      }
    >
      {rows.length === 0 ? (
        <EmptyState
          title={`${person.name} owns nothing that is open.`}
          action={<LinkButton href={`/people/${person.id}`}>{`Back to ${person.name}`}</LinkButton>}
        >
          Every exception has an active owner.
        </EmptyState>
      ) : (
        <HandOverList
          personId={person.id}
          rows={rows.map(({ id, number, title, status, endsAt, reason, choices }) => ({
            id,
            number,
            title,
            standing: endsAt ? `Ends ${formatEnd(endsAt, now, zone)}` : statusNames[status],
            reason,
            options: choices.map((choice) => ({
              value: choice.id,
              label: choice.name,
              detail: choice.cost ?? [choice.title, choice.team].filter(Boolean).join(", "),
              reason: choice.reason,
            })),
            costs: Object.fromEntries(choices.filter(({ cost }) => cost).map(({ id, cost }) => [id, cost])),
          }))}
        />
      )}
    </Page>
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
