// One record on the pack's page: what was asked, who decided on which words, what has to hold, and what happened.

import type { Link } from "@/lib/audit/links";
import { plainSentence, remarkOf, sentenceOf } from "@/lib/audit/sentences";
import { formatDay, formatInstant } from "@/lib/dates";
import { sizeInWords } from "@/lib/evidence/size";
import { measureInWords, measureOf, valueInWords } from "@/lib/exceptions/readings";
import { outcomeNames } from "@/lib/exceptions/rechecks";
import { riskNames } from "@/lib/exceptions/risk";
import { askedSentence } from "@/lib/exceptions/window";
import type { MissingFile } from "@/lib/packs/files";
import { html, type Markup } from "@/lib/packs/markup";
import { isStaleIn } from "@/lib/packs/readings";
import type { PackedRecord, PackedRevision } from "@/lib/packs/records";
import type { StoredCondition, StoredDecision } from "@/lib/packs/stored";
import {
  currentRevision,
  nameOf,
  placesOf,
  retractionOf,
  rulesOf,
  statusInWords,
  statusThen,
} from "@/lib/packs/told";
import { environmentNames } from "@/lib/words";
import type { ConditionState, Status } from "@/prisma/generated/enums";

export type Shown = { asOf: Date; zone: string; missing: MissingFile[] };

export function recordSection(record: PackedRecord, shown: Shown): Markup {
  const { number, snapshot, links } = record;
  const { exception } = snapshot;
  const owner = nameOf(record, exception.owner_id);
  return html`<section class="record" id="EX-${number}" aria-labelledby="title-${number}">
<p class="house mono">EX-${number}</p>
<h2 id="title-${number}">${exception.title}</h2>
<div class="facts">${statusPill(record, shown.asOf)}<span>${riskNames[exception.risk]} risk</span>${exception.emergency && html`<span>Emergency</span>`}<span><span class="muted">Owner</span> ${owner}</span>${exception.ends_at && html`<span><span class="muted">Ends</span> ${said(exception.ends_at, shown)}</span>`}</div>
<dl class="says">${asked(record, currentRevision(record), shown)}${stands(record, shown)}</dl>
<h3>Decisions</h3>
${listOf(
  (snapshot.decisions ?? []).toSorted(byTime).map((decision) => decisionItem(record, decision, shown)),
  "Nobody has decided yet.",
)}
<h3>Conditions</h3>
${listOf(
  conditionsNow(record).map((condition) => conditionItem(record, condition, shown)),
  "None were asked for.",
)}
<h3>Evidence</h3>
${listOf(
  record.evidence.map((one) => evidenceItem(record, one, shown)),
  "None was added.",
)}
${earlier(record, shown)}
<h3>What happened</h3>
<ol class="list trail">${links.map((link) => eventItem(record, link, shown))}</ol>
</section>
`;
}

const tones: Record<Status, string> = {
  pending: "wait",
  active: "good",
  expired: "bad",
  rejected: "",
  closed: "",
};

export function statusPill(record: PackedRecord, asOf: Date): Markup {
  const tone = record.snapshot.exception.sent_back ? "soon" : tones[statusThen(record, asOf)];
  return html`<span class="pill ${tone}">${statusInWords(record, asOf)}</span>`;
}

/** What a revision asks, in the order in which an approver needs it. */
function asked(record: PackedRecord, revision: PackedRevision, { zone }: Shown): (Markup | null)[] {
  const { content, askedStart, askedEnd } = revision;
  const window = askedSentence(revision, {
    start: askedStart ? formatInstant(askedStart, zone) : undefined,
    end: askedEnd ? formatInstant(askedEnd, zone) : undefined,
  });
  return [
    fact(
      "Rule",
      rulesOf(record, revision).map(
        ({ key, title }) => html`<div><span class="mono">${key}</span> ${title}</div>`,
      ),
    ),
    fact(
      "Where",
      placesOf(record, revision).map(
        ({ name, environment, resource, footprint }) =>
          html`<div>${name}, ${environmentNames[environment].toLowerCase()}${resource && `: ${resource}`}${footprint && ` (${footprint})`}</div>`,
      ),
    ),
    fact("Why", content.reason),
    fact("What changed", content.whatChanged),
    fact("If the answer is no", content.breaksIfNo),
    fact(
      "Risk",
      `${riskNames[revision.risk]}, because ${content.reasonsForRisk.join(", and ")}.\n${content.riskIntroduced}`,
    ),
    fact("Data", content.dataAffected),
    fact("Safer ways", content.alternatives),
    fact("Mitigation", content.mitigation),
    fact("Remediation plan", content.remediation?.plan),
    fact("Asked for", window),
  ];
}

/** What became of it, and who answers for it. */
function stands(record: PackedRecord, shown: Shown): (Markup | null)[] {
  const { exception } = record.snapshot;
  const { requester_id: requester, filed_by_id: filer, starts_at: start, ends_at: end } = exception;
  const filed = requester === filer ? "" : `, filed by ${nameOf(record, filer)}`;
  return [
    fact("Granted", start && end && `From ${said(start, shown)} until ${said(end, shown)}`),
    fact("Requester", `${nameOf(record, requester)}${filed}`),
    fact("Manager", nameOf(record, exception.manager_id)),
    fact("Re-check", exception.recheck && outcomeNames[exception.recheck]),
    fact("Removed", exception.removed_on && removal(record)),
  ];
}

function removal(record: PackedRecord): string {
  const { removed_on: day, verified_by_id: verifier } = record.snapshot.exception;
  const by = verifier ? nameOf(record, verifier) : "a compliant re-check";
  return `${formatDay(new Date(day ?? ""), "UTC")}, verified by ${by}`;
}

function fact(term: string, value: string | Markup[] | null | undefined): Markup | null {
  return value && value.length > 0 ? html`<dt>${term}</dt><dd>${value}</dd>` : null;
}

const verdicts = { approve: "approved", reject: "rejected", send_back: "sent back" } as const;

function decisionItem(record: PackedRecord, decision: StoredDecision, shown: Shown): Markup {
  const step = record.snapshot.steps?.find(({ id }) => id === decision.step_id);
  const saw = record.revisions[decision.revision - 1]?.hash;
  const retracted = retractionOf(record, decision);
  return html`<li><div>${nameOf(record, decision.person_id)} ${verdicts[decision.verdict]} revision ${decision.revision} for ${nameOf(record, step?.group_id)}${retracted && ", and took it back"}</div>
<div class="small muted">${said(decision.at, shown)}${step && ` · ${step.because}`}</div>
${decision.comment && html`<p class="said">${decision.comment}</p>`}<p class="small muted">Saw the text with SHA-256 <span class="mono">${saw}</span></p></li>`;
}

const stateTones: Record<ConditionState, string> = {
  holds: "good",
  broken: "bad",
  unknown: "soon",
  taken_back: "over",
};
const stateWords: Record<ConditionState, string> = {
  holds: "Holds",
  broken: "Broken",
  unknown: "Not proven",
  taken_back: "Taken back",
};

function conditionsNow({ snapshot }: PackedRecord): StoredCondition[] {
  return (snapshot.conditions ?? [])
    .filter(({ revision }) => revision === snapshot.exception.revision)
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
}

function conditionItem(record: PackedRecord, condition: StoredCondition, shown: Shown): Markup {
  const { position, statement, state, suspends, owner_id: owner, reason } = condition;
  const stale = isStaleIn(record.readings, condition, shown.asOf);
  const small = [
    owner && `${nameOf(record, owner)} ${condition.metric ? "sees to it" : "proves it"}`,
    ...measuredInWords(record, condition, shown),
    suspends && "not in force while it is broken or late",
    reason,
  ];
  return html`<li><div>${position !== null && `${position}. `}${statement} <span class="pill ${stale ? "soon" : stateTones[state]}">${stale ? "Stale" : stateWords[state]}</span></div>
<div class="small muted">${small.filter(Boolean).join(" · ")}</div></li>`;
}

/** What is measured, and what was read of it by the instant of the pack; all of it stands in readings.csv. */
function measuredInWords(record: PackedRecord, condition: StoredCondition, shown: Shown): string[] {
  const { metric = null, comparator = null, threshold = null, unit = null } = condition;
  const { fresh_seconds: freshSeconds = null, suspends_stale: suspendsStale = null } = condition;
  const measure = measureOf({ metric, comparator, threshold, unit, freshSeconds, suspendsStale });
  if (!measure) return [];
  const readings = record.readings.filter((reading) => reading.condition === condition.id);
  const last = readings.at(-1);
  if (!last) return [measureInWords(measure), "not read"];
  const when = formatInstant(last.at, shown.zone);
  return [
    measureInWords(measure),
    `${readings.length === 1 ? "1 reading" : `${readings.length} readings`}, the last ${valueInWords(last, measure)} on ${when} from ${last.source}`,
  ];
}

function evidenceItem(record: PackedRecord, one: PackedRecord["evidence"][number], shown: Shown): Markup {
  const lost = shown.missing.find(({ path }) => path === one.path);
  const name = lost
    ? html`${one.name} <span class="bad">${lost.why}: it is not in this pack</span>`
    : html`<a href="${one.link ?? one.path}" rel="noreferrer">${one.name}</a>`;
  const by = one.by_id ? nameOf(record, one.by_id) : "a pipeline";
  return html`<li><div>${name}</div><div class="small muted">${one.link ? "Link" : sizeInWords(one.bytes)} · added by ${by} · ${said(one.at, shown)}</div>
<p class="small muted">SHA-256 <span class="mono">${one.sha256}</span></p></li>`;
}

/** The texts of before the current one, in full: each decision was made on one of them. */
function earlier(record: PackedRecord, shown: Shown): Markup[] {
  return record.revisions
    .filter(({ number }) => number !== record.snapshot.exception.revision)
    .map(
      (revision) => html`<h3>Revision ${revision.number}, as it was before</h3>
<p>${revision.content.title}</p>
<p class="small muted">${formatInstant(revision.at, shown.zone)} · SHA-256 <span class="mono">${revision.hash}</span></p>
<dl class="says">${asked(record, revision, shown)}</dl>
`,
    );
}

function eventItem(record: PackedRecord, link: Link, { zone }: Shown): Markup {
  const { number: exceptionNumber, names } = record;
  const { via, action, stream, personId: actorId } = link;
  const body = JSON.parse(link.body);
  const revision = link.rowAfter ? JSON.parse(link.rowAfter).exception.revision : null;
  const sentence = plainSentence(
    sentenceOf({ via, action, stream, body, actorId, exceptionNumber, revision }, names),
  );
  const remark = remarkOf({ body });
  return html`<li><time datetime="${link.at}">${formatInstant(new Date(link.at), zone)}</time><div>${sentence}${remark && html`<p class="said">${remark}</p>`}<span class="small muted mono">${link.hash}</span></div></li>`;
}

function listOf(items: Markup[], none: string): Markup {
  return items.length > 0 ? html`<ul class="list">${items}</ul>` : html`<p class="muted">${none}</p>`;
}

const said = (at: string, { zone }: Shown) => formatInstant(new Date(at), zone);
const byTime = (a: { at: string }, b: { at: string }) => (a.at < b.at ? -1 : 1);
