import type { Route } from "next";
import type { ReactNode } from "react";
import { Person } from "@/components/person";
import { RiskMark } from "@/components/risk-mark";
import { DescriptionList, Fact } from "@/components/ui/description-list";
import { Link } from "@/components/ui/link";
import type { Actor } from "@/lib/auth/actor";
import { formatDay, formatInstant, formatLength } from "@/lib/dates";
import type { ConditionOnRecord, ExceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { measureInWords, measureOf } from "@/lib/exceptions/readings";
import { footprintInWords } from "@/lib/exceptions/revisions";
import { type Fact as FactName, factQuestions, regulationNames } from "@/lib/exceptions/schemas";
import { binds } from "@/lib/exceptions/taken-back";
import { secondsBetween } from "@/lib/exceptions/window";
import { environmentNames, exposureNames, impactNames, sensitivityNames } from "@/lib/words";

import { askedInWords, conditionDueInWords, whatFollows } from "./record-in-words";

type Props = { exception: ExceptionWithHistory; zone: string; me: Pick<Actor, "id" | "role"> };

/** What is asked, in the order in which an approver needs it. */
export function RequestFacts({ exception, zone, me }: Props) {
  const { content } = exception.current;
  const raisedFrom = raiseOf(exception);
  return (
    <DescriptionList>
      <Fact term="Rule">
        <ul className="grid gap-1">
          {policiesOf(exception).map(({ key, title, statement }) => (
            <li key={key}>
              <Reference href={`/policies/${key}`} me={me}>
                <span className="font-mono text-[0.95em]">{key}</span> {title}
              </Reference>
              <span className="block text-xs text-muted">{statement}</span>
            </li>
          ))}
        </ul>
      </Fact>
      <Fact term="Where">
        <ul>
          {placesOf(exception).map(({ key, name, environment, resource, footprint }) => (
            <li key={`${key} ${environment} ${resource}`}>
              <Reference href={`/systems/${key}`} me={me}>
                {name}
              </Reference>
              {`, ${environmentNames[environment].toLowerCase()}`}
              {resource && `: ${resource}`}
              {footprint && <span className="block text-xs text-muted">{footprint}</span>}
            </li>
          ))}
        </ul>
      </Fact>
      {content.findings && (
        <Fact term="Found">
          <ul className="grid gap-1">
            {content.findings.map(
              ({ fingerprint, rule, resource, place, severity, occurrences, wholeResource }) => (
                <li key={fingerprint}>
                  <span className="font-mono text-[0.95em]">{rule}</span> {resource}
                  <span className="block text-xs text-muted">
                    {[
                      place,
                      `severity ${severity}`,
                      occurrences > 1 && `seen ${occurrences} times`,
                      wholeResource && "any rule of the policy here",
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </li>
              ),
            )}
          </ul>
          {content.evaluationId && me.role !== "outside_approver" && (
            <Reference href={`/gate/ev_${content.evaluationId}`} me={me}>
              See the evaluation
            </Reference>
          )}
        </Fact>
      )}
      <Fact term="Why">{content.reason}</Fact>
      {content.whatChanged && <Fact term="What changed">{content.whatChanged}</Fact>}
      {content.remediation && (
        <Fact term="Remediation plan">
          {content.remediation.plan}
          <span className="block text-xs text-muted">{`Done by ${formatDay(new Date(content.remediation.by), "UTC")}.`}</span>
        </Fact>
      )}
      <Fact term="If the answer is no">{content.breaksIfNo}</Fact>
      <Fact term="Risk">
        <span className="font-medium">
          <RiskMark risk={exception.risk} />
        </span>
        {raisedFrom
          ? `, raised by ${raisedFrom.by.name} from ${raisedFrom.risk}: ${content.reasonsForRisk.join(", and ")}.`
          : ` because ${content.reasonsForRisk.join(", and ")}.`}
        <span className="block">{content.riskIntroduced}</span>
      </Fact>
      <Fact term="Data">
        {content.dataAffected}
        <span className="block text-xs text-muted">{classified(exception)}</span>
      </Fact>
      <Fact term="Safer ways">{content.alternatives}</Fact>
      {content.mitigation && <Fact term="Mitigation">{content.mitigation}</Fact>}
      {exception.conditions.some(binds) && (
        <Fact term="Conditions">
          <ol className="grid gap-1.5">
            {exception.conditions.filter(binds).map((condition) => (
              <li key={condition.id}>
                {`${condition.position}. ${condition.statement}`}
                <span className="block text-xs text-muted">{conditionInWords(condition, zone)}</span>
              </li>
            ))}
          </ol>
        </Fact>
      )}
      {content.urgent && <Fact term="Urgent">{content.urgent.what}</Fact>}
      <Fact term="Asked for">
        {askedInWords(exception.current, zone)}
        {exception.emergency && ", as an emergency"}
      </Fact>
      {exception.startsAt && exception.endsAt && (
        <Fact term="Granted">
          {formatLength(secondsBetween(exception.startsAt, exception.endsAt))}
          {`, from ${formatInstant(exception.startsAt, zone)} until ${formatInstant(exception.endsAt, zone)}`}
        </Fact>
      )}
      <Fact term="People">
        <ul className="grid gap-0.5">
          <li>
            Asked by <Person person={exception.requester} isMe={exception.requesterId === me.id} />
            {exception.filedById !== exception.requesterId && (
              <>
                , filed by <Person person={exception.filedBy} isMe={exception.filedById === me.id} />
              </>
            )}
          </li>
          <li>
            Owned by <Person person={exception.owner} isMe={exception.ownerId === me.id} />, manager{" "}
            <Person person={exception.manager} isMe={exception.managerId === me.id} />
          </li>
        </ul>
      </Fact>
    </DescriptionList>
  );
}

/** Who raised the risk of the current words last, and from which level. */
function raiseOf({ revisions, current }: ExceptionWithHistory) {
  const raised = revisions
    .filter(({ cause, number }) => cause === "risk_raised" && number <= current.number)
    .at(-1);
  const before = raised && revisions.find(({ number }) => number === raised.number - 1);
  return raised && before && raised.risk === current.risk ? { by: raised.by, risk: before.risk } : null;
}

/** A link for everybody of the house; outside approvers see the name alone. */
function Reference({ href, me, children }: { href: string; me: Props["me"]; children: ReactNode }) {
  if (me.role === "outside_approver") return <span>{children}</span>;
  return (
    <Link href={href as Route} className="text-accent hover:underline">
      {children}
    </Link>
  );
}

function conditionInWords(condition: ConditionOnRecord, zone: string): string {
  const { owner, timing, decision } = condition;
  const measure = measureOf(condition);
  const name = owner?.name ?? "Somebody";
  return [
    measure
      ? `${measureInWords(measure)}, ${name} sees to it`
      : `${name} proves it ${conditionDueInWords(condition, zone)}`,
    (measure || timing === "while") && whatFollows(condition),
    decision && `demanded by ${decision.person.name}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

function policiesOf({ scopes }: ExceptionWithHistory) {
  return [...new Map(scopes.map(({ policy }) => [policy.key, policy])).values()].sort((a, b) =>
    a.key.localeCompare(b.key),
  );
}

function placesOf({ scopes }: ExceptionWithHistory) {
  const places = scopes.map(({ system, environment, resource, deployment, faces, dataSets }) => ({
    key: system.key,
    name: system.name,
    environment,
    resource,
    footprint: footprintInWords({ deployment: deployment ?? "", faces: faces ?? "", dataSets }),
  }));
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

function classified({ current }: ExceptionWithHistory) {
  const { dataSensitivity, exposure, impact, facts, regulations = [] } = current.content.classification;
  const said = (Object.keys(factQuestions) as FactName[])
    .filter((fact) => facts[fact])
    .map((fact) => factQuestions[fact].toLowerCase());
  return [
    sensitivityNames[dataSensitivity],
    `could affect: ${exposureNames[exposure].toLowerCase()}`,
    `damage: ${impactNames[impact].toLowerCase()}`,
    ...said,
    ...regulations.map((regulation) => regulationNames[regulation]),
  ].join(" · ");
}
