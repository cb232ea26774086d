import { describe, expect, test } from "vitest";

import { differencesOf } from "@/lib/audit/changes";
import type { Named, Names } from "@/lib/audit/names";
import { plainSentence, remarkOf, sentenceOf, type Told } from "@/lib/audit/sentences";
import { actionGroups } from "@/lib/audit/trail-filter";
import type { Action, Details } from "@/lib/audit/vocabulary";

const ids = {
  ben: "019a0000-0000-7000-8000-000000000001",
  cora: "019a0000-0000-7000-8000-000000000002",
  dana: "019a0000-0000-7000-8000-000000000003",
  erased: "019a0000-0000-7000-8000-000000000004",
  security: "019a0000-0000-7000-8000-000000000005",
  tls: "019a0000-0000-7000-8000-000000000006",
  payroll: "019a0000-0000-7000-8000-000000000007",
};

const named = (kind: Named["kind"], id: string, name: string, key = "", gone = false): Named => ({
  kind,
  id,
  name,
  key,
  gone,
});
const known = [
  named("person", ids.ben, "Ben Okoro"),
  named("person", ids.cora, "Cora Lind"),
  named("person", ids.dana, "Dana Roth", "", true),
  named("person", ids.erased, ""),
  named("group", ids.security, "Security", "security"),
  named("policy", ids.tls, "TLS 1.2 or newer", "SEC-014"),
  named("system", ids.payroll, "Payroll feed", "payroll-feed"),
];
const names: Names = new Map([
  ...known.map((one): [string, Named] => [one.id, one]),
  ["security", named("group", ids.security, "Security", "security")],
]);

function event<Name extends Action>(action: Name, body: Details[Name], about: Partial<Told> = {}): Told {
  const onException = /^(request|exception|note|approval|emergency|condition|evidence|recheck|delivery)/.test(
    action,
  );
  return {
    action,
    body,
    via: "session",
    actorId: ids.ben,
    stream: onException ? `exception/${ids.tls}` : `policy/${ids.tls}`,
    exceptionNumber: onException ? 1042 : null,
    revision: onException ? 2 : null,
    ...about,
  };
}

const said = (told: Told) => plainSentence(sentenceOf(told, names));
const clock = { via: "clock", actorId: null } as const;
const pipeline = { via: "pipeline", actorId: null } as const;
const operator = { via: "operator", actorId: null } as const;
const proof = { evidence: ids.tls, name: "log.txt", sha256: "9f2c", note: "" };
const reading = {
  value: 7,
  at: "2026-11-20T09:41:00Z",
  source: "prometheus",
  token: ids.dana,
  name: "Metrics",
};
const step = { step: 2, group: ids.security, comment: "Fine." };

describe("one sentence for each event", () => {
  const told: [Told, string][] = [
    [event("request.filed", { revision: 1 }), "Ben Okoro filed EX-1042"],
    [
      event("request.filed", { revision: 1, token: ids.dana, name: "Payroll pipeline", requester: ids.dana }),
      "The API token Payroll pipeline of Ben Okoro filed EX-1042 for Dana Roth to submit",
    ],
    [
      event("request.withdrawn", { reason: "Fixed.", token: ids.dana, name: "Payroll pipeline" }),
      "The API token Payroll pipeline of Ben Okoro withdrew EX-1042",
    ],
    [event("request.edited", { revision: 3, wasSentBack: false }), "Ben Okoro changed EX-1042, revision 3"],
    [
      event("request.edited", { revision: 3, wasSentBack: true }),
      "Ben Okoro changed EX-1042 after it was sent back, revision 3",
    ],
    [event("request.sent_back", step), "Ben Okoro sent EX-1042 back, revision 2"],
    [
      event("request.approved", { ...step, settled: true }),
      "Ben Okoro approved step 2 of EX-1042, revision 2",
    ],
    [
      event("request.approved", { ...step, settled: false, ratifyBy: "2026-11-21T09:41:00Z" }),
      "Ben Okoro approved EX-1042, revision 2 as an emergency, to be ratified within 24 hours",
    ],
    [
      event("request.risk_raised", { from: "low", to: "high", revision: 2, reason: "It is reachable." }),
      "Ben Okoro raised the risk of EX-1042 from low to high, revision 2",
    ],
    [
      event("approval.retracted", { step: 2, group: ids.security, reason: "I misread it." }),
      "Ben Okoro took back the approval of step 2 of EX-1042, revision 2",
    ],
    [
      event("approval.retracted", {
        step: 2,
        group: ids.security,
        reason: "I misread it.",
        conditions: [2, 3, 5],
      }),
      "Ben Okoro took back the approval of step 2 of EX-1042, revision 2, and with it conditions 2, 3 and 5",
    ],
    [
      event("emergency.ratified", { ...step, settled: false }),
      "Ben Okoro ratified step 2 of EX-1042, revision 2",
    ],
    [
      event("emergency.ratified", { ...step, settled: true }),
      "Ben Okoro ratified step 2 of EX-1042, revision 2, the last one",
    ],
    [event("emergency.refused", step), "Ben Okoro rejected step 2 of EX-1042, revision 2, and so revoked it"],
    [
      event("emergency.lapsed", { ratifyBy: "2026-11-21T09:41:00Z" }, clock),
      "the clock revoked EX-1042: it was not ratified within 24 hours",
    ],
    [
      event("request.approved", { ...step, settled: true, demanded: 2 }),
      "Ben Okoro approved step 2 of EX-1042, revision 2, on 2 more conditions",
    ],
    [event("request.rejected", step), "Ben Okoro rejected EX-1042, revision 2"],
    [event("evidence.added", proof), "Ben Okoro added evidence to EX-1042: log.txt"],
    [
      event("evidence.added", { ...proof, condition: 2 }),
      "Ben Okoro added evidence of condition 2 of EX-1042: log.txt",
    ],
    [
      event("condition.attested", { ...proof, condition: ids.payroll, position: 2 }),
      "Ben Okoro proved condition 2 of EX-1042 with log.txt",
    ],
    [
      event("condition.broken", { condition: ids.payroll, position: 2, reason: "Nobody read it." }),
      "Ben Okoro declared condition 2 of EX-1042 broken",
    ],
    [
      event("condition.broken", { condition: ids.payroll, position: 2, reason: "7 %", reading }, pipeline),
      "A reading from prometheus broke condition 2 of EX-1042",
    ],
    [
      event("condition.held", { condition: ids.payroll, position: 2, reason: "1 %", reading }, pipeline),
      "A reading from prometheus shows that condition 2 of EX-1042 holds",
    ],
    [event("request.withdrawn", { reason: "Solved." }), "Ben Okoro withdrew EX-1042"],
    [
      event("request.lapsed", { waitedDays: 30 }, clock),
      "the clock let EX-1042 lapse: nobody had decided it for 30 days",
    ],
    [event("exception.expired", { endedAt: "2026-11-20T03:40:00Z" }, clock), "the clock ended EX-1042"],
    [event("exception.superseded", { by: 1050 }, clock), "the clock closed EX-1042: EX-1050 continues it"],
    [
      event(
        "recheck.answered",
        { recheck: ids.payroll, outcome: "compliant", way: "address", removedOn: "2026-11-19" },
        { via: "pipeline", actorId: null },
      ),
      "a pipeline checked EX-1042 again: compliant, so it is closed, removed on Thu 19 Nov 2026",
    ],
    [
      event(
        "recheck.answered",
        { recheck: ids.payroll, outcome: "violating", way: "evaluation" },
        { via: "pipeline", actorId: null },
      ),
      "a pipeline checked EX-1042 again: still violating",
    ],
    [
      event("recheck.no_answer", { recheck: ids.payroll, deadline: "2026-11-21T03:40:00Z" }, clock),
      "the clock had no answer to the re-check of EX-1042 in time",
    ],
    [
      event("recheck.address_given", { recheck: ids.payroll, deadline: "2026-11-21T03:40:00Z" }),
      "Ben Okoro asked for the re-check of EX-1042 to be answered by a pipeline",
    ],
    [
      event("request.nudged", { groups: ["Security", "Finance"] }),
      "Ben Okoro reminded Security and Finance to decide EX-1042",
    ],
    [
      event("exception.still_needed", { endsAt: "2026-11-21T03:40:00Z", reason: "The vendor is late." }),
      "Ben Okoro said that EX-1042 is still needed",
    ],
    [
      event("exception.closed", { removedOn: "2026-11-19", verifiedBy: ids.cora, note: "" }),
      "Ben Okoro closed EX-1042: removed on Thu 19 Nov 2026, verified by Cora Lind",
    ],
    [event("exception.revoked", { reason: "No longer safe." }), "Ben Okoro revoked EX-1042"],
    [
      event("exception.reassigned", { from: ids.dana, to: ids.cora, reason: "She left." }),
      "Ben Okoro handed EX-1042 over from Dana Roth to Cora Lind",
    ],
    [event("note.added", { note: "Seen." }), "Ben Okoro wrote a note on EX-1042"],
    [
      event("exception.flagged", { reason: "Third time." }),
      "Ben Okoro put EX-1042 on the agenda of the next meeting",
    ],
    [
      event("meeting.opened", { number: 12, items: 9, present: [ids.cora] }),
      "Ben Okoro opened meeting 12 with 9 items",
    ],
    [event("meeting.moved", { number: 12, item: 2 }), "Ben Okoro led meeting 12 to item 2"],
    [
      event("meeting.reordered", { number: 12, item: 4, to: 3 }),
      "Ben Okoro moved item 4 of meeting 12 to place 3",
    ],
    [
      event("meeting.attended", { number: 12, person: ids.cora, present: true }),
      "Ben Okoro wrote that Cora Lind is at meeting 12",
    ],
    [
      event("meeting.attended", { number: 12, person: ids.cora, present: false }),
      "Ben Okoro wrote that Cora Lind is not at meeting 12",
    ],
    [
      event("meeting.noted", { number: 12, item: 2, note: "The vendor is late." }),
      "Ben Okoro wrote a note on item 2 of meeting 12",
    ],
    [
      event("meeting.recommended", { number: 12, item: 2, comment: "Approve it for 3 days." }),
      "Ben Okoro wrote what meeting 12 recommends on item 2",
    ],
    [
      event("meeting.follow_up_set", {
        number: 12,
        item: 2,
        what: "Call the vendor.",
        owner: ids.cora,
        dueOn: "2026-11-27",
      }),
      "Ben Okoro wrote a follow-up of Cora Lind until Fri 27 Nov 2026, on item 2 of meeting 12",
    ],
    [
      event("meeting.carried_over", { number: 12, item: 2 }),
      "Ben Okoro carried item 2 of meeting 12 over to the next one",
    ],
    [
      event("meeting.taken_over", { number: 12, from: ids.dana }),
      "Ben Okoro took the lead of meeting 12 over from Dana Roth",
    ],
    [
      event("meeting.ended", { number: 12, items: 9, carried: 2, sha256: "9f2c" }),
      "Ben Okoro ended meeting 12: 9 items, 2 carried over",
    ],
    [
      event("meeting.all_clear", { number: 13, sha256: "9f2c" }),
      "Ben Okoro sent the all-clear: nothing needed meeting 13",
    ],
    [
      event("follow_up.done", { what: "Call the vendor." }),
      "Ben Okoro said that a follow-up is done: Call the vendor.",
    ],
    [
      event("person.added", { after: {} }, { stream: `person/${ids.cora}` }),
      "Ben Okoro added Cora Lind to the directory",
    ],
    [
      event(
        "person.changed",
        { changed: { role: { before: "member", after: "outside_approver" } } },
        { stream: `person/${ids.cora}` },
      ),
      "Ben Okoro changed Cora Lind: role member → outside approver",
    ],
    [
      event("person.deactivated", { owns: 1 }, { stream: `person/${ids.dana}` }),
      "Ben Okoro deactivated Dana Roth, who owned 1 exception",
    ],
    [event("person.reactivated", {}, { stream: `person/${ids.cora}` }), "Ben Okoro reactivated Cora Lind"],
    [
      event("account.added", { person: ids.cora, issuer: "local" }, operator),
      "the operator gave Cora Lind an account with a password",
    ],
    [event("account.password_set", { person: ids.ben }), "Ben Okoro chose a new password"],
    [event("account.password_set", { person: ids.cora }), "Ben Okoro set a new password for Cora Lind"],
    [
      event("group.added", { after: {} }, { stream: `approver_group/${ids.security}` }),
      "Ben Okoro added the group Security",
    ],
    [
      event(
        "group.changed",
        { changed: { leadId: { before: null, after: ids.cora } } },
        { stream: `approver_group/${ids.security}` },
      ),
      "Ben Okoro changed the group Security: lead none → Cora Lind",
    ],
    [
      event("group.retired", {}, { stream: `approver_group/${ids.security}` }),
      "Ben Okoro retired the group Security",
    ],
    [
      event("group.reinstated", {}, { stream: `approver_group/${ids.security}` }),
      "Ben Okoro reinstated the group Security",
    ],
    [
      event("membership.granted", { group: ids.security, person: ids.cora }),
      "Ben Okoro gave Cora Lind a seat in Security",
    ],
    [
      event("membership.ended", { group: "security", person: ids.dana, why: "deactivated" }),
      "Ben Okoro ended the seat of Dana Roth in Security: deactivated",
    ],
    [event("policy.added", { after: {} }), "Ben Okoro added policy SEC-014"],
    [
      event("policy.changed", { changed: { longestSeconds: { before: 604_800, after: 432_000 } } }),
      "Ben Okoro changed policy SEC-014: longest window 7 days → 5 days",
    ],
    [
      event("policy.changed", {
        changed: {
          statement: { before: "Short.", after: "A statement that is far too long to be said twice." },
        },
      }),
      "Ben Okoro changed policy SEC-014: statement",
    ],
    [event("policy.retired", {}), "Ben Okoro retired policy SEC-014"],
    [event("policy.reinstated", {}), "Ben Okoro reinstated policy SEC-014"],
    [
      event("rules.drafted", { version: 2, note: "Legal signs, too.", rules: 9 }, { stream: "rule_set/2" }),
      "Ben Okoro wrote on the draft of the routing rules, version 2",
    ],
    [
      event("rules.published", { version: 2, note: "Legal signs, too." }, { stream: "rule_set/2" }),
      "Ben Okoro published the routing rules, version 2: they decide who signs what is filed from then on",
    ],
    [
      event("system.added", { after: {} }, { stream: `system/${ids.payroll}` }),
      "Ben Okoro added the system payroll-feed",
    ],
    [
      event(
        "system.changed",
        { changed: { environments: { before: ["test"], after: ["production", "test"] } } },
        { stream: `system/${ids.payroll}` },
      ),
      "Ben Okoro changed the system payroll-feed: environments test → production, test",
    ],
    [
      event("system.retired", {}, { stream: `system/${ids.payroll}` }),
      "Ben Okoro retired the system payroll-feed",
    ],
    [
      event("system.reinstated", {}, { stream: `system/${ids.payroll}` }),
      "Ben Okoro reinstated the system payroll-feed",
    ],
    [
      event("rule.mapped", { rule: "trivy:AWS-0107", policy: ids.tls, reason: "" }),
      "Ben Okoro said that the scanners' rule trivy:AWS-0107 checks policy SEC-014",
    ],
    [
      event("rule.mapped", { rule: "trivy:DS-0026", policy: null, reason: "Style." }),
      "Ben Okoro said that the scanners' rule trivy:DS-0026 is no policy",
    ],
    [
      event("rule.unmapped", { rule: "trivy:AWS-0107" }),
      "Ben Okoro ended what was said about the scanners' rule trivy:AWS-0107",
    ],
    [
      event("token.made", {
        name: "Payments",
        rights: ["evaluate", "export"],
        expiresAt: "2026-12-24T12:00:00.000Z",
      }),
      "Ben Okoro made the API token Payments to evaluate, export, until Thu 24 Dec 2026",
    ],
    [
      event("found.imported", {
        token: ids.tls,
        name: "Payments",
        repository: "acme/pay",
        commit: "9f2c41d",
        found: 3,
        gone: 1,
        back: 0,
      }),
      "The pipeline Payments looked for waivers of SEC-014 in acme/pay: 3 found, 1 gone",
    ],
    [event("token.ended", { name: "Payments" }), "Ben Okoro ended the API token Payments"],
    [
      event("request.filed", { revision: 1, token: ids.dana, name: "Payments, deploy", run: ids.tls }),
      "Ben Okoro filed EX-1042 by a run of the pipeline Payments, deploy",
    ],
    [
      event("request.withdrawn", {
        reason: "Fixed.",
        token: ids.dana,
        name: "Payments, deploy",
        run: ids.tls,
      }),
      "Ben Okoro withdrew EX-1042 by a run of the pipeline Payments, deploy",
    ],
    [
      event("issuer.added", { url: "https://gitlab.example", kind: "gitlab" }),
      "Ben Okoro let pipelines show tokens of https://gitlab.example",
    ],
    [
      event("issuer.retired", { url: "https://gitlab.example" }),
      "Ben Okoro retired https://gitlab.example: none of its tokens is taken",
    ],
    [
      event("issuer.reinstated", { url: "https://gitlab.example" }),
      "Ben Okoro reinstated https://gitlab.example: its tokens are taken again",
    ],
    [
      event("binding.made", {
        name: "Payments, deploy",
        rights: ["evaluate", "request"],
        issuer: "https://gitlab.example",
        claims: { project_id: "22", ref_protected: "true" },
      }),
      "Ben Okoro bound tokens of https://gitlab.example with project_id 22, ref_protected true as the pipeline Payments, deploy, to evaluate, request",
    ],
    [
      event("binding.ended", { name: "Payments, deploy" }),
      "Ben Okoro ended the binding of the pipeline Payments, deploy",
    ],
    [
      event("person.linked", {
        person: ids.ben,
        issuer: "https://gitlab.example",
        subject: "7",
        name: "ben.o",
      }),
      "Ben Okoro said that they are ben.o (7) at https://gitlab.example",
    ],
    [
      event("person.unlinked", {
        person: ids.cora,
        issuer: "https://gitlab.example",
        subject: "8",
        name: "cora",
      }),
      "Ben Okoro ended that Cora Lind is cora (8) at https://gitlab.example",
    ],
    [
      event("webhook.added", {
        address: "ci.example.com/hooks",
        kind: "standard",
        events: ["exception.expired", "recheck.requested"],
        startsRechecks: true,
      }),
      "Ben Okoro added a webhook: ci.example.com/hooks is told of 2 kinds of events, and may answer re-checks",
    ],
    [
      event("webhook.added", {
        address: "chat.example.com",
        kind: "slack",
        events: ["exception.expired"],
        startsRechecks: false,
      }),
      "Ben Okoro added a webhook: chat.example.com is told of 1 kind of events",
    ],
    [
      event("webhook.changed", {
        address: "ci.example.com",
        changed: { startsRechecks: { before: false, after: true } },
      }),
      "Ben Okoro changed the webhook to ci.example.com: starts re-checks no → yes",
    ],
    [
      event("webhook.secret_changed", { address: "ci.example.com", bothUntil: "2026-12-24T12:00:00.000Z" }),
      "Ben Okoro changed the secret of the webhook to ci.example.com: the one before signs too until Thu 24 Dec 2026",
    ],
    [
      event("webhook.switched_off", { address: "ci.example.com", why: "it failed 20 times in a row" }, clock),
      "the clock switched off the webhook to ci.example.com: it failed 20 times in a row",
    ],
    [
      event("webhook.switched_on", { address: "ci.example.com" }),
      "Ben Okoro switched on the webhook to ci.example.com",
    ],
    [
      event(
        "delivery.failed",
        {
          type: "exception.expired",
          address: "ci.example.com",
          webhook: ids.tls,
          madeBy: ids.ben,
          off: false,
        },
        clock,
      ),
      "the clock gave up telling ci.example.com of EX-1042 (exception.expired)",
    ],
    [
      event(
        "delivery.failed",
        {
          type: "exception.expired",
          address: "ci.example.com",
          webhook: ids.tls,
          madeBy: ids.ben,
          off: true,
        },
        clock,
      ),
      "the clock could not tell ci.example.com of EX-1042 (exception.expired) and switched the webhook off",
    ],
    [
      event(
        "delivery.failed",
        {
          type: "policy_gap.raised",
          address: "ci.example.com",
          webhook: ids.tls,
          madeBy: ids.ben,
          off: false,
        },
        { ...clock, exceptionNumber: null },
      ),
      "the clock gave up telling ci.example.com of a policy (policy_gap.raised)",
    ],
    [event("calendar.opened", { person: ids.ben }), "Ben Okoro made an address for their calendar"],
    [event("calendar.ended", { person: ids.ben }), "Ben Okoro ended the address of their calendar"],
    [
      event("setting.changed", { key: "organisation.zone", before: null, after: "Europe/Berlin" }, operator),
      "the operator changed a setting: zone of the organisation none → Europe/Berlin",
    ],
    [
      event("quarter.commented", { quarter: "2026-Q3", chart: "growth", comment: "Fewer than we feared." }),
      "Ben Okoro commented on the review of Q3 2026: growth",
    ],
    [
      event("policy_gap.decided", {
        policy: ids.tls,
        quarter: "2026-Q4",
        choice: "change",
        reason: "Four teams wait for the same supplier.",
        owner: ids.cora,
        dueOn: "2027-01-31",
      }),
      "Ben Okoro decided to change SEC-014: Cora Lind until Sun 31 Jan 2027",
    ],
    [
      event("policy_gap.decided", {
        policy: ids.tls,
        quarter: "2026-Q4",
        choice: "keep",
        reason: "It ends in spring.",
      }),
      "Ben Okoro decided to keep SEC-014 as it is, although it is often excepted",
    ],
    [
      event("view.shared", { name: "Weekly", group: ids.security, query: "?risk=high" }),
      "Ben Okoro shared the view “Weekly” with Security",
    ],
    [
      event("view.changed", {
        name: "Weekly",
        group: ids.security,
        changed: { name: { before: "Weekly", after: "Monday" }, isDefault: { before: false, after: true } },
      }),
      "Ben Okoro changed the view “Weekly” of Security: name Weekly → Monday, default of the group no → yes",
    ],
    [
      event("view.removed", { name: "Monday", group: ids.security }),
      "Ben Okoro removed the view “Monday” of Security",
    ],
    [
      event("view.restored", { name: "Monday", group: ids.security }),
      "Ben Okoro brought the view “Monday” of Security back",
    ],
    [
      event("quarter.signed", { quarter: "2026-Q3", sha256: "9f2c" }),
      "Ben Okoro signed the review of Q3 2026",
    ],
    [
      event("session.started", { person: ids.ben, method: "password" }),
      "Ben Okoro signed in with a password",
    ],
    [event("session.ended", { person: ids.ben, why: "signed out" }), "Ben Okoro signed out"],
    [
      event("session.ended", { person: ids.ben, why: "ended from another session" }),
      "Ben Okoro ended one of their sessions from another",
    ],
    [
      event("session.ended", { person: ids.ben, why: "ended 3 other sessions" }),
      "Ben Okoro ended 3 other sessions",
    ],
    [
      event("session.ended", { person: ids.cora, why: "an administrator set a new password" }),
      "The sessions of Cora Lind ended: an administrator set a new password",
    ],
    [
      event("session.refused", { why: "wrong password", method: "password", person: ids.cora }, operator),
      "A sign-in as Cora Lind was refused: wrong password",
    ],
    [
      event("session.refused", { why: "not-set-up", method: "provider" }, operator),
      "A sign-in was refused: not set up",
    ],
    [
      event("sheet.imported", { rows: 41, sha256: "9f2c" }),
      "Ben Okoro imported a spreadsheet: 41 rows to be filed as requests",
    ],
    [
      event("register.exported", { filter: "In force, high", rows: 1234 }),
      "Ben Okoro exported 1,234 rows: In force, high",
    ],
    [
      event("pack.taken", { of: "Q3 2026", exceptions: 64, complete: true, sha256: "9f2c" }),
      "Ben Okoro took an evidence pack of 64 exceptions: Q3 2026. SHA-256 of its manifest 9f2c",
    ],
    [
      event("pack.taken", { of: "EX-1042", exceptions: 1, complete: false, sha256: "9f2c" }),
      "Ben Okoro took an evidence pack of 1 exception, not complete: EX-1042. SHA-256 of its manifest 9f2c",
    ],
  ];

  test.each(told)("%#: $action", (one, sentence) => {
    expect(said(one)).toBe(sentence);
  });

  test("no action of the vocabulary is without its sentence or its group", () => {
    const grouped = Object.values(actionGroups).flat().sort();
    const spoken = [...new Set(told.map(([{ action }]) => action))].sort();
    expect(spoken).toEqual(grouped);
  });
});

test("a name that was erased stays unsaid, and one who has left keeps the name with a mark", () => {
  expect(said(event("request.filed", { revision: 1 }, { actorId: ids.erased }))).toBe(
    "somebody whose name was erased filed EX-1042",
  );
  expect(sentenceOf(event("request.filed", { revision: 1 }, { actorId: ids.dana }), names)).toEqual([
    { text: "Dana Roth", href: `/people/${ids.dana}`, left: true },
    { text: " filed " },
    { text: "EX-1042", href: "/exceptions/EX-1042" },
  ]);
});

test("an action that this version does not know is still told", () => {
  expect(said({ ...event("note.added", { note: "" }), action: "moon.landed", body: null })).toBe(
    "Ben Okoro recorded moon.landed",
  );
});

test("the remark is what was typed: a comment, a reason or a note", () => {
  expect(remarkOf({ body: step })).toBe("Fine.");
  expect(remarkOf({ body: { reason: "Solved." } })).toBe("Solved.");
  expect(remarkOf({ body: { removedOn: "2026-11-19", note: "" } })).toBeNull();
  expect(remarkOf({ body: null })).toBeNull();
});

test("before and after of an exception name the fields that differ, in words", () => {
  const before = {
    exception: { status: "pending", sent_back: false, owner_id: ids.cora, ends_at: null, emergency: false },
    decisions: null,
    conditions: null,
    evidence: null,
  };
  const after = {
    exception: {
      ...before.exception,
      status: "closed",
      closed_reason: "revoked",
      owner_id: ids.ben,
      ends_at: "2026-11-25T08:41:00+00:00",
    },
    decisions: [{}],
    conditions: null,
    evidence: null,
  };
  expect(
    differencesOf(
      { action: "exception.revoked", body: {}, rowBefore: before, rowAfter: after },
      names,
      "Europe/Berlin",
    ),
  ).toEqual([
    { label: "status", before: "pending", after: "closed, revoked" },
    { label: "owner", before: "Cora Lind", after: "Ben Okoro" },
    { label: "ends", before: "none", after: "Wed 25 Nov 2026, 09:41" },
    { label: "decisions", before: "0", after: "1" },
  ]);
});
