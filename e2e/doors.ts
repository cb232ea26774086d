// Every door of the register, and whom it opens for. e2e/doors.spec.ts knocks at each of them as each of these people over
// HTTP, and holds this table against the build: a page, a route or an action that is not told of here is an error.

import { db } from "@/lib/db";
import { saveView } from "@/lib/views/save-view";

import { granted } from "./before";
import { actorCalled, type FiledRequest, requestForSecurity } from "./cast";

/** Kofi asked for the request of these tests and owns it; Ada decides it, Hanne sits in another group, Cora in none. */
export const signedIn = ["Kofi", "Cora", "Ada", "Hanne", "Bjarne", "Helen", "Irene"] as const;
type Name = (typeof signedIn)[number];
/** `ended`: with the cookie of a session that was ended. `foreign`: with an administrator's cookie, and not saying from which page. */
export type Who = Name | "nobody" | "ended" | "foreign";

type Here = Awaited<ReturnType<typeof idsFor>>;

export async function idsFor(request: FiledRequest, active: FiledRequest) {
  const [policy, system, group, evaluation, mail, token, meeting, rules, kofi, cora, rule, seat] =
    await Promise.all([
      db.policy.findUniqueOrThrow({ where: { key: "SEC-004" } }),
      db.system.findUniqueOrThrow({ where: { key: "booking-portal" } }),
      db.group.findUniqueOrThrow({ where: { key: "security" } }),
      db.evaluation.findFirstOrThrow(),
      db.mail.findFirstOrThrow(),
      db.apiToken.findFirstOrThrow(),
      db.meeting.findFirstOrThrow({ where: { endedAt: { not: null } } }),
      db.ruleSet.findFirstOrThrow({ orderBy: { version: "desc" } }),
      actorCalled("Kofi"),
      actorCalled("Cora"),
      db.policyRule.findFirstOrThrow(),
      db.membership.findFirstOrThrow({ where: { untilAt: null, group: { key: "security" } } }),
    ]);
  const { contentHash } = await db.revision.findUniqueOrThrow({
    where: { exceptionId_number: { exceptionId: request.id, number: 1 } },
  });
  const view = await viewOf("Ada", `Doors ${request.number}`);
  const asked = await requestForSecurity(kofi, "doors");
  return {
    asked,
    active,
    request: { ...request, name: `EX-${request.number}` },
    seen: { exceptionId: request.id, revision: 1, contentHash: Buffer.from(contentHash).toString("hex") },
    policy,
    system,
    group,
    evaluation,
    mail,
    token,
    meeting,
    rules,
    kofi,
    cora,
    rule,
    seat,
    view,
    nothing: "00000000-0000-4000-8000-000000000000",
  };
}

async function viewOf(name: string, called: string) {
  const outcome = await saveView({ name: called, query: "?risk=high" }, await actorCalled(name), new Date());
  return { id: granted(outcome).id };
}

// ------------------------------------------------------------------------------------ what is read by its address

type Answers = Record<Exclude<Who, "foreign">, number>;
const to = (nobody: number, everybody: number, others: Partial<Answers> = {}): Answers => ({
  nobody,
  ended: nobody,
  ...(Object.fromEntries(signedIn.map((name) => [name, everybody])) as Record<Name, number>),
  ...others,
});
/** Pages send whoever is not signed in to sign in. */
const everybody = to(307, 200);
const house = to(307, 200, { Irene: 403 });
const writers = to(307, 200, { Irene: 403, Helen: 403 });
const administrators = to(307, 403, { Bjarne: 200 });
const overseers = to(307, 403, { Bjarne: 200, Helen: 200 });
/** What it shows depends on nobody. */
const anybody = to(200, 200);
const absent = to(404, 404);
/** A token opens it, and no cookie does. */
const tokens = to(401, 401);

type Reading = { path: string; answers: Partial<Answers> };

/** By the build's own name of each. */
export function readings({ request, evaluation, mail, token, meeting, kofi, nothing }: Here) {
  const at = (path: string, answers: Partial<Answers>): Reading => ({ path, answers });
  const exception = `/exceptions/${request.name}`;
  return {
    "/(app)/page": at("/", everybody),
    "/(app)/inbox/page": at("/inbox", everybody),
    "/(app)/notices/page": at("/notices", everybody),
    "/(app)/notices/mail/page": at("/notices/mail", everybody),
    "/account/page": at("/account", everybody),
    "/account/link/[code]/page": at(`/account/link/${"x".repeat(32)}`, everybody),
    "/(app)/register/page": at("/register", house),
    "/(app)/register/import/page": at("/register/import", writers),
    "/(app)/exceptions/new/page": at("/exceptions/new", writers),
    // Outside approvers learn of nothing that is not put to them, not even that it is there.
    "/(app)/exceptions/[number]/page": at(exception, to(307, 200, { Irene: 404 })),
    "/(app)/exceptions/[number]/edit/page": at(`${exception}/edit`, to(307, 200, { Irene: 404 })),
    "/(app)/exceptions/[number]/evidence/[id]/route": at(`${exception}/evidence/${nothing}`, to(307, 404)),
    "/(app)/audit/page": at("/audit", house),
    "/(app)/docs/api/page": at("/docs/api", house),
    "/(app)/gate/page": at("/gate", house),
    "/(app)/gate/[id]/page": at(`/gate/ev_${evaluation.id}`, house),
    "/(app)/gate/found/page": at("/gate/found", house),
    "/(app)/gate/rules/page": at("/gate/rules", house),
    "/(app)/groups/page": at("/groups", house),
    "/(app)/groups/new/page": at("/groups/new", administrators),
    "/(app)/groups/[key]/page": at("/groups/security", house),
    "/(app)/groups/[key]/edit/page": at("/groups/security/edit", administrators),
    "/(app)/meeting/page": at("/meeting", house),
    "/(app)/meeting/[number]/page": at(`/meeting/${meeting.number}`, house),
    "/(app)/packs/months/page": at("/packs/months?of=list", house),
    "/(app)/people/page": at("/people", house),
    "/(app)/people/new/page": at("/people/new", administrators),
    "/(app)/people/[id]/page": at(`/people/${kofi.id}`, house),
    "/(app)/people/[id]/edit/page": at(`/people/${kofi.id}/edit`, administrators),
    "/(app)/people/[id]/hand-over/page": at(`/people/${kofi.id}/hand-over`, house),
    "/(app)/policies/page": at("/policies", house),
    "/(app)/policies/gaps/page": at("/policies/gaps", house),
    "/(app)/policies/new/page": at("/policies/new", administrators),
    "/(app)/policies/[key]/page": at("/policies/SEC-004", house),
    // Ada leads the group that answers for it.
    "/(app)/policies/[key]/edit/page": at("/policies/SEC-004/edit", to(307, 403, { Bjarne: 200, Ada: 200 })),
    "/(app)/quarter/page": at("/quarter", house),
    "/(app)/quarter/rows/page": at("/quarter/rows?q=2026-Q1&chart=growth&mark=end", house),
    "/(app)/rules/page": at("/rules", house),
    "/(app)/rules/draft/page": at("/rules/draft", administrators),
    "/(app)/rules/replay/page": at("/rules/replay", house),
    "/(app)/rules/test/page": at("/rules/test", house),
    "/(app)/settings/organisation/page": at("/settings/organisation", overseers),
    "/(app)/settings/mail/page": at("/settings/mail", overseers),
    "/(app)/settings/mail/kinds/page": at("/settings/mail/kinds", overseers),
    "/(app)/settings/mail/[id]/page": at(`/settings/mail/${mail.id}`, overseers),
    "/(app)/settings/pipelines/page": at("/settings/pipelines", overseers),
    "/(app)/settings/pipelines/[id]/page": at(`/settings/pipelines/${token.id}`, overseers),
    "/(app)/settings/pipelines/new/page": at("/settings/pipelines/new", administrators),
    "/(app)/settings/pipelines/bind/page": at("/settings/pipelines/bind", administrators),
    "/(app)/settings/pipelines/issuers/new/page": at("/settings/pipelines/issuers/new", administrators),
    "/(app)/settings/webhooks/page": at("/settings/webhooks", overseers),
    "/(app)/settings/webhooks/new/page": at("/settings/webhooks/new", administrators),
    // The demo has none: whoever may look is told so, and nobody else is told anything.
    "/(app)/settings/webhooks/[id]/page": at(
      `/settings/webhooks/${nothing}`,
      to(307, 403, { Bjarne: 404, Helen: 404 }),
    ),
    "/(app)/settings/webhooks/[id]/edit/page": at(
      `/settings/webhooks/${nothing}/edit`,
      to(307, 403, { Bjarne: 404 }),
    ),
    "/(app)/settings/webhooks/[id]/[delivery]/page": at(
      `/settings/webhooks/${nothing}/${nothing}`,
      to(307, 403, { Bjarne: 404, Helen: 404 }),
    ),
    "/(app)/systems/page": at("/systems", house),
    "/(app)/systems/new/page": at("/systems/new", administrators),
    "/(app)/systems/[key]/page": at("/systems/booking-portal", house),
    "/(app)/systems/[key]/exports/page": at("/systems/booking-portal/exports", house),
    "/(app)/systems/[key]/edit/page": at("/systems/booking-portal/edit", administrators),

    "/sign-in/page": at("/sign-in", to(200, 307)),
    "/setup/page": at("/setup", absent),
    "/_not-found/page": at("/nowhere", absent),
    // Static, the same for all, and 200 or 500 as Next has it: nobody is asked.
    "/_global-error/page": at("/_global-error", {}),
    "/icon.svg/route": at("/icon.svg", anybody),
    "/api/health/route": at("/api/health", anybody),
    "/api/session/route": at("/api/session", anybody),
    "/api/inbox/route": at("/api/inbox", to(401, 200)),
    "/api/meeting/route": at("/api/meeting", to(401, 200, { Irene: 403 })),
    // Only what the sign-in page needs of it is open: no session is told of.
    "/api/auth/[...nextauth]/route": at("/api/auth/session", absent),
    "/calendar/[file]/route": at(`/calendar/${"x".repeat(43)}.ics`, absent),
    "/api/v1/[...path]/route": at("/api/v1/nothing", absent),
    "/api/v1/openapi.json/route": at("/api/v1/openapi.json", anybody),
    "/api/v1/exceptions/route": at("/api/v1/exceptions", tokens),
    "/api/v1/exceptions/[number]/route": at(`/api/v1${exception}`, tokens),
    "/api/v1/exceptions/[number]/conditions/route": at(`/api/v1${exception}/conditions`, tokens),
    "/api/v1/exceptions/[number]/events/route": at(`/api/v1${exception}/events`, tokens),
    "/api/v1/exports/[format]/route": at("/api/v1/exports/trivyignore", tokens),
    "/api/v1/gate/evaluations/[id]/route": at(`/api/v1/gate/evaluations/${nothing}`, tokens),
    "/api/v1/gate/evaluations/[id]/go/route": at(`/api/v1/gate/evaluations/${nothing}/go`, tokens),
    "/api/v1/gate/found-entries/route": at("/api/v1/gate/found-entries", tokens),
    "/api/v1/gate/requests/[number]/route": at(`/api/v1/gate/requests/${request.name}`, tokens),
    "/api/v1/policies/route": at("/api/v1/policies", tokens),
    "/api/v1/rechecks/route": at("/api/v1/rechecks", tokens),
    "/api/v1/systems/route": at("/api/v1/systems", tokens),
  } satisfies Record<string, Reading>;
}

// --------------------------------------------------------------------------------- routes that something is sent to

/** Whom each of them refuses, and how. Whoever is not named may send; that it does what it should, other tests show. */
type Sending = { path: string; body?: string; refused: Partial<Record<Who, number>> };

export function sendings({ request, meeting, nothing }: Here): Record<string, Sending> {
  const strangers = { nobody: 401, ended: 401, foreign: 403 };
  const from = (path: string, others: Partial<Record<Who, number>> = {}, body?: string) => ({
    path,
    body,
    refused: { ...strangers, ...others },
  });
  const sheet = { text: "title", columns: [null], answers: {}, order: null, tooLong: "refuse" };
  const importing = { ...sheet, id: nothing, rows: [1], rulesSeen: 1 };
  const withToken = (path: string) => ({
    path: `/api/v1${path}`,
    refused: Object.fromEntries([...signedIn, "nobody", "ended", "foreign"].map((who) => [who, 401])),
  });
  return {
    "/(app)/audit/export/route": from("/audit/export", { Irene: 403 }),
    "/(app)/exceptions/[number]/evidence/route": from(`/exceptions/${request.name}/evidence`),
    "/(app)/meeting/[number]/markdown/route": from(`/meeting/${meeting.number}/markdown`, { Irene: 403 }),
    "/(app)/packs/route": from("/packs"),
    "/(app)/quarter/export/route": from(
      "/quarter/export",
      { Irene: 403 },
      `query=${encodeURIComponent("q=2026-Q1&chart=growth")}`,
    ),
    "/(app)/register/export/route": from("/register/export", { Irene: 403 }),
    "/(app)/register/import/check/route": from(
      "/register/import/check",
      { Irene: 403, Helen: 403 },
      JSON.stringify(sheet),
    ),
    "/(app)/register/import/file/route": from(
      "/register/import/file",
      { Irene: 403, Helen: 403 },
      JSON.stringify(importing),
    ),
    "/(app)/register/import/sheet/route": from("/register/import/sheet", { Irene: 403 }),
    "/api/v1/conditions/[id]/readings/route": withToken(`/conditions/${nothing}/readings`),
    "/api/v1/gate/evaluations/route": withToken("/gate/evaluations"),
    "/api/v1/gate/found-entries/route": withToken("/gate/found-entries"),
    "/api/v1/gate/requests/route": withToken("/gate/requests"),
    "/api/v1/gate/requests/[number]/withdraw/route": withToken(`/gate/requests/${request.name}/withdraw`),
    "/api/v1/gate/tokens/route": withToken("/gate/tokens"),
    "/api/v1/readings/alertmanager/route": withToken("/readings/alertmanager"),
    "/api/v1/rechecks/[id]/answer/route": withToken(`/rechecks/${nothing}/answer`),
    "/api/v1/rechecks/[id]/evaluations/route": withToken(`/rechecks/${nothing}/evaluations`),
  };
}

// ------------------------------------------------------------------------------------------------------- actions

/**
 * What it is sent, and whom it refuses for who they are. Whoever is not named would be heard; they are not asked, so that
 * nothing changes. A code other than the one told here, such as that of an input that does not fit, is an error.
 */
type Action = { args: unknown[]; refused: Partial<Record<Who, string>> };

const no = "not-allowed";
const strangers = { nobody: "not-signed-in", ended: "not-signed-in", foreign: no };
const refusing = (input: unknown, others: Partial<Record<Name, string>>): Action => ({
  args: [input],
  refused: { ...strangers, ...others },
});
/** What is one's own, or what all may do and read. */
const forAll = (input: unknown = {}) => refusing(input, {});
const forHouse = (input: unknown = {}) => refusing(input, { Irene: no });
const forWriters = (input: unknown) => refusing(input, { Irene: no, Helen: no });
const forAdministrators = (input: unknown) =>
  refusing(input, { Kofi: no, Cora: no, Ada: no, Hanne: no, Helen: no, Irene: no });
/** Administrators, and Ada, who leads the group that is concerned. */
const forLeads = (input: unknown) => refusing(input, { Kofi: no, Cora: no, Hanne: no, Helen: no, Irene: no });

/** By file and name. */
export function actions({
  request,
  seen,
  policy,
  system,
  group,
  rules,
  kofi,
  cora,
  rule,
  seat,
  asked,
  active,
  nothing,
  ...here
}: Here) {
  const exceptionId = request.id;
  const reason = "Nobody who may not can do this.";
  const answer = { tapped: "yes", words: "It is so." };
  const approve = {
    ...seen,
    verdict: "approve",
    comment: "",
    answers: { whyNow: answer, shortest: answer, saferWay: answer, ifNo: answer },
  };
  const { id: policyId, key: _, retiredAt: __, ...policyFacts } = policy;
  const { id: systemId, key: ___, retiredAt: ____, ...systemFacts } = system;
  const person = { name: "X", email: "x@example.com", title: "", team: "", role: "member", managerId: null };
  const groupFacts = { name: "X", purpose: "", aboveId: null, leadId: null, isForum: false };
  const { mail, token, meeting, view } = here;
  const item = { number: meeting.number, item: 1 };
  const batch = { batch: nothing, rows: [{ exceptionId }] };
  const [rights, places] = [["evaluate"], { systemIds: [systemId], environments: ["test"] }];
  const { id: _____, ...editing } = asked;
  const webhook = {
    kind: "standard",
    url: "https://hooks.example/x",
    events: ["exception.requested"],
    startsRechecks: false,
    systemIds: [],
    branch: "",
    token: "",
  };
  const within: Record<string, Record<string, Action>> = {
    "app/(app)/exceptions/actions.ts": {
      decideRequest: refusing(
        approve,
        nobodyElse("not-an-approver", { Kofi: "party-to-it", Helen: no, Ada: undefined }),
      ),
      raiseTheRisk: refusing(
        { ...seen, risk: "high", reason },
        nobodyElse("not-an-approver", { Kofi: "party-to-it", Helen: no, Ada: undefined }),
      ),
      retractApproval: refusing({ exceptionId, reason }, nobodyElse(no)),
      withdrawRequest: refusing({ exceptionId, reason }, nobodyElse(no, { Kofi: undefined })),
      revokeException: refusing({ exceptionId: active.id, reason }, nobodyElse(no, { Ada: undefined })),
      closeException: refusing(
        { exceptionId: active.id, removedOn: "2026-01-01", verifiedById: cora.id, note: "" },
        nobodyElse(no, { Kofi: undefined }),
      ),
      remindDeciders: refusing({ exceptionId }, nobodyElse(no, { Kofi: undefined })),
      remindDecidersOfSeveral: forAll(batch),
      sayStillNeeded: refusing({ exceptionId: active.id, reason }, nobodyElse(no, { Kofi: undefined })),
      // It has not ended, so nothing is to be checked again.
      askForRecheck: refusing({ exceptionId: active.id }, nobodyElse("wrong-status")),
      handOver: refusing(
        { exceptionId, ownerId: cora.id, reason },
        nobodyElse(no, { Kofi: undefined, Bjarne: undefined }),
      ),
      handOverSeveral: forAll({ batch: nothing, reason, rows: [] }),
      handSeveralTo: forAll({ ...batch, ownerId: cora.id, reason }),
      declareBroken: refusing(
        { exceptionId: active.id, conditionId: nothing, reason },
        nobodyElse("not-found"),
      ),
      attendTo: refusing({ exceptionId, watching: true }, { Irene: "not-found" }),
      attendToSeveral: forAll([{ exceptionId, watching: true }]),
      writeNote: refusing({ exceptionId, note: reason }, { Irene: "not-found", Helen: no }),
      fileNewRequest: forWriters(asked),
      saveEdit: refusing({ ...editing, exceptionId, seenRevision: 1 }, nobodyElse(no, { Kofi: undefined })),
      previewRequest: forAll(),
      previewRaise: { ...refusing(request.number, { Irene: "not-found" }), args: [request.number, "high"] },
    },
    "app/(app)/register/peek-at.tsx": { peekAt: refusing(request.name, { Irene: "not-found" }) },
    "app/(app)/register/actions.ts": {
      readFilterChoices: forHouse(""),
      readOwners: forHouse(),
      readViews: forHouse(),
      saveThisView: forAll({ name: "X", query: "risk=high" }),
      changeThisView: refusing({ viewId: view.id, name: "X" }, nobodyElse("not-found", { Ada: undefined })),
      shareThisView: refusing(
        { viewId: view.id, groupId: group.id },
        nobodyElse("not-found", { Ada: undefined }),
      ),
      chooseThisView: refusing(
        { viewId: view.id, isPinned: true },
        nobodyElse("not-found", { Ada: undefined }),
      ),
    },
    "app/(app)/audit/actions.ts": { verifyTrail: forHouse() },
    "app/(app)/gate/rules/actions.ts": {
      mapThisRule: forLeads({
        tool: "x",
        pattern: "y",
        kind: null,
        severityFrom: null,
        severityTo: null,
        policyId,
        reason: "",
      }),
      unmapThisRule: refusing({ ruleId: rule.id }, { Kofi: no, Cora: no, Helen: no, Irene: no }),
    },
    "app/(app)/groups/actions.ts": {
      addNewGroup: forAdministrators({ key: "x", ...groupFacts }),
      saveGroup: forAdministrators({ groupId: group.id, ...groupFacts }),
      retireThisGroup: forAdministrators({ groupId: group.id }),
      reinstateThisGroup: forAdministrators({ groupId: group.id }),
      grantSeat: forLeads({ groupId: group.id, personId: cora.id }),
      endSeat: forAdministrators({ membershipId: seat.id, why: reason }),
    },
    "app/(app)/people/actions.ts": {
      addNewPerson: forAdministrators(person),
      savePerson: forAdministrators({ personId: kofi.id, ...person }),
      deactivateThisPerson: forAdministrators({ personId: kofi.id }),
      reactivateThisPerson: forAdministrators({ personId: kofi.id }),
      linkEntries: forAdministrators({ personId: kofi.id, sameAsId: null }),
      setPassword: forAdministrators({ personId: kofi.id }),
    },
    "app/(app)/policies/actions.ts": {
      addNewPolicy: forAdministrators({ key: "X-1", ...policyFacts }),
      savePolicy: forLeads({ policyId, ...policyFacts }),
      retireThisPolicy: forAdministrators({ policyId }),
      reinstateThisPolicy: forAdministrators({ policyId }),
      decideAboutGap: refusing(
        { policyId, choice: "keep", reason },
        { Kofi: no, Cora: no, Helen: no, Irene: no },
      ),
    },
    "app/(app)/systems/actions.ts": {
      addNewSystem: forAdministrators({ key: "x", ...systemFacts }),
      saveSystem: forAdministrators({ systemId, ...systemFacts }),
      retireThisSystem: forAdministrators({ systemId }),
      reinstateThisSystem: forAdministrators({ systemId }),
    },
    "app/(app)/rules/actions.ts": {
      saveDraft: forAdministrators({ rules: rules.rules, note: "", seenAt: null }),
      publishDraft: forAdministrators({ version: rules.version, seenAt: "2026-01-01T00:00:00Z" }),
    },
    "app/(app)/quarter/actions.ts": {
      commentOnChart: forLeads({ quarter: "2026-Q1", chart: "growth", body: reason }),
      signThisQuarter: forLeads({ quarter: "2026-Q1", seen: "0".repeat(64) }),
    },
    "app/(app)/meeting/actions.ts": {
      startMeeting: forLeads({ present: [] }),
      sayAllClear: forLeads({}),
      // Of a meeting that has ended: nobody writes to it any more, whoever they are.
      moveMeeting: refusing({ ...item, seen: 1 }, nobodyElse("wrong-status")),
      reorderAgenda: refusing({ ...item, to: 2 }, nobodyElse("wrong-status")),
      takeMeetingOver: refusing({ number: meeting.number }, nobodyElse("wrong-status")),
      tickAttendance: refusing(
        { number: meeting.number, personId: cora.id, present: true },
        nobodyElse("wrong-status"),
      ),
      noteAtMeeting: refusing({ ...item, body: reason }, nobodyElse("wrong-status")),
      recommendAtMeeting: refusing({ ...item, body: reason }, nobodyElse("wrong-status")),
      followUpAtMeeting: refusing(
        { ...item, what: reason, ownerId: cora.id, dueOn: "2027-01-01" },
        nobodyElse("wrong-status"),
      ),
      carryItemOver: refusing(item, nobodyElse("wrong-status")),
      endThisMeeting: refusing({ number: meeting.number }, nobodyElse("wrong-status")),
      followUpDone: refusing({ followUpId: nothing }, nobodyElse("not-found")),
      flagForMeeting: forWriters({ exceptionId, reason }),
      flagSeveralForMeeting: forAll({ ...batch, reason }),
    },
    "app/(app)/notices/actions.ts": { markRead: forAll(), saveMailPreferences: forAll() },
    "app/(app)/settings/mail/actions.ts": {
      sendMailAgain: forAdministrators({ mailId: mail.id }),
      sendMeATest: forAdministrators({}),
    },
    "app/(app)/settings/organisation/actions.ts": {
      saveOrganisation: forAdministrators({
        name: "X",
        zone: "Europe/Berlin",
        workingDays: ["1"],
        start: "09:00",
        end: "17:00",
        holidays: "",
      }),
    },
    "app/(app)/settings/pipelines/actions.ts": {
      makeNewToken: forAdministrators({ name: "X", rights, ...places, days: "1" }),
      makeNewBinding: forAdministrators({ name: "X", rights, ...places, issuerId: nothing, claims: {} }),
      endThisToken: forAdministrators({ tokenId: token.id }),
      addNewIssuer: forAdministrators({ kind: "github", url: "https://token.example" }),
      retireThisIssuer: forAdministrators({ issuerId: nothing }),
      reinstateThisIssuer: forAdministrators({ issuerId: nothing }),
    },
    "app/(app)/settings/webhooks/actions.ts": {
      addNewWebhook: forAdministrators(webhook),
      saveWebhook: forAdministrators({
        webhookId: nothing,
        events: webhook.events,
        startsRechecks: false,
        systemIds: [],
      }),
      changeItsSecret: forAdministrators({ webhookId: nothing }),
      switchItOff: forAdministrators({ webhookId: nothing }),
      switchItOn: forAdministrators({ webhookId: nothing }),
      sendDeliveryAgain: refusing({ deliveryId: nothing }, nobodyElse("not-found")),
    },
    "app/account/actions.ts": {
      changeMyPassword: forAll(),
      endMySession: refusing(nothing, nobodyElse("not-found")),
      endMyOtherSessions: forAll(),
      openMyCalendar: forAll(),
      endMyCalendar: forAll(),
      linkMe: forAll(),
      endLink: refusing({ linkId: nothing }, nobodyElse("not-found")),
    },
    // Ends the caller's own session, and leads to the sign-in whoever it was.
    "app/(app)/sign-out.ts": { signOut: { args: [], refused: {} } },
    // Answers nothing to whoever has no session.
    "app/sign-in/actions.ts": { staySignedIn: { args: [], refused: {} } },
    "app/setup/actions.ts": {
      setUp: { args: [{}], refused: { nobody: no, ended: no, foreign: no, ...nobodyElse(no) } },
    },
  };
  return Object.fromEntries(
    Object.entries(within).flatMap(([file, named]) =>
      Object.entries(named).map(([name, action]) => [`${file} ${name}`, action]),
    ),
  );
}

const nobodyElse = (code: string, others: Partial<Record<Name, string | undefined>> = {}) => ({
  ...Object.fromEntries(signedIn.map((name) => [name, code])),
  ...others,
});
