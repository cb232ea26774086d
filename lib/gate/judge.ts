// Matches findings to exceptions by fingerprint and policy, and answers: compliant, exception, violation or
// indeterminate (R23). On any doubt the answer is not yes (R24), and an exception covers only its own scope (R25).

import { standsInTheWay } from "@/lib/exceptions/conditions";
import { isInForce } from "@/lib/exceptions/lifecycle";
import { staleAt } from "@/lib/exceptions/readings";
import { type Finding, type Report, type Severity, severityRank, worseSeverity } from "@/lib/gate/report";
import { mapper, policiesOfTool, policyOfRule, type RuleRow } from "@/lib/gate/rule-map";
import { because, type Doubt, mostUseful, type Reason, type Why } from "@/lib/gate/why";
import { unmapped } from "@/lib/unmapped";
import type { ClosedReason, Environment } from "@/prisma/generated/enums";

export const answers = ["compliant", "exception", "indeterminate", "violation"] as const;
/** In this order: the later is the worse. */
export type Answer = (typeof answers)[number];

/** A finding as it was approved. */
export type Cover = {
  fingerprint: string;
  aliasFingerprints: string[];
  resourceKey: string;
  /** Approved "for this policy on this resource": any rule of the policy there. */
  wholeResource: boolean;
  severity: Severity;
  occurrences: number;
};

/** One exception for one policy at one place. An exception of several policies or places comes several times. */
export type Grant = Parameters<typeof isInForce>[0] & {
  number: number;
  sentBack: boolean;
  closedReason: ClosedReason | null;
  activatedAt: Date | null;
  policy: string;
  system: string;
  environment: Environment;
  covers: Cover[];
};

export type Question = {
  system: string;
  environment: Environment;
  /** When the reports arrived: after 24 hours they prove nothing any more. */
  receivedAt: Date;
  /** `sha256`: a file that was sent twice counts once. */
  reports: (Report & { name: string; sha256: string })[];
  requiredTools: string[];
  map: RuleRow[];
  grants: Grant[];
};

export type FindingAnswer = {
  finding: Finding;
  /** Null for what is not a policy. */
  policy: string | null;
  answer: Answer;
  why: Why | null;
  sentence: string;
  /** The exception that covers it. */
  exception: { number: number; endsAt: Date } | null;
  /** The exception that the sentence is about: the open request, the one that ended, the one for another place. */
  related: number | null;
};

export type PolicyAnswer = { key: string; answer: Answer; findings: number; doubts: Doubt[] };

export type Judgement = {
  decision: Answer;
  go: boolean;
  /** Violations first. */
  findings: FindingAnswer[];
  policies: PolicyAnswer[];
  doubts: Doubt[];
  validUntil: Date;
};

const minute = 60_000;
const day = 24 * 60 * minute;

export function judge(question: Question, now: Date): Judgement {
  const grants = indexed(question, now);
  const findings = mergedFindings(question)
    .map(({ finding, policy }) => answerTo(finding, policy, question, grants, now))
    .sort((one, other) => answers.indexOf(other.answer) - answers.indexOf(one.answer));

  const doubts = doubtsAbout(question, now);
  const policies = policyAnswers(question, findings, doubts);
  const decision = tooOld(question, now)
    ? "indeterminate"
    : worst([
        ...policies.map(({ answer }) => answer),
        ...(doubts.length > 0 ? ["indeterminate" as const] : []),
      ]);

  return {
    decision,
    go: decision === "compliant" || decision === "exception",
    findings,
    policies,
    doubts: doubts.map(({ code, sentence }) => ({ code, sentence })),
    validUntil: validUntil(findings, question.grants, now),
  };
}

/** The earlier of five minutes and the next end of an exception that was used, or the end of its readings. */
function validUntil(findings: FindingAnswer[], grants: Grant[], now: Date): Date {
  const used = new Set(findings.map(({ exception }) => exception?.number));
  const ends = grants.filter(({ number }) => used.has(number)).map((grant) => lastsUntil(grant));
  return new Date(ends.reduce((least, end) => Math.min(least, end), now.getTime() + 5 * minute));
}

function worst(all: Answer[]): Answer {
  return answers.findLast((answer) => all.includes(answer)) ?? "compliant";
}

// ------------------------------------------------------------------------------------------ findings

type Merged = { finding: Finding; policy: string | null };

/** One finding for each policy and fingerprint: reports of one tool add up, of two tools the larger count stands. */
function mergedFindings({ reports, map }: Question): Merged[] {
  const policyOf = mapper(map);
  const merged = new Map<string, Merged & { counts: Map<string, number> }>();
  for (const report of distinct(reports)) {
    for (const finding of report.findings) {
      const policy = policyOf(finding);
      const key = `${policy ?? ""} ${finding.fingerprint}`;
      const known = merged.get(key);
      const counts = known?.counts ?? new Map<string, number>();
      const { tool } = finding.rule;
      counts.set(tool, (counts.get(tool) ?? 0) + finding.occurrences);
      merged.set(key, { finding: known ? joined(known.finding, finding) : finding, policy, counts });
    }
  }
  return [...merged.values()].map(({ finding, policy, counts }) => ({
    finding: { ...finding, occurrences: Math.max(...counts.values()) },
    policy,
  }));
}

function distinct(reports: Question["reports"]): Question["reports"] {
  return reports.filter(({ sha256 }, at) => reports.findIndex((one) => one.sha256 === sha256) === at);
}

function joined(known: Finding, again: Finding): Finding {
  return {
    ...known,
    severity: worseSeverity(known.severity, again.severity),
    suppressedByTool: known.suppressedByTool && again.suppressedByTool,
    aliasFingerprints: [...new Set([...known.aliasFingerprints, ...again.aliasFingerprints])],
  };
}

type Held = { grant: Grant; cover: Cover };
type Indexed = {
  /** By policy and the fingerprint approved, and by policy and each alias of it. */
  byFingerprint: Map<string, Held[]>;
  byAlias: Map<string, Held[]>;
  byResource: Map<string, Held[]>;
  /** In force for a policy here, whatever it covers. */
  here: Map<string, Grant>;
};

function indexed(question: Question, now: Date): Indexed {
  const index: Indexed = {
    byFingerprint: new Map(),
    byAlias: new Map(),
    byResource: new Map(),
    here: new Map(),
  };
  for (const grant of question.grants) {
    if (isHere(grant, question) && isInForce(grant, now)) index.here.set(grant.policy, grant);
    for (const cover of grant.covers) {
      const held = { grant, cover };
      add(index.byFingerprint, keyed(grant.policy, cover.fingerprint), held);
      for (const alias of cover.aliasFingerprints) add(index.byAlias, keyed(grant.policy, alias), held);
      if (cover.wholeResource) add(index.byResource, keyed(grant.policy, cover.resourceKey), held);
    }
  }
  return index;
}

const keyed = (policy: string, hash: string) => `${policy} ${hash}`;

function add(index: Map<string, Held[]>, key: string, held: Held): void {
  const known = index.get(key);
  if (known) known.push(held);
  else index.set(key, [held]);
}

function isHere(grant: Grant, question: Question): boolean {
  return grant.system === question.system && grant.environment === question.environment;
}

function answerTo(
  finding: Finding,
  policy: string | null,
  question: Question,
  index: Indexed,
  now: Date,
): FindingAnswer {
  const told = { finding, policy, why: null, exception: null, related: null };
  if (policy === null)
    return { ...told, answer: "compliant", sentence: "A control owner said: not a policy." };

  const holders = holdersOf(finding, policy, index);
  const used = whatCovers(finding, holders, policy, question, index, now);
  if (used) {
    const endsAt = endOf(used);
    const sentence = `Covered by EX-${used.number}.`;
    return { ...told, answer: "exception", sentence, exception: { number: used.number, endsAt } };
  }
  const { why, sentence, number } = mostUseful(
    reasonsAgainst(finding, policy, holders, question, index, now),
  );
  return { ...told, answer: "violation", why, sentence, related: number };
}

/** Whoever holds this finding, in whatever state and place. An alias of one equals the name of the other, never an alias. */
function holdersOf(finding: Finding, policy: string, index: Indexed): Held[] {
  const at = (map: Map<string, Held[]>, hash: string) => map.get(keyed(policy, hash)) ?? [];
  return [
    ...new Set([
      ...at(index.byFingerprint, finding.fingerprint),
      ...at(index.byAlias, finding.fingerprint),
      ...finding.aliasFingerprints.flatMap((alias) => at(index.byFingerprint, alias)),
      ...at(index.byResource, finding.resourceKey),
    ]),
  ];
}

/** The one that ends last; for an advisory that only all of its CVEs cover, the one of them that ends first. */
function whatCovers(
  finding: Finding,
  holders: Held[],
  policy: string,
  question: Question,
  index: Indexed,
  now: Date,
): Grant | null {
  const own = lastToEnd(holders.filter((held) => covers(held, finding, question, now)));
  if (own || finding.togetherFingerprints.length === 0) return own;

  const each = finding.togetherFingerprints.map((fingerprint) => {
    const named = { ...finding, fingerprint, aliasFingerprints: [] };
    return lastToEnd(holdersOf(named, policy, index).filter((held) => covers(held, named, question, now)));
  });
  const all = each.filter((grant) => grant !== null);
  return all.length < each.length
    ? null
    : all.reduce((first, grant) => (endOf(grant) < endOf(first) ? grant : first));
}

function covers({ grant, cover }: Held, finding: Finding, question: Question, now: Date): boolean {
  return (
    isHere(grant, question) && isInForce(grant, now) && !isWorse(finding, cover) && !isMore(finding, cover)
  );
}

function isWorse(finding: Finding, cover: Cover): boolean {
  return severityRank(finding.severity) > severityRank(cover.severity);
}

/** For vulnerabilities and licences an occurrence is a dependency path: their number says nothing. */
function isMore(finding: Finding, cover: Cover): boolean {
  const counted = finding.kind !== "vuln" && finding.kind !== "licence";
  return counted && finding.occurrences > cover.occurrences;
}

function lastToEnd(held: Held[]): Grant | null {
  const grants = held.map(({ grant }) => grant);
  return grants.length === 0
    ? null
    : grants.reduce((last, grant) => (endOf(grant) > endOf(last) ? grant : last));
}

/** An emergency ends at its time for ratifying until it is ratified (R19). */
function endOf({ endsAt, ratifyBy, ratifiedAt }: Grant): Date {
  const end = endsAt ?? new Date(0);
  return ratifyBy !== null && ratifiedAt === null && ratifyBy < end ? ratifyBy : end;
}

/** Until when it goes on as it is, were no reading to come any more. */
function lastsUntil(grant: Grant): number {
  const stops = (grant.conditions ?? []).flatMap((one) => (one.suspendsStale && staleAt(one)) || []);
  return Math.min(...[endOf(grant), ...stops].map((at) => at.getTime()));
}

function reasonsAgainst(
  finding: Finding,
  policy: string,
  holders: Held[],
  question: Question,
  index: Indexed,
  now: Date,
): Reason[] {
  const reasons = holders.flatMap((held) => {
    const reason = reasonOf(held, finding, question, now);
    return reason ? [reason] : [];
  });
  const here = index.here.get(policy);
  if (here && !holders.some(({ grant }) => grant.number === here.number)) {
    reasons.push(because.otherResource(here.number));
  }
  if (finding.suppressedByTool) reasons.push(because.suppressed());
  if (policy === unmapped) reasons.push(because.unmappedRule(`${finding.rule.tool}:${finding.rule.id}`));
  return [...reasons, because.noException()];
}

/** Why this one, which holds the finding, does not cover it. */
function reasonOf({ grant, cover }: Held, finding: Finding, question: Question, now: Date): Reason | null {
  const { number } = grant;
  if (!isHere(grant, question)) {
    if (!isInForce(grant, now)) return null;
    return grant.system === question.system
      ? because.otherEnvironment(number, grant.environment)
      : because.otherSystem(number);
  }
  if (!isInForce(grant, now)) return whyNotInForce(grant, now);
  if (isWorse(finding, cover)) return because.severityRaised(number, cover.severity, finding.severity);
  return isMore(finding, cover)
    ? because.moreOccurrences(number, cover.occurrences, finding.occurrences)
    : null;
}

function whyNotInForce(grant: Grant, now: Date): Reason | null {
  const { number, status, closedReason, activatedAt, startsAt, endsAt, ratifyBy, ratifiedAt } = grant;
  switch (status) {
    case "pending":
      return grant.sentBack ? because.sentBack(number) : because.pending(number);
    case "rejected":
      return because.rejected(number);
    case "expired":
      return because.ended(number, endsAt);
    case "closed":
      // Withdrawn or lapsed: it was never approved.
      return endsAt && closedReason ? because.closed(number, closedReason) : null;
    case "active":
      if (endsAt === null || endsAt <= now) return because.ended(number, endsAt);
      // Approved while the question was being answered: at its instant a decision was still to come, and waiting helps.
      if (activatedAt !== null && activatedAt > now) return because.pending(number);
      if (startsAt !== null && startsAt > now) return because.notStarted(number, startsAt);
      if (ratifyBy !== null && ratifiedAt === null && ratifyBy <= now) return because.notRatified(number);
      return (grant.conditions ?? []).some((one) => one.state !== "holds" && standsInTheWay(one, grant, now))
        ? because.conditionBroken(number)
        : because.conditionStale(number);
  }
}

// ------------------------------------------------------------------------------- policies and reports

/** A doubt, and the policies that cannot be compliant while it stands. */
type Cast = Doubt & { policies: string[] };

function doubtsAbout(question: Question, now: Date): Cast[] {
  const { reports, requiredTools, map } = question;
  const all: Cast[] = reports.flatMap((report) => doubtsInReport(report, map, mapper(map)));
  const delivered = new Set(reports.flatMap(({ tools }) => tools));

  if (reports.length === 0) {
    all.push({ code: "report_missing", sentence: "No report was sent.", policies: [] });
  }
  for (const tool of requiredTools.filter((required) => !delivered.has(required))) {
    const sentence = `This system needs a report of ${tool}, and none was sent.`;
    all.push({ code: "report_missing", sentence, policies: policiesOfTool(tool, map) });
  }
  if (tooOld(question, now)) {
    const sentence = "The reports are older than 24 hours. Scan again.";
    all.push({ code: "report_too_old", sentence, policies: [] });
  }
  return all;
}

const doubtful = {
  partial: { code: "report_partial", words: "some input was not checked" },
  "nothing evaluated": { code: "nothing_evaluated", words: "nothing shows that a check ran" },
  unreadable: { code: "report_unreadable", words: "it cannot be read" },
} as const;

function doubtsInReport(
  report: Question["reports"][number],
  map: RuleRow[],
  policyOf: ReturnType<typeof mapper>,
): Cast[] {
  const { status, name, notes, tools, findings, notEvaluated } = report;
  const left = notEvaluated.flatMap((rule): Cast[] => {
    const policy = policyOfRule(rule, map);
    const sentence = `${rule.tool} left the rule ${rule.id} open: a person has to look.`;
    return policy === null ? [] : [{ code: "not_evaluated", sentence, policies: [policy] }];
  });
  if (status === "evaluated") return left;

  const { code, words } = doubtful[status];
  const touched = findings.flatMap((finding) => policyOf(finding) ?? []);
  const policies = [...tools.flatMap((tool) => policiesOfTool(tool, map)), ...touched];
  return [
    { code, sentence: `${name}: ${notes[0] ?? `${words}.`}`, policies: [...new Set(policies)] },
    ...left,
  ];
}

function tooOld({ receivedAt }: Question, now: Date): boolean {
  return now.getTime() - receivedAt.getTime() >= day;
}

/** Each policy that a finding breaks, a sent or required tool checks, or a doubt touches. */
function policyAnswers(question: Question, findings: FindingAnswer[], doubts: Cast[]): PolicyAnswer[] {
  const { reports, requiredTools, map } = question;
  const tools = [...reports.flatMap((report) => report.tools), ...requiredTools];
  const keys = new Set([
    ...findings.flatMap(({ policy }) => policy ?? []),
    ...tools.flatMap((tool) => policiesOfTool(tool, map)),
    ...doubts.flatMap(({ policies }) => policies),
  ]);
  const byPolicy = new Map<string | null, FindingAnswer[]>();
  for (const finding of findings) {
    const own = byPolicy.get(finding.policy);
    if (own) own.push(finding);
    else byPolicy.set(finding.policy, [finding]);
  }

  return [...keys].sort().map((key) => {
    const own = byPolicy.get(key) ?? [];
    const cast = doubts.filter(({ policies }) => policies.includes(key));
    const all = [...own.map(({ answer }) => answer), ...(cast.length > 0 ? ["indeterminate" as const] : [])];
    const told = cast.map(({ code, sentence }) => ({ code, sentence }));
    return { key, answer: worst(all), findings: own.length, doubts: told };
  });
}
