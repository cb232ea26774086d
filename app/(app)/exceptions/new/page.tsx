import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { z } from "zod";

import { ExceptionNumber, exceptionNumber } from "@/components/exception-number";
import { Page } from "@/components/page";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { formatInstant, relative } from "@/lib/dates";
import { exceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { designProblemFrom, whyCannotExtend } from "@/lib/exceptions/extensions";
import { whyCannotAsk } from "@/lib/exceptions/file-request";
import { followingFacts } from "@/lib/exceptions/following-facts";
import { numberIn } from "@/lib/exceptions/number-in";
import { revisionContinued } from "@/lib/exceptions/revision-continued";
import { evaluationIdIn } from "@/lib/gate/evaluation-id";
import { placeOfEntry } from "@/lib/gate/imports/found-entry";
import { foundToAskFor } from "@/lib/gate/imports/found-to-ask-for";
import { whatToAskFor } from "@/lib/gate/what-to-ask-for";
import { organisation } from "@/lib/organisation";
import { environmentNames } from "@/lib/words";

import type { Directory } from "../request-form/directory";
import { lastTimeOf } from "../request-form/last-time-of";
import { loadDirectory } from "../request-form/load-directory";
import { NothingToBreak } from "../request-form/nothing-to-break";
import { RequestForm } from "../request-form/request-form";
import { emptyPlace, emptyValues, footprintOf, type RequestValues } from "../request-form/request-values";
import { valuesOf } from "../request-form/values-of";

export const metadata: Metadata = { title: "New request" };

type Props = {
  searchParams: Promise<{
    policy?: string;
    system?: string;
    copy?: string;
    continues?: string;
    /** What a pipeline asked, "ev_…", and which of its findings. */
    evaluation?: string;
    finding?: string | string[];
    /** A waiver that was found in code, by its id. */
    found?: string;
  }>;
};

export default async function NewRequestPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (whyCannotAsk(actor)) forbidden();

  const asked = await searchParams;
  const now = new Date();
  const [{ zone }, directory] = await Promise.all([organisation(), loadDirectory()]);
  if (directory.policies.length === 0 || directory.systems.length === 0)
    return <NothingToBreak title="New request" directory={directory} />;

  const shared = { me: { id: actor.id }, id: crypto.randomUUID(), zone, directory };
  if (asked.continues) return <Extension number={asked.continues} actor={actor} now={now} shared={shared} />;
  if (asked.copy) {
    const { exception, values } = await earlier(asked.copy, actor, now, directory, zone);
    return (
      <Page
        title="New request"
        breadcrumbs={[
          { href: `/exceptions/EX-${exception.number}`, label: exceptionNumber(exception.number) },
        ]}
      >
        <Callout tone="neutral" title={`Copied from ${exceptionNumber(exception.number)}.`}>
          Read each answer again: approvers see what it was copied from.
        </Callout>
        <RequestForm
          {...shared}
          initial={{
            ...values,
            ownerId: actor.id,
            managerId: null,
            whatChanged: "",
            startsLater: false,
            start: "",
          }}
        />
      </Page>
    );
  }

  if (asked.evaluation) {
    const { evaluation, finding, policy } = asked;
    return <FromPipeline {...{ evaluation, policy, now, shared }} only={finding} />;
  }

  if (asked.found) return <FromCode id={asked.found} shared={shared} />;

  const initial = prefilled(asked, directory, actor.id);
  const isPrefilled = Boolean(asked.policy || asked.system);
  return (
    <Page title="New request">
      <RequestForm
        {...shared}
        initial={initial}
        draftKey={isPrefilled ? undefined : `draft:request:${actor.id}`}
      />
    </Page>
  );
}

type Shared = { me: { id: string }; id: string; zone: string; directory: Directory };

/** A pipeline was stopped, and its link leads here: what it found is filled in, the reasons are not. */
async function FromPipeline({
  evaluation,
  only = [],
  policy,
  now,
  shared,
}: {
  evaluation: string;
  only?: string | string[];
  /** The key of the one policy that is asked for. */
  policy?: string;
  now: Date;
  shared: Shared;
}) {
  const evaluationId = evaluationIdIn(evaluation);
  const toAskFor = evaluationId
    ? await whatToAskFor(evaluationId, [only].flat().filter(Boolean), now, policy)
    : null;
  if (!evaluationId || !toAskFor) notFound();
  const { systemId, environment, policies, findings, found } = toAskFor;
  const system = shared.directory.systems.find((one) => one.id === systemId);
  if (findings.length === 0 || !system) {
    return (
      <Page title="New request">
        <EmptyState
          title="Nothing is left to ask for here."
          action={<LinkButton href={`/gate/${evaluation}`}>See the evaluation</LinkButton>}
        >
          Each finding is covered or asked for already, or its policy takes no requests.
        </EmptyState>
      </Page>
    );
  }

  const [first] = findings;
  const asked = shared.directory.policies.filter((policy) => policies.includes(policy.id));
  return (
    <Page title="New request">
      <RequestForm
        {...shared}
        found={{
          evaluationId,
          where: `${system.name}, ${environmentNames[environment].toLowerCase()}`,
          findings,
          found,
        }}
        initial={{
          ...emptyValues,
          ownerId: shared.me.id,
          policies,
          facts: followingFacts(
            asked.map(({ domain }) => domain),
            [system.kind],
          ),
          title: findings.length === 1 ? `${first?.rule} on ${first?.resource}`.slice(0, 120) : "",
          places: [{ ...emptyPlace, systemId, environment }],
          dataSensitivity: system.sensitivity,
          exposure: system.exposure,
          dataAffected: system.dataHeld,
        }}
      />
    </Page>
  );
}

/** Somebody waived it in code. Where and what is filled in; what the file says is a hint, and never the reason. */
async function FromCode({ id, shared }: { id: string; shared: Shared }) {
  const waived = z.uuid().safeParse(id).success ? await foundToAskFor(id) : null;
  if (!waived) notFound();
  const { entry, policy } = waived;
  const { system, environment, path, resource, claims } = entry;
  const asked = prefilled(
    { policy: policy ?? undefined, system: system.key },
    shared.directory,
    shared.me.id,
  );
  const places = asked.places.map((place) => ({
    ...place,
    environment: environment ?? place.environment,
    resource: (resource || path).slice(0, 200),
  }));
  return (
    <Page title="New request" breadcrumbs={[{ href: "/gate/found", label: "Found in code" }]}>
      <Callout
        tone="neutral"
        title={`${placeOfEntry(entry)} keeps ${entry.tool} silent about ${entry.rule}, and nobody approved it.`}
      >
        {claims.reason ? `The file says “${claims.reason}”. ` : "The file says no reason. "}
        {!policy && "Nobody has said which policy this rule checks: choose it. "}
        Say in your own words why the rule has to be broken, or remove the line.
      </Callout>
      <RequestForm {...shared} initial={{ ...asked, places }} />
    </Page>
  );
}

async function Extension({
  number,
  actor,
  now,
  shared,
}: {
  number: string;
  actor: Actor;
  now: Date;
  shared: Shared;
}) {
  const { exception, values } = await earlier(number, actor, now, shared.directory, shared.zone);
  const refusal = whyCannotExtend(exception, exception.extensions, actor);
  const before = await revisionContinued(exception.id);
  const renewal = exception.renewal + 1;
  const name = exceptionNumber(exception.number);
  const { endsAt } = exception;
  const hasEnded = endsAt !== null && endsAt <= now;

  return (
    <Page
      title={`Extend ${exception.title}`}
      mark={<ExceptionNumber number={exception.number} />}
      breadcrumbs={[{ href: `/exceptions/EX-${exception.number}`, label: name }]}
    >
      {refusal ? (
        <EmptyState
          title={refusal.message}
          action={<LinkButton href={`/exceptions/EX-${exception.number}`}>{`Back to ${name}`}</LinkButton>}
        />
      ) : (
        <>
          <Callout
            tone={hasEnded ? "soon" : "neutral"}
            title={`Renewal ${renewal}${renewal < designProblemFrom ? " of 2" : ""}: a fresh request, decided afresh.`}
          >
            {endsAt &&
              !hasEnded &&
              `It starts where ${name} ends, ${formatInstant(endsAt, shared.zone)} (${relative(endsAt, now)}).`}
            {endsAt &&
              hasEnded &&
              `${name} ended ${relative(endsAt, now)}, ${formatInstant(endsAt, shared.zone)}. The gap stays on the record; this starts at approval.`}
            {renewal >= designProblemFrom &&
              " After two renewals it is a design problem: the executive forum decides as well, and a plan says what ends it."}
          </Callout>
          <RequestForm
            {...shared}
            extending={{
              id: exception.id,
              number: exception.number,
              renewal,
              lastTime: before && lastTimeOf(before, shared.zone),
            }}
            draftKey={`draft:extends:${exception.number}:${actor.id}`}
            initial={{
              ...values,
              reason: "",
              whatChanged: "",
              riskIntroduced: "",
              impact: "",
              remediationPlan: "",
              remediationBy: "",
              startsLater: false,
              start: "",
              howLong: emptyValues.howLong,
              until: "",
            }}
          />
        </>
      )}
    </Page>
  );
}

async function earlier(text: string, actor: Actor, now: Date, directory: Directory, zone: string) {
  const number = numberIn(text);
  const exception = number === null ? null : await exceptionWithHistory(number, actor, now);
  if (!exception) notFound();
  const owner = directory.people.find(({ id }) => id === exception.ownerId);
  return {
    exception,
    values: valuesOf(exception.current.content, exception.current, owner?.managerId ?? null, zone),
  };
}

function prefilled(
  { policy, system }: { policy?: string; system?: string },
  directory: Directory,
  me: string,
): RequestValues {
  const rule = directory.policies.find(({ key }) => key === policy);
  const place = directory.systems.find(({ key }) => key === system);
  const [environment, ...others] = place?.environments ?? [];
  return {
    ...emptyValues,
    ownerId: me,
    policies: rule ? [rule.id] : [],
    facts: followingFacts(rule ? [rule.domain] : [], place ? [place.kind] : []),
    ...(place && {
      places: [
        {
          ...emptyPlace,
          systemId: place.id,
          environment: environment && others.length === 0 ? environment : "",
          ...footprintOf(place),
        },
      ],
      dataSensitivity: place.sensitivity,
      exposure: place.exposure,
      dataAffected: place.dataHeld,
    }),
  };
}
