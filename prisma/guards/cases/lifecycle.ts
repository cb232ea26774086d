// R2, R7, R8, R11, R13, R16, R18, R19: how an exception begins, moves and ends.

import { randomUUID } from "node:crypto";

import type { Role, Row } from "@/lib/testing/sql";
import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";
import type { Name, World } from "@/prisma/guards/world";
import { after, day, noon } from "@/prisma/guards/world";

const born = "R2 an exception is born pending, now, without a window";
const continues = "R16 an extension continues an active or expired exception";
const identity = "R2 identity never changes";
const noMove = "R2 no such move";
const newRevision = "R10 only a pending request gets a new revision";
const returns = "R10 what was sent back returns as a new revision";
const once = "R8 a window is set once";
const ratified = "R19 ratified now, in time, while active";
const fromNow = "R7 active from now";
const starts = "R7 the window starts at approval, at the asked start or at the end of what it extends";
const longer = "R8 longer than was asked";
const within24 = "R19 an emergency is ratified within 24 hours";
const nothingContinues = "R16 nothing in force continues it";
const verifier = "R18 somebody else than the owner verifies";
const repeated = "R10 title, risk and emergency are those of the revision";
const last = "R10 an exception stands at its last revision";
const stronger: Role[] = ["owner", "replica"];

const of = ({ exception }: World, name: string) => exception[name] as string;
const file = (exception: Row) => (it: World) => it.file({ exception });
const move = (name: string, set: Row) => (it: World) => it.move(of(it, name), set);
const at = (seconds: number, story: (it: World) => Promise<unknown>) => async (it: World) => {
  await it.sql.at(after(seconds));
  await story(it);
};

const birth: Case[] = [
  refuses(born, "R2: nothing is born active", file({ status: "active" })),
  refuses(born, "R2: nothing is born in its second version", file({ version: 2 })),
  refuses(born, "R2: nothing is born in its second revision", file({ revision: 2 })),
  refuses(
    "R4 what a token asks for is born sent back, and nothing else is",
    "R2: nothing that a person files is born sent back",
    file({ sent_back: true }),
  ),
  refuses(
    born,
    "R7: nothing is born with a window",
    file({ activated_at: noon, starts_at: noon, ends_at: after(day) }),
    { roles: stronger },
  ),
  refuses(born, "R19: nothing is born with a time to ratify", file({ ratify_by: after(day) }), {
    roles: stronger,
  }),
  refuses(born, "R15: nothing is born checked again", file({ recheck: "compliant" }), { roles: stronger }),
  refuses(born, "R2: nothing is filed five seconds ago", file({ filed_at: after(-5) })),
  refuses(born, "R2: nothing is filed in five seconds", file({ filed_at: after(5) })),
  refuses(born, "R2, A18: nothing is filed at no time", file({ filed_at: null })),
  allows("R2: clocks may differ by less than five seconds", file({ filed_at: after(-4.999) })),
  refuses(continues, "R16: what extends nothing is no renewal", (it) => it.file({ renewal: 1 })),
  refuses(continues, "R16, A16: an extension counts as a renewal", (it) =>
    it.file({ continues: of(it, "active"), renewal: 0 }),
  ),
  refuses(continues, "R16, A16: an extension counts as one renewal more", (it) =>
    it.file({ continues: of(it, "renewal2"), renewal: 1 }),
  ),
  ...["waiting", "rejected", "closed", "revoked"].map((name) =>
    refuses(continues, `R16: what is ${name} is not extended`, (it) =>
      it.file({ continues: of(it, name), renewal: 1 }),
    ),
  ),
  refuses(continues, "R16: what does not exist is not extended", (it) =>
    it.file({ continues: randomUUID(), renewal: 1 }),
  ),
  allows("R16: an expired exception is extended", (it) =>
    it.file({ continues: of(it, "expired"), renewal: 1 }),
  ),
  refuses({ constraint: "r16_one_extension" }, "R16, A16: nothing is extended twice at once", (it) =>
    it.file({ continues: of(it, "replaced"), renewal: 1 }),
  ),
  allows("R16: after a rejected extension another may be asked", async (it) => {
    await it.decide({ by: "Eve", on: of(it, "extension"), verdict: "reject" }, { status: "rejected" });
    await it.file({ continues: of(it, "replaced"), renewal: 1 });
  }),
];

const identities: Case[] = Object.entries({
  id: () => randomUUID(),
  number: () => 999_999,
  requester_id: (it: World) => it.person.Sam.id,
  filed_by_id: (it: World) => it.person.Sam.id,
  filed_at: () => after(1),
  renewal: () => 1,
  continues_id: (it: World) => of(it, "expired"),
}).map(([column, value]) =>
  refuses(
    identity,
    `R2: ${column} of an exception never changes`,
    (it) => it.move(of(it, "waiting"), { [column]: value(it) }, null),
    { roles: stronger },
  ),
);

const statuses = ["pending", "active", "expired", "rejected", "closed"];
const reasons = [null, "remediated", "withdrawn", "lapsed", "revoked", "superseded"];
const known = [
  "pending pending",
  "pending active",
  "pending rejected",
  "pending closed withdrawn",
  "pending closed lapsed",
  "active active",
  "active expired",
  "active closed remediated",
  "active closed revoked",
  "active closed superseded",
  "expired expired",
  "expired closed remediated",
  "expired closed superseded",
];
const inStatus: Record<string, string> = {
  pending: "waiting",
  active: "continued",
  expired: "expired",
  rejected: "rejected",
  closed: "closed",
};

// A month on, so that no other rule about ends has anything against it.
const later = after(31 * day);
const moves: Case[] = statuses.flatMap((from) =>
  statuses.flatMap((to) =>
    reasons.flatMap((reason) => {
      const name = [from, to, reason].filter(Boolean).join(" ");
      if (known.includes(name)) return [];
      const answer = reason === "superseded" && from !== "active" ? nothingContinues : noMove;
      return refuses(
        answer,
        `R2: there is no move from ${from} to ${to}${reason ? `, ${reason}` : ""}`,
        async (it) => {
          await it.sql.at(later);
          await it.move(of(it, inStatus[from] as string), {
            status: to,
            closed_reason: reason,
            ...(to === "expired" && { ends_at: noon }),
            ...(from === "closed" && { closed_at: later }),
          });
        },
      );
    }),
  ),
);

const versions: Case[] = [
  refuses("R2 the version grows by one", "R2: nothing changes without a version", (it) =>
    it.sql.update("exception", of(it, "waiting"), { sent_back: false }),
  ),
  refuses("R2 the version grows by one", "R2: no version is skipped", move("waiting", { version: 3 })),
  refuses(
    "R2 the version grows by one",
    "R2, A18: no version is nothing",
    move("waiting", { version: null }),
  ),
  refuses(newRevision, "R10: no revision is skipped", (it) =>
    it.revise(of(it, "waiting"), { set: { revision: 3 } }),
  ),
  refuses(newRevision, "R10: no revision comes back", move("parties", { revision: 2 })),
  refuses(newRevision, "R10, A9: nothing becomes active on a revision that nobody saw", (it) =>
    it.move(of(it, "waiting"), { ...it.window(), revision: 2 }),
  ),
  refuses(newRevision, "R10, A9: what is active gets no new revision", move("active", { revision: 2 })),
  refuses(
    newRevision,
    "R10: what is sent back is not changed at the same time",
    move("waiting", { revision: 2, sent_back: true }),
  ),
  refuses(
    returns,
    "R10: what was sent back does not return as it was",
    move("sentBack", { sent_back: false }),
  ),
  refuses(returns, "R10: what was sent back is not approved", (it) =>
    it.move(of(it, "sentBack"), { ...it.window(), sent_back: false }),
  ),
  allows(
    "R10: what was sent back may be withdrawn",
    move("sentBack", { status: "closed", closed_reason: "withdrawn", closed_at: noon, sent_back: false }),
  ),
  refuses(last, "R10: nothing is filed without words", async (it) => {
    const { id, ...rest } = await it.sql.row<Row>(
      "SELECT id, title, risk, emergency, requester_id, filed_by_id, owner_id, manager_id, filed_at FROM exception WHERE id = $1",
      [of(it, "waiting")],
    );
    const copy = randomUUID();
    await it.sql.insert("exception", { id: copy, ...rest });
    await it.record({ exception: copy, by: "Cora" });
  }),
  refuses(
    last,
    "R10: an exception does not stand at a revision that is not there",
    move("waiting", { revision: 2 }),
  ),
  refuses(last, "R10: a revision is not kept in the drawer", async (it) => {
    await it.sql.insert("revision", it.revisionOf(it.filingOf({ id: of(it, "waiting") }), 2));
    await it.move(of(it, "waiting"), {});
  }),
  refuses(
    repeated,
    "R10, A8: the title in the list is the one that was decided on",
    move("active", { title: "Something harmless" }),
  ),
  refuses(
    repeated,
    "R10: the risk in the list is the one that was decided on",
    move("active", { risk: "moderate" }),
  ),
  refuses(repeated, "R10, R19: what was asked as usual is no emergency", move("active", { emergency: true })),
  refuses("R10 the owner is the one the revision names", "R10: a new revision names its owner", (it) =>
    it.revise(of(it, "waiting"), { set: { owner_id: it.person.Sam.id } }),
  ),
  refuses("R10 the owner is the one the revision names", "R10: a request names its owner", (it) =>
    it.file({ exception: { owner_id: it.person.Sam.id } }),
  ),
  allows("R3: a request that waits is handed over", (it) =>
    it.move(of(it, "waiting"), { owner_id: it.person.Sam.id }),
  ),
];

const approve =
  (name: string, window: (it: World) => Row, by: Name = "Eve") =>
  (it: World) =>
    it.decide({ by, on: of(it, name) }, window(it));

const windows: Case[] = [
  refuses(
    once,
    "R8, A14: an active window is not lengthened",
    move("active", { ends_at: after(5 * day + 1) }),
  ),
  refuses(
    once,
    "R8: an active window is not shortened behind its back",
    move("active", { ends_at: after(day) }),
  ),
  refuses(once, "R8: the start of an active window does not move", move("active", { starts_at: after(-1) })),
  refuses(
    once,
    "R8: the approval of an active window does not move",
    move("active", { activated_at: after(-1) }),
  ),
  refuses(
    once,
    "R19: the time to ratify is not lengthened",
    move("unratified", { ratify_by: after(2 * day) }),
  ),
  refuses(once, "R19: the time to ratify is not taken away", move("unratified", { ratify_by: null })),
  refuses(once, "R13: an expired window is not revived", move("expired", { ends_at: after(-day) })),
  refuses(once, "R7: a request has no window before it is approved", (it) =>
    it.move(of(it, "waiting"), { ...it.window(), status: "pending" }),
  ),

  refuses(
    fromNow,
    "R7, A14: an approval is not back-dated by five seconds",
    approve("waiting", (it) => ({ ...it.window(), activated_at: after(-5) })),
  ),
  refuses(
    fromNow,
    "R7, A14: nor post-dated by five seconds",
    approve("waiting", (it) => ({ ...it.window(), activated_at: after(5) })),
  ),
  refuses(
    fromNow,
    "R7, A18: an approval has a time",
    approve("waiting", (it) => ({ ...it.window(), activated_at: null })),
  ),
  allows(
    "R7: clocks may differ by less than five seconds",
    approve("waiting", (it) => ({ ...it.window(), activated_at: after(-4.999) })),
  ),
  refuses(
    starts,
    "R7, A14: a window does not start an hour ago",
    approve("waiting", (it) => it.window(day, noon, after(-3600))),
  ),
  refuses(
    starts,
    "R7, A14: a window does not start in an hour when nobody asked for it",
    approve("waiting", (it) => it.window(day, noon, after(3600))),
  ),
  refuses(
    starts,
    "R7: a window does not start five seconds ago",
    approve("waiting", (it) => it.window(day, noon, after(-5))),
  ),
  allows(
    "R7: a window may start less than five seconds ago",
    approve("waiting", (it) => it.window(day, noon, after(-4.999))),
  ),
  refuses(
    starts,
    "R7, C9: a window starts at some time",
    approve("waiting", (it) => ({ ...it.window(), starts_at: "-infinity" })),
  ),
  refuses(
    starts,
    "R7: a window does not start a millisecond before the start that was asked",
    approve("laterStart", (it) => it.window(day, noon, after(day - 0.001))),
  ),
  refuses(
    starts,
    "R7: nor five seconds after it",
    approve("laterStart", (it) => it.window(day, noon, after(day + 5))),
  ),
  allows(
    "R7: a window starts when it was asked",
    approve("laterStart", (it) => it.window(day, noon, after(day))),
  ),
  refuses(
    starts,
    "R16: an extension does not start a millisecond before the end of the earlier one",
    approve("extension", (it) => it.window(day, noon, after(5 * day - 0.001))),
  ),
  refuses(
    starts,
    "R16: nor five seconds after it",
    approve("extension", (it) => it.window(day, noon, after(5 * day + 5))),
  ),
  allows(
    "R16: an extension starts where the earlier one ends",
    approve("extension", (it) => it.window(day, noon, after(5 * day))),
  ),
  allows(
    "R7: waiting does not eat the window",
    at(
      7 * 3600,
      approve("waiting", (it) => it.window(5 * day, after(7 * 3600))),
    ),
  ),

  refuses(
    longer,
    "R8, A14: a window is not a millisecond longer than was asked",
    approve("waiting", (it) => it.window(5 * day + 0.001)),
  ),
  allows(
    "R8: a window is as long as was asked",
    approve("waiting", (it) => it.window(5 * day)),
  ),
  refuses(
    longer,
    "R8: a window does not end a millisecond after the end that was asked",
    approve("fixedEnd", (it) => it.window(3 * day + 0.001)),
  ),
  allows(
    "R8: a window ends when it was asked",
    approve("fixedEnd", (it) => it.window(3 * day)),
  ),
  refuses(
    longer,
    "R7, C9, lesson 12: infinity is no end",
    approve("waiting", (it) => ({ ...it.window(), ends_at: "infinity" })),
  ),

  refuses(
    within24,
    "R19: a usual exception has no time to ratify",
    approve("waiting", (it) => ({ ...it.window(), ratify_by: after(day) })),
  ),
  refuses(
    within24,
    "R19, A15: an emergency has a time to ratify",
    approve("emergency", (it) => it.window(day)),
  ),
  refuses(
    within24,
    "R19, A15: a time to ratify is not beyond 24 hours",
    approve("emergency", (it) => ({ ...it.window(day), ratify_by: after(day + 5.001) })),
  ),
  allows(
    "R19: a time to ratify is 24 hours, give or take five seconds",
    approve("emergency", (it) => ({ ...it.window(day), ratify_by: after(day + 5) })),
  ),

  refuses(ratified, "R19: an emergency is ratified now, not an hour ago", (it) =>
    it.move(of(it, "unratified"), { ratified_at: after(-3600) }),
  ),
  refuses(ratified, "R19: nor five seconds ago", (it) =>
    it.move(of(it, "unratified"), { ratified_at: after(-5) }),
  ),
  refuses(
    ratified,
    "R19, A15: at the end of its 24 hours an emergency is ratified no more",
    at(day, (it) => it.move(of(it, "unratified"), { ratified_at: after(day) })),
  ),
  refuses(ratified, "R19: what is revoked is not ratified with it", (it) =>
    it.move(of(it, "unratified"), {
      ratified_at: noon,
      status: "closed",
      closed_reason: "revoked",
      closed_at: noon,
    }),
  ),
  refuses(ratified, "R19: what needs no ratification is not ratified", move("active", { ratified_at: noon })),
];

const close = (reason: string, change: Row = {}) => ({
  status: "closed",
  closed_reason: reason,
  closed_at: noon,
  ...change,
});
const remediated = (it: World, by: Name, change: Row = {}) =>
  close("remediated", { removed_on: "2026-11-20", verified_by_id: it.person[by].id, ...change });

const ends: Case[] = [
  refuses(
    "R13 not ended yet",
    "R13: nothing expires a millisecond before its end",
    at(5 * day - 0.001, (it) => it.move(of(it, "active"), { status: "expired" }, "clock")),
  ),
  allows(
    "R13: it expires at its end",
    at(5 * day, (it) => it.move(of(it, "active"), { status: "expired" }, "clock")),
  ),
  refuses(
    "R18 closed now",
    "R18: nothing is closed five seconds ago",
    move("active", close("revoked", { closed_at: after(-5) })),
  ),
  refuses(
    "R18 closed now",
    "R18: nothing is closed in five seconds",
    move("active", close("revoked", { closed_at: after(5) })),
  ),
  allows(
    "R18: clocks may differ by less than five seconds",
    move("active", close("revoked", { closed_at: after(4.999) })),
  ),
  refuses("R11 not 30 days yet", "R11: nothing lapses a millisecond before its 30 days", lapse(-0.001)),
  allows("R11: a request lapses after 30 days", lapse(0)),
  refuses("R11 not 30 days yet", "R11: the 30 days count from the last revision", async (it) => {
    await it.sql.at(after(day));
    await it.revise(of(it, "waiting"));
    await it.sql.at(after(30 * day + 60));
    await it.move(of(it, "waiting"), close("lapsed", { closed_at: after(30 * day + 60) }), "clock");
  }),
  refuses(
    nothingContinues,
    "R16: nothing is superseded by nothing",
    at(5 * day, move("active", close("superseded", { closed_at: after(5 * day) }))),
  ),
  refuses(
    nothingContinues,
    "R16: nothing is superseded by a request that waits",
    at(5 * day, move("replaced", close("superseded", { closed_at: after(5 * day) }))),
  ),
  refuses(
    nothingContinues,
    "R16: nothing is superseded a millisecond before its end",
    at(5 * day - 0.001, move("continued", close("superseded", { closed_at: after(5 * day) }))),
  ),
  allows(
    "R16: what was extended is superseded at its end",
    at(5 * day, move("continued", close("superseded", { closed_at: after(5 * day) }))),
  ),

  refuses(verifier, "R18, A17: at high risk the owner does not verify the removal", (it) =>
    it.move(of(it, "activeHigh"), remediated(it, "Cora")),
  ),
  refuses(verifier, "R18, A2: nor does the owner's other entry", (it) =>
    it.move(of(it, "activeHigh"), remediated(it, "Cory")),
  ),
  refuses(verifier, "R18, A17: nor who hands it over in the same write", (it) =>
    it.move(of(it, "activeHigh"), remediated(it, "Cora", { owner_id: it.person.Sam.id })),
  ),
  refuses(verifier, "R18, A17: nor who takes it over in the same write", (it) =>
    it.move(of(it, "activeHigh"), remediated(it, "Sam", { owner_id: it.person.Sam.id })),
  ),
  refuses(verifier, "R18, A18: nor nobody", (it) =>
    it.move(of(it, "activeHigh"), remediated(it, "Sam", { verified_by_id: randomUUID() })),
  ),
  allows("R18: at high risk somebody else verifies", (it) =>
    it.move(of(it, "activeHigh"), remediated(it, "Sam")),
  ),
  allows("R18: at low risk the owner verifies", (it) => it.move(of(it, "active"), remediated(it, "Cora"))),
  allows("R18: removed on the day that has begun somewhere", (it) =>
    it.move(of(it, "active"), remediated(it, "Sam", { removed_on: "2026-11-21" })),
  ),
  refuses("R18 removed on a day to come", "R18: nothing was removed on a day that has begun nowhere", (it) =>
    it.move(of(it, "active"), remediated(it, "Sam", { removed_on: "2026-11-22" })),
  ),
];

function lapse(seconds: number) {
  return async (it: World) => {
    const { at: revised } = await it.sql.row<{ at: Date }>(
      "SELECT at FROM revision WHERE exception_id = $1",
      [of(it, "waiting")],
    );
    const now = after(30 * day + seconds, revised);
    await it.sql.at(now);
    await it.move(of(it, "waiting"), close("lapsed", { closed_at: now }), "clock");
  };
}

export const lifecycle: Case[] = [...birth, ...identities, ...moves, ...versions, ...windows, ...ends];
