import { InlineLink } from "@/components/directory/inline-link";
import { peopleOptions } from "@/components/directory/people-options";
import { Person } from "@/components/person";
import { DescriptionList, Fact } from "@/components/ui/description-list";
import type { Actor } from "@/lib/auth/actor";
import { demoIssuer } from "@/lib/auth/cast";
import { localIssuer } from "@/lib/auth/sign-in-locally";
import { formatDay } from "@/lib/dates";
import { whyCannotAdminister } from "@/lib/people/administration";
import { choosableApprovers } from "@/lib/people/choosable-approvers";
import type { PersonPage } from "@/lib/people/person-page";

import { LinkEntries } from "./link-entries";

type Props = { person: PersonPage; actor: Actor; zone: string };

export function PersonFacts({ person, actor, zone }: Props) {
  const { email, manager, reports, seats, ledGroups } = person;
  return (
    <DescriptionList>
      <Fact term="E-mail">{email}</Fact>
      <Fact term="Manager">
        {manager ? (
          <InlineLink href={`/people/${manager.id}`}>
            <Person person={manager} />
          </InlineLink>
        ) : (
          <span className="text-muted">Nobody is named.</span>
        )}
      </Fact>
      {reports.length > 0 && (
        <Fact term="Manages">
          <Names>
            {reports.map(({ id, name }) => (
              <InlineLink key={id} href={`/people/${id}`}>
                {name}
              </InlineLink>
            ))}
          </Names>
        </Fact>
      )}
      <Fact term="Sits in">
        {seats.length === 0 && <span className="text-muted">No group.</span>}
        <span className="grid">
          {seats.map(({ id, group, fromAt, members }) => (
            <span key={id}>
              <InlineLink href={`/groups/${group.key}`}>{group.name}</InlineLink>
              <span className="text-muted">{` · since ${formatDay(fromAt, zone)} · ${members === 1 ? "the only one" : `one of ${members}`}`}</span>
            </span>
          ))}
        </span>
      </Fact>
      {ledGroups.length > 0 && (
        <Fact term="Leads">
          <Names>
            {ledGroups.map(({ key, name }) => (
              <InlineLink key={key} href={`/groups/${key}`}>
                {name}
              </InlineLink>
            ))}
          </Names>
        </Fact>
      )}
      <Fact term="Signs in with">{waysIn(person)}</Fact>
      <OtherEntries person={person} actor={actor} />
    </DescriptionList>
  );
}

async function OtherEntries({ person, actor }: { person: PersonPage; actor: Actor }) {
  const { id, name, sameAs, aliases } = person;
  const people = (await choosableApprovers()).filter((other) => other.id !== id);
  return (
    <Fact term="Same person as">
      <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {sameAs && <InlineLink href={`/people/${sameAs.id}`}>{sameAs.name}</InlineLink>}
        {aliases.map((alias) => (
          <InlineLink key={alias.id} href={`/people/${alias.id}`}>
            <Person person={alias} />
          </InlineLink>
        ))}
        {!sameAs && aliases.length === 0 && <span className="text-muted">No other entry.</span>}
        <LinkEntries
          person={{ id, name, sameAsId: sameAs?.id ?? null }}
          people={peopleOptions(people, sameAs && { ...sameAs, deactivatedAt: null })}
          reason={whyCannotAdminister(actor)?.message}
        />
      </span>
    </Fact>
  );
}

function Names({ children }: { children: React.ReactNode }) {
  return <span className="flex flex-wrap gap-x-4">{children}</span>;
}

function waysIn({ accounts }: PersonPage): string {
  const ways = accounts.map(({ issuer, password }) => {
    if (issuer === localIssuer) return password ? "a password" : null;
    if (issuer === demoIssuer) return "a click, in this demo";
    return URL.canParse(issuer) ? new URL(issuer).host : issuer;
  });
  return (
    ways.filter(Boolean).join(", ") ||
    "Nothing yet: their first sign-in through your provider, or a password that an administrator sets."
  );
}
