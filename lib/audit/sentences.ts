// Turns an event into one English sentence, once: for the audit trail, the timeline, Home and the mail.
// Comments and reasons are not in the sentence; `remarkOf` gives them as they were typed.

import { changesInWords } from "@/lib/audit/changes";
import type { TrailEvent } from "@/lib/audit/event";
import type { Names } from "@/lib/audit/names";
import type { Action, Details } from "@/lib/audit/vocabulary";
import { formatDay } from "@/lib/dates";

/** A piece of the sentence: words, or a name that leads somewhere. */
export type Part = {
  text: string;
  href?: string;
  /** The name is of somebody who has left. */
  left?: boolean;
};

export type Told = Pick<
  TrailEvent,
  "via" | "action" | "stream" | "body" | "actorId" | "exceptionNumber" | "revision"
>;

/** "Ben Okoro approved step 2 of EX-1042, revision 2", in parts that can be links. */
export function sentenceOf(event: Told, names: Names): Part[] {
  const tell = sentences[event.action as Action] as Teller<unknown> | undefined;
  const about = aboutOf(event, names);
  return tell ? tell(event.body, about) : words`${about.actor} recorded ${event.action}`;
}

/** The same as plain text, for mail, CSV and screen readers. */
export function plainSentence(parts: Part[]): string {
  return parts.map(({ text }) => text).join("");
}

/** What the actor wrote: a comment, a reason, a note. */
export function remarkOf({ body }: Pick<TrailEvent, "body">): string | null {
  const { comment, reason, note } = (body ?? {}) as Record<string, unknown>;
  const remark = [comment, reason, note].find((text) => typeof text === "string" && text !== "");
  return typeof remark === "string" ? remark : null;
}

type About = {
  actor: Part;
  actorId: string | null;
  exception: Part;
  revision: string;
  /** The thing whose own stream this is: a policy, a system, a person, a group. */
  subject: Part;
  names: Names;
};

type Teller<Body> = (body: Body, about: About) => Part[];

const sentences: { [Name in Action]: Teller<Details[Name]> } = {
  "request.filed": ({ name, run, requester, row }, { actor, exception, names }) => {
    if (row) return words`${actor} filed ${exception} from row ${row} of a spreadsheet`;
    if (name && run) return words`${actor} filed ${exception} by a run of the pipeline ${name}`;
    return name && requester
      ? words`The API token ${name} of ${actor} filed ${exception} for ${personPart(requester, names)} to submit`
      : words`${actor} filed ${exception}`;
  },
  "request.edited": ({ revision, wasSentBack }, { actor, exception }) =>
    wasSentBack
      ? words`${actor} changed ${exception} after it was sent back, revision ${revision}`
      : words`${actor} changed ${exception}, revision ${revision}`,
  "request.sent_back": (_, { actor, exception, revision }) =>
    words`${actor} sent ${exception} back${revision}`,
  "request.approved": ({ step, ratifyBy, demanded }, { actor, exception, revision }) => {
    const on = demanded ? `, on ${counted(demanded, "more condition")}` : "";
    return ratifyBy
      ? words`${actor} approved ${exception}${revision} as an emergency, to be ratified within 24 hours${on}`
      : words`${actor} approved step ${step} of ${exception}${revision}${on}`;
  },
  "request.risk_raised": ({ from, to, revision }, { actor, exception }) =>
    words`${actor} raised the risk of ${exception} from ${from} to ${to}, revision ${revision}`,
  "approval.retracted": ({ step, conditions = [] }, { actor, exception, revision }) =>
    words`${actor} took back the approval of step ${step} of ${exception}${revision}${withDemands(conditions)}`,
  "emergency.ratified": ({ step, settled }, { actor, exception, revision }) =>
    words`${actor} ratified step ${step} of ${exception}${revision}${settled ? ", the last one" : ""}`,
  "emergency.refused": ({ step }, { actor, exception, revision }) =>
    words`${actor} rejected step ${step} of ${exception}${revision}, and so revoked it`,
  "emergency.lapsed": (_, { actor, exception }) =>
    words`${actor} revoked ${exception}: it was not ratified within 24 hours`,
  "request.rejected": (_, { actor, exception, revision }) => words`${actor} rejected ${exception}${revision}`,
  "request.withdrawn": ({ name, run }, { actor, exception }) => {
    if (name && run) return words`${actor} withdrew ${exception} by a run of the pipeline ${name}`;
    return name
      ? words`The API token ${name} of ${actor} withdrew ${exception}`
      : words`${actor} withdrew ${exception}`;
  },
  "request.nudged": ({ groups }, { actor, exception }) =>
    words`${actor} reminded ${groups.join(" and ")} to decide ${exception}`,
  "request.lapsed": ({ waitedDays }, { actor, exception }) =>
    words`${actor} let ${exception} lapse: nobody had decided it for ${waitedDays} days`,
  "exception.expired": (_, { actor, exception }) => words`${actor} ended ${exception}`,
  "exception.superseded": ({ by }, { actor, exception }) =>
    words`${actor} closed ${exception}: ${exceptionPart(by)} continues it`,
  "recheck.answered": ({ outcome, removedOn }, { actor, exception }) =>
    outcome === "compliant"
      ? words`${actor} checked ${exception} again: compliant, so it is closed, removed on ${day(removedOn ?? "")}`
      : words`${actor} checked ${exception} again: still violating`,
  "recheck.no_answer": (_, { actor, exception }) =>
    words`${actor} had no answer to the re-check of ${exception} in time`,
  "recheck.address_given": (_, { actor, exception }) =>
    words`${actor} asked for the re-check of ${exception} to be answered by a pipeline`,
  "exception.still_needed": (_, { actor, exception }) =>
    words`${actor} said that ${exception} is still needed`,
  "exception.closed": ({ removedOn, verifiedBy }, { actor, exception, names }) =>
    words`${actor} closed ${exception}: removed on ${day(removedOn)}, verified by ${personPart(verifiedBy, names)}`,
  "exception.revoked": (_, { actor, exception }) => words`${actor} revoked ${exception}`,
  "exception.reassigned": ({ from, to }, { actor, exception, names }) =>
    words`${actor} handed ${exception} over from ${personPart(from, names)} to ${personPart(to, names)}`,
  "note.added": (_, { actor, exception }) => words`${actor} wrote a note on ${exception}`,
  "exception.flagged": (_, { actor, exception }) =>
    words`${actor} put ${exception} on the agenda of the next meeting`,
  "evidence.added": ({ name, condition }, { actor, exception }) =>
    condition === undefined
      ? words`${actor} added evidence to ${exception}: ${name}`
      : words`${actor} added evidence of condition ${condition} of ${exception}: ${name}`,
  "condition.attested": ({ position, name }, { actor, exception }) =>
    words`${actor} proved condition ${position} of ${exception} with ${name}`,
  "condition.broken": ({ position, reading }, { actor, exception }) =>
    reading
      ? words`A reading from ${reading.source} broke condition ${position} of ${exception}`
      : words`${actor} declared condition ${position} of ${exception} broken`,
  "condition.held": ({ position, reading }, { exception }) =>
    words`A reading from ${reading.source} shows that condition ${position} of ${exception} holds`,

  "person.added": (_, { actor, subject }) => words`${actor} added ${subject} to the directory`,
  "person.changed": ({ changed }, { actor, subject, names }) =>
    words`${actor} changed ${subject}${changesInWords(changed, names)}`,
  "person.deactivated": ({ owns }, { actor, subject }) =>
    words`${actor} deactivated ${subject}${owns > 0 ? `, who owned ${counted(owns, "exception")}` : ""}`,
  "person.reactivated": (_, { actor, subject }) => words`${actor} reactivated ${subject}`,
  "account.added": ({ person, issuer }, { actor, names }) =>
    words`${actor} gave ${personPart(person, names)} an account ${signInPlaces[issuer] ?? `at ${issuer}`}`,
  "account.password_set": ({ person }, { actor, actorId, names }) =>
    person === actorId
      ? words`${actor} chose a new password`
      : words`${actor} set a new password for ${personPart(person, names)}`,

  "group.added": (_, { actor, subject }) => words`${actor} added the group ${subject}`,
  "group.changed": ({ changed }, { actor, subject, names }) =>
    words`${actor} changed the group ${subject}${changesInWords(changed, names)}`,
  "group.retired": (_, { actor, subject }) => words`${actor} retired the group ${subject}`,
  "group.reinstated": (_, { actor, subject }) => words`${actor} reinstated the group ${subject}`,
  "membership.granted": ({ group, person }, { actor, names }) =>
    words`${actor} gave ${personPart(person, names)} a seat in ${thingPart(group, names)}`,
  "membership.ended": ({ group, person, why }, { actor, names }) =>
    words`${actor} ended the seat of ${personPart(person, names)} in ${thingPart(group, names)}: ${why}`,

  "policy.added": (_, { actor, subject }) => words`${actor} added policy ${subject}`,
  "policy.changed": ({ changed }, { actor, subject, names }) =>
    words`${actor} changed policy ${subject}${changesInWords(changed, names)}`,
  "policy.retired": (_, { actor, subject }) => words`${actor} retired policy ${subject}`,
  "policy.reinstated": (_, { actor, subject }) => words`${actor} reinstated policy ${subject}`,
  "rules.drafted": ({ version }, { actor }) =>
    words`${actor} wrote on the draft of the ${rulesPart(version)}`,
  "rules.published": ({ version }, { actor }) =>
    words`${actor} published the ${rulesPart(version)}: they decide who signs what is filed from then on`,
  "system.added": (_, { actor, subject }) => words`${actor} added the system ${subject}`,
  "system.changed": ({ changed }, { actor, subject, names }) =>
    words`${actor} changed the system ${subject}${changesInWords(changed, names)}`,
  "system.retired": (_, { actor, subject }) => words`${actor} retired the system ${subject}`,
  "system.reinstated": (_, { actor, subject }) => words`${actor} reinstated the system ${subject}`,
  "rule.mapped": ({ rule, policy }, { actor, names }) =>
    policy === null
      ? words`${actor} said that the scanners' rule ${rule} is no policy`
      : words`${actor} said that the scanners' rule ${rule} checks policy ${thingPart(policy, names)}`,
  "rule.unmapped": ({ rule }, { actor }) =>
    words`${actor} ended what was said about the scanners' rule ${rule}`,
  "token.made": ({ name, rights, expiresAt }, { actor }) =>
    words`${actor} made the API token ${name} to ${rights.join(", ")}, until ${day(expiresAt.slice(0, 10))}`,
  "token.ended": ({ name }, { actor }) => words`${actor} ended the API token ${name}`,
  "issuer.added": ({ url }, { actor }) => words`${actor} let pipelines show tokens of ${url}`,
  "issuer.retired": ({ url }, { actor }) => words`${actor} retired ${url}: none of its tokens is taken`,
  "issuer.reinstated": ({ url }, { actor }) => words`${actor} reinstated ${url}: its tokens are taken again`,
  "binding.made": ({ name, rights, issuer, claims }, { actor }) =>
    words`${actor} bound tokens of ${issuer} with ${claimsInWords(claims)} as the pipeline ${name}, to ${rights.join(", ")}`,
  "binding.ended": ({ name }, { actor }) => words`${actor} ended the binding of the pipeline ${name}`,
  "person.linked": ({ issuer, name, subject }, { actor }) =>
    words`${actor} said that they are ${name} (${subject}) at ${issuer}`,
  "person.unlinked": ({ person, issuer, name, subject }, { actor, names }) =>
    words`${actor} ended that ${personPart(person, names)} is ${name} (${subject}) at ${issuer}`,
  "found.imported": ({ name, repository, found, gone, back }, { subject }) => {
    const news = [
      found > 0 && `${found} found`,
      gone > 0 && `${gone} gone`,
      back > 0 && `${back} back`,
    ].filter(Boolean);
    return words`The pipeline ${name} looked for waivers of ${subject} in ${repository}: ${news.join(", ")}`;
  },
  "setting.changed": ({ key, before, after }, { actor, names }) =>
    words`${actor} changed a setting${changesInWords({ [key]: { before, after } }, names)}`,
  "webhook.added": ({ address, events, startsRechecks }, { actor }) =>
    words`${actor} added a webhook: ${address} is told of ${counted(events.length, "kind")} of events${startsRechecks ? ", and may answer re-checks" : ""}`,
  "webhook.changed": ({ address, changed }, { actor, names }) =>
    words`${actor} changed the webhook to ${address}${changesInWords(changed, names)}`,
  "webhook.secret_changed": ({ address, bothUntil }, { actor }) =>
    words`${actor} changed the secret of the webhook to ${address}: the one before signs too until ${day(bothUntil.slice(0, 10))}`,
  "webhook.switched_off": ({ address, why }, { actor }) =>
    words`${actor} switched off the webhook to ${address}: ${why}`,
  "webhook.switched_on": ({ address }, { actor }) => words`${actor} switched on the webhook to ${address}`,
  "delivery.failed": ({ type, address, off }, { actor, exception }) => {
    const about = type === "policy_gap.raised" ? "a policy" : exception;
    return off
      ? words`${actor} could not tell ${address} of ${about} (${type}) and switched the webhook off`
      : words`${actor} gave up telling ${address} of ${about} (${type})`;
  },
  "calendar.opened": (_, { actor }) => words`${actor} made an address for their calendar`,
  "calendar.ended": (_, { actor }) => words`${actor} ended the address of their calendar`,

  "quarter.commented": ({ quarter, chart }, { actor }) =>
    words`${actor} commented on the ${quarterPart(quarter)}: ${chartPart(quarter, chart)}`,
  "policy_gap.decided": ({ policy, choice, owner, dueOn }, { actor, names }) =>
    choice === "keep"
      ? words`${actor} decided to keep ${thingPart(policy, names)} as it is, although it is often excepted`
      : words`${actor} decided to ${choice === "change" ? "change" : "fund a fix for"} ${thingPart(policy, names)}: ${personPart(owner ?? null, names)} until ${day(dueOn ?? "")}`,
  "view.shared": ({ name, group }, { actor, names }) =>
    words`${actor} shared the view “${name}” with ${thingPart(group, names)}`,
  "view.changed": ({ name, group, changed }, { actor, names }) =>
    words`${actor} changed the view “${name}” of ${thingPart(group, names)}${changesInWords(changed, names)}`,
  "view.removed": ({ name, group }, { actor, names }) =>
    words`${actor} removed the view “${name}” of ${thingPart(group, names)}`,
  "view.restored": ({ name, group }, { actor, names }) =>
    words`${actor} brought the view “${name}” of ${thingPart(group, names)} back`,
  "quarter.signed": ({ quarter }, { actor }) => words`${actor} signed the ${quarterPart(quarter)}`,
  "meeting.opened": ({ number, items }, { actor }) =>
    words`${actor} opened ${meetingPart(number)} with ${counted(items, "item")}`,
  "meeting.moved": ({ number, item }, { actor }) =>
    words`${actor} led ${meetingPart(number)} to item ${item}`,
  "meeting.reordered": ({ number, item, to }, { actor }) =>
    words`${actor} moved item ${item} of ${meetingPart(number)} to place ${to}`,
  "meeting.attended": ({ number, person, present }, { actor, names }) =>
    words`${actor} wrote that ${personPart(person, names)} is ${present ? "" : "not "}at ${meetingPart(number)}`,
  "meeting.noted": ({ number, item }, { actor }) =>
    words`${actor} wrote a note on item ${item} of ${meetingPart(number)}`,
  "meeting.recommended": ({ number, item }, { actor }) =>
    words`${actor} wrote what ${meetingPart(number)} recommends on item ${item}`,
  "meeting.follow_up_set": ({ number, item, owner, dueOn }, { actor, names }) =>
    words`${actor} wrote a follow-up of ${personPart(owner, names)} until ${day(dueOn)}, on item ${item} of ${meetingPart(number)}`,
  "meeting.carried_over": ({ number, item }, { actor }) =>
    words`${actor} carried item ${item} of ${meetingPart(number)} over to the next one`,
  "meeting.taken_over": ({ number, from }, { actor, names }) =>
    words`${actor} took the lead of ${meetingPart(number)} over from ${personPart(from, names)}`,
  "meeting.ended": ({ number, items, carried }, { actor }) =>
    words`${actor} ended ${meetingPart(number)}: ${counted(items, "item")}, ${carried} carried over`,
  "meeting.all_clear": ({ number }, { actor }) =>
    words`${actor} sent the all-clear: nothing needed ${meetingPart(number)}`,
  "follow_up.done": ({ what }, { actor }) => words`${actor} said that a follow-up is done: ${what}`,

  "session.started": ({ method }, { actor }) => words`${actor} signed in${signInMethods[method] ?? ""}`,
  "session.ended": ({ person, why }, { actor, names }) => {
    if (why === "signed out") return words`${actor} signed out`;
    if (why === "ended from another session") return words`${actor} ended one of their sessions from another`;
    if (/^ended \d+ other sessions$/.test(why)) return words`${actor} ${why}`;
    return words`The sessions of ${personPart(person, names)} ended: ${why}`;
  },
  "session.refused": ({ why, person }, { names }) =>
    person
      ? words`A sign-in as ${personPart(person, names)} was refused: ${why.replaceAll("-", " ")}`
      : words`A sign-in was refused: ${why.replaceAll("-", " ")}`,
  "sheet.imported": ({ rows }, { actor }) =>
    words`${actor} imported a spreadsheet: ${counted(rows, "row")} to be filed as requests`,
  "register.exported": ({ filter, rows }, { actor }) =>
    words`${actor} exported ${counted(rows, "row")}: ${filter}`,
  "pack.taken": ({ of, exceptions, complete, sha256 }, { actor }) =>
    words`${actor} took an evidence pack of ${counted(exceptions, "exception")}${complete ? "" : ", not complete"}: ${of}. SHA-256 of its manifest ${sha256}`,
};

const signInPlaces: Record<string, string> = { local: "with a password", demo: "for the demo" };

const signInMethods: Record<string, string> = {
  password: " with a password",
  provider: " through the sign-in provider",
  demo: " as one of the demo’s people",
};

function aboutOf(event: Told, names: Names): About {
  const { actorId, exceptionNumber, revision, stream } = event;
  return {
    actor: actorPart(event, names),
    actorId,
    exception: exceptionNumber === null ? { text: "an exception" } : exceptionPart(exceptionNumber),
    revision: revision === null ? "" : `, revision ${revision}`,
    subject: thingPart(stream.slice(stream.indexOf("/") + 1), names),
    names,
  };
}

function actorPart({ via, actorId }: Told, names: Names): Part {
  if (via === "clock") return { text: "the clock" };
  if (via === "operator") return { text: "the operator" };
  if (via === "pipeline") return { text: "a pipeline" };
  return personPart(actorId, names);
}

function exceptionPart(number: number): Part {
  return { text: `EX-${number}`, href: `/exceptions/EX-${number}` };
}

function rulesPart(version: number): Part {
  return { text: `routing rules, version ${version}`, href: `/rules?version=${version}` };
}

function quarterPart(quarter: string): Part {
  return { text: `review of ${quarter.slice(5)} ${quarter.slice(0, 4)}`, href: `/quarter?q=${quarter}` };
}

function meetingPart(number: number): Part {
  return { text: `meeting ${number}`, href: `/meeting/${number}` };
}

function chartPart(quarter: string, chart: string): Part {
  return { text: chart, href: `/quarter?q=${quarter}#${chart}` };
}

function personPart(id: string | null, names: Names): Part {
  const person = id ? names.get(id) : undefined;
  if (!person?.name) return { text: "somebody whose name was erased" };
  return { text: person.name, href: `/people/${person.id}`, ...(person.gone && { left: true }) };
}

/** Whatever the id or key names. Policies and systems are called by their key, as everywhere. */
function thingPart(id: string, names: Names): Part {
  const named = names.get(id);
  switch (named?.kind) {
    case "policy":
      return { text: named.key, href: `/policies/${named.key}` };
    case "system":
      return { text: named.key, href: `/systems/${named.key}` };
    case "group":
      return { text: named.name, href: `/groups/${named.key}` };
    default:
      return personPart(id, names);
  }
}

function words(texts: TemplateStringsArray, ...values: (Part | string | number)[]): Part[] {
  return texts
    .flatMap((text, index) => [text, values[index] ?? ""])
    .map((piece) => (typeof piece === "object" ? piece : { text: String(piece) }))
    .filter(({ text }) => text !== "");
}

function claimsInWords(claims: Record<string, string>) {
  return Object.entries(claims)
    .map(([claim, value]) => `${claim} ${value}`)
    .join(", ");
}

function day(date: string) {
  return formatDay(new Date(`${date}T12:00:00Z`), "UTC");
}

function withDemands(conditions: number[]) {
  if (conditions.length === 0) return "";
  const last = conditions.at(-1);
  const named =
    conditions.length === 1
      ? `condition ${last}`
      : `conditions ${conditions.slice(0, -1).join(", ")} and ${last}`;
  return `, and with it ${named}`;
}

function counted(amount: number, thing: string) {
  return `${amount.toLocaleString("en")} ${thing}${amount === 1 ? "" : "s"}`;
}
