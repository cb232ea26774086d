// The register as a token with the right to export reads it: what the screens read, as far as the token's places go.

import { plainSentence } from "@/lib/audit/sentences";
import { timelineOf } from "@/lib/audit/timeline";
import { dueOf } from "@/lib/exceptions/conditions";
import { type ExceptionWithHistory, exceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { isInForce, statusAt } from "@/lib/exceptions/lifecycle";
import { isStale } from "@/lib/exceptions/readings";
import { parseFilter } from "@/lib/exceptions/register-filter";
import { newestNumbers, type RegisterRow, registerRows } from "@/lib/exceptions/register-page";
import { binds } from "@/lib/exceptions/taken-back";
import type {
  EventsAnswer,
  ExceptionAnswer,
  ExceptionsAnswer,
  PoliciesAnswer,
  SystemsAnswer,
} from "@/lib/gate/answers";
import { versionSeen } from "@/lib/gate/asked-request";
import { type Pipeline, whyLacksRight } from "@/lib/gate/pipeline";
import { type Problem, problem } from "@/lib/gate/problem";
import { policyList } from "@/lib/policies/policy-list";
import { systemList } from "@/lib/systems/system-list";

/** Whoever reads for a pipeline reads as a member does. */
const reader = ({ makerId }: Pipeline) => ({ id: makerId, role: "member" }) as const;

export type Listing = { q: string; view: string; below: number | null; most: number };

/** Newest first; `q` holds words and filters as in the register's own search. */
export async function exceptionsFor(
  { q, view, below, most }: Listing,
  pipeline: Pipeline,
  address: string,
  now: Date,
): Promise<ExceptionsAnswer | Problem> {
  const lacking = whyLacksRight(pipeline, "export");
  if (lacking) return lacking;
  const { filter, dropped } = parseFilter({ q, view });
  if (dropped.length > 0) return problem("bad_query", `Not known here: ${dropped.join(", ")}.`);

  const asking = { actorId: pipeline.makerId, now, within: pipeline };
  const numbers = await newestNumbers(filter, asking, { below, most: most + 1 });
  const rows = await registerRows(numbers.slice(0, most), now);
  const next = new URLSearchParams({ q, view, limit: String(most), below: `EX-${rows.at(-1)?.number}` });
  return {
    exceptions: rows.map((row) => presentedRow(row, address, now)),
    next: numbers.length > most ? `/api/v1/exceptions?${next}` : null,
  };
}

function presentedRow(row: RegisterRow, address: string, now: Date): ExceptionsAnswer["exceptions"][number] {
  const { number, title, risk, emergency, sentBack, closedReason, startsAt, endsAt, filedAt, suspended } =
    row;
  const status = statusAt(row, now);
  return {
    number: `EX-${number}`,
    title,
    risk,
    emergency,
    status,
    subState: sentBack ? "sent_back" : null,
    closeReason: closedReason,
    inForce: status === "active" && startsAt !== null && startsAt <= now && !suspended,
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    filedAt: filedAt.toISOString(),
    owner: row.owner,
    requester: row.requester,
    renewal: row.renewal,
    recheck: row.recheck,
    policies: row.policies,
    systems: row.systems,
    approvedBy: row.approvedBy,
    url: `${address}/exceptions/EX-${number}`,
  };
}

export async function exceptionFor(
  number: number | null,
  pipeline: Pipeline,
  address: string,
  now: Date,
): Promise<ExceptionAnswer | Problem> {
  const found = await seen(number, pipeline, now);
  return "problem" in found ? found : presentedException(found, address, now);
}

/** What this token may read of an exception: all of it, or nothing. */
export async function seen(
  number: number | null,
  pipeline: Pipeline,
  now: Date,
): Promise<ExceptionWithHistory | Problem> {
  const lacking = whyLacksRight(pipeline, "export");
  if (lacking) return lacking;
  const isSeen = number !== null && (await versionSeen(number, pipeline)) !== null;
  const found = isSeen ? await exceptionWithHistory(number, reader(pipeline), now) : null;
  return (
    found ?? problem("not_found", "There is no such exception, or this token is not bound to its place.")
  );
}

function presentedException(found: ExceptionWithHistory, address: string, now: Date): ExceptionAnswer {
  const { number, current, closedReason, sentBack, startsAt, endsAt, scopes } = found;
  const { content } = current;
  const approvals = found.currentSteps
    .flatMap(({ decisions }) => decisions)
    .filter(({ verdict, retracted }) => verdict === "approve" && !retracted)
    .sort((one, other) => one.at.getTime() - other.at.getTime());
  const distinct = (keys: string[]) => [...new Set(keys)].sort();
  return {
    number: `EX-${number}`,
    title: found.title,
    risk: found.risk,
    emergency: found.emergency,
    status: statusAt(found, now),
    subState: sentBack ? "sent_back" : null,
    closeReason: closedReason,
    inForce: isInForce(found, now),
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    filedAt: found.filedAt.toISOString(),
    owner: found.owner.name,
    requester: found.requester.name,
    renewal: found.renewal,
    recheck: found.recheck,
    policies: distinct(scopes.map(({ policy }) => policy.key)),
    systems: distinct(scopes.map(({ system }) => system.key)),
    approvedBy: approvals.map(({ person }) => person.name),
    url: `${address}/exceptions/EX-${number}`,
    revision: found.revision,
    contentHash: `sha256:${current.contentHash}`,
    manager: found.manager.name,
    filedBy: found.filedBy.name,
    continues: found.continues && `EX-${found.continues.number}`,
    reason: content.reason,
    breaksIfNo: content.breaksIfNo,
    riskIntroduced: content.riskIntroduced,
    dataAffected: content.dataAffected,
    alternatives: content.alternatives,
    mitigation: content.mitigation,
    reasonsForRisk: content.reasonsForRisk,
    scope: scopes.map(({ policy, system, environment, resource, deployment, faces, dataSets }) => ({
      policy: policy.key,
      system: system.key,
      environment,
      resource,
      footprint: { deployment: deployment ?? "", faces: faces ?? "", dataSets },
    })),
    findings: (content.findings ?? []).map(
      ({ fingerprint, rule, resource, place, severity, occurrences }) => ({
        fingerprint,
        rule,
        resource,
        place,
        severity,
        occurrences,
      }),
    ),
    steps: found.currentSteps.map(({ position, groupName, needed, dueAt, because }) => ({
      position,
      group: groupName,
      needed,
      dueAt: dueAt.toISOString(),
      because,
    })),
    decisions: found.steps.flatMap(({ groupName, decisions }) =>
      decisions.map(({ person, revision, verdict, comment, retracted, at }) => ({
        by: person.name,
        group: groupName,
        revision,
        verdict,
        comment,
        retracted,
        at: at.toISOString(),
      })),
    ),
    conditions: found.conditions.filter(binds).map((condition) => ({
      statement: condition.statement,
      state: isStale(condition, now) ? "stale" : condition.state,
      suspends: condition.suspends,
      dueAt: dueOf(condition, found)?.toISOString() ?? null,
    })),
  };
}

/** Its chain in the trail, oldest first. */
export async function eventsFor(
  number: number | null,
  pipeline: Pipeline,
  now: Date,
): Promise<EventsAnswer | Problem> {
  const found = await seen(number, pipeline, now);
  if ("problem" in found) return found;
  const events = await timelineOf(found.id, "UTC");
  return {
    exception: `EX-${found.number}`,
    events: events.map(({ at, action, sentence, remark, statusBefore, status, hash }, index) => ({
      seq: index + 1,
      at: at.toISOString(),
      action,
      sentence: plainSentence(sentence),
      remark,
      statusBefore,
      status,
      hash,
    })),
  };
}

/** The catalogue of rules that are in use. */
export async function policiesFor(pipeline: Pipeline, address: string): Promise<PoliciesAnswer | Problem> {
  const lacking = whyLacksRight(pipeline, "export");
  if (lacking) return lacking;
  const { policies } = await policyList({ q: "", view: "used", order: "key", reversed: false });
  return {
    policies: policies.map(({ key, title, statement, domain, controlOwner, longestSeconds }) => ({
      key,
      title,
      statement,
      domain,
      controlOwner: controlOwner.name,
      longestSeconds,
      url: `${address}/policies/${encodeURIComponent(key)}`,
    })),
  };
}

/** The systems that the token is bound to, as far as they are in use. */
export async function systemsFor(pipeline: Pipeline, address: string): Promise<SystemsAnswer | Problem> {
  const lacking = whyLacksRight(pipeline, "export");
  if (lacking) return lacking;
  const { systems } = await systemList({ q: "", view: "used", order: "name", reversed: false });
  return {
    systems: systems
      .filter(({ id }) => pipeline.systemIds.includes(id))
      .map((system) => ({
        key: system.key,
        name: system.name,
        kind: system.kind,
        environments: system.environments.filter((one) => pipeline.environments.includes(one)),
        sensitivity: system.sensitivity,
        exposure: system.exposure,
        team: system.team,
        model: system.model,
        vendor: system.vendor,
        dataSets: system.dataSets,
        deployment: system.deployment,
        modelRecord: system.modelRecord,
        modelRecordUrl: system.modelRecordUrl,
        vendorRecord: system.vendorRecord,
        vendorRecordUrl: system.vendorRecordUrl,
        url: `${address}/systems/${encodeURIComponent(system.key)}`,
      })),
  };
}
