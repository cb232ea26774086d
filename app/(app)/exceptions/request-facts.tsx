import type { Route } from "next";
import Link from "next/link";

import { Person } from "@/components/person";
import { RiskMark } from "@/components/risk-mark";
import { DescriptionList, Fact } from "@/components/ui/description-list";
import { formatInstant, formatLength } from "@/lib/dates";
import type { ExceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { type Fact as FactName, factQuestions } from "@/lib/exceptions/schemas";
import { secondsBetween } from "@/lib/exceptions/window";
import { environmentNames, exposureNames, impactNames, sensitivityNames } from "@/lib/words";

import { askedInWords } from "./record-in-words";

type Props = { exception: ExceptionWithHistory; zone: string; meId: string };

/** What is asked, in the order in which an approver needs it. */
export function RequestFacts({ exception, zone, meId }: Props) {
  const { content } = exception.current;
  return (
    <DescriptionList>
      <Fact term="Rule">
        <ul className="grid gap-1">
          {policiesOf(exception).map(({ key, title, statement }) => (
            <li key={key}>
              <Link href={`/policies/${key}` as Route} className="text-accent hover:underline">
                <span className="font-mono text-[0.95em]">{key}</span> {title}
              </Link>
              <span className="block text-xs text-muted">{statement}</span>
            </li>
          ))}
        </ul>
      </Fact>
      <Fact term="Where">
        <ul>
          {placesOf(exception).map(({ key, name, environment, resource }) => (
            <li key={`${key} ${environment} ${resource}`}>
              <Link href={`/systems/${key}` as Route} className="text-accent hover:underline">
                {name}
              </Link>
              {`, ${environmentNames[environment].toLowerCase()}`}
              {resource && `: ${resource}`}
            </li>
          ))}
        </ul>
      </Fact>
      <Fact term="Why">{content.reason}</Fact>
      {content.whatChanged && <Fact term="What changed">{content.whatChanged}</Fact>}
      <Fact term="If the answer is no">{content.breaksIfNo}</Fact>
      <Fact term="Risk">
        <span className="font-medium">
          <RiskMark risk={exception.risk} />
        </span>
        {` because ${content.reasonsForRisk.join(", and ")}.`}
        <span className="block">{content.riskIntroduced}</span>
      </Fact>
      <Fact term="Data">
        {content.dataAffected}
        <span className="block text-xs text-muted">{classified(exception)}</span>
      </Fact>
      <Fact term="Safer ways">{content.alternatives}</Fact>
      <Fact term="Mitigation">{content.mitigation}</Fact>
      <Fact term="Asked for">{askedInWords(exception.current, zone)}</Fact>
      {exception.startsAt && exception.endsAt && (
        <Fact term="Granted">
          {formatLength(secondsBetween(exception.startsAt, exception.endsAt))}
          {`, from ${formatInstant(exception.startsAt, zone)} until ${formatInstant(exception.endsAt, zone)}`}
        </Fact>
      )}
      <Fact term="People">
        <ul className="grid gap-0.5">
          <li>
            Asked by <Person person={exception.requester} isMe={exception.requesterId === meId} />
            {exception.filedById !== exception.requesterId && (
              <>
                , filed by <Person person={exception.filedBy} isMe={exception.filedById === meId} />
              </>
            )}
          </li>
          <li>
            Owned by <Person person={exception.owner} isMe={exception.ownerId === meId} />, manager{" "}
            <Person person={exception.manager} isMe={exception.managerId === meId} />
          </li>
        </ul>
      </Fact>
    </DescriptionList>
  );
}

function policiesOf({ scopes }: ExceptionWithHistory) {
  return [...new Map(scopes.map(({ policy }) => [policy.key, policy])).values()].sort((a, b) =>
    a.key.localeCompare(b.key),
  );
}

function placesOf({ scopes }: ExceptionWithHistory) {
  const places = scopes.map(({ system, environment, resource }) => ({
    key: system.key,
    name: system.name,
    environment,
    resource,
  }));
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

function classified({ current }: ExceptionWithHistory) {
  const { dataSensitivity, exposure, impact, facts } = current.content.classification;
  const said = (Object.keys(factQuestions) as FactName[])
    .filter((fact) => facts[fact])
    .map((fact) => factQuestions[fact].toLowerCase());
  return [
    sensitivityNames[dataSensitivity],
    `could affect: ${exposureNames[exposure].toLowerCase()}`,
    `damage: ${impactNames[impact].toLowerCase()}`,
    ...said,
  ].join(" · ");
}
