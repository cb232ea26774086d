// R3 to R6 and R9: who may decide, and what a decision opens.

import { randomUUID } from "node:crypto";

import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";
import type { Name, World } from "@/prisma/guards/world";
import { after, day, noon } from "@/prisma/guards/world";

const party = "R4 a party does not decide";
const decided = "R4 who has decided does not become a party";
const twice = "R5 one person, one decision per revision";
const notLive = "R6 deciding needs a person with a live account and a live session";
const noSeat = "R6 not in the group of this step";
const changed = "R10 the request changed meanwhile";
const notOpen = "R10 not open for a decision";
const unsigned = "R9 active without all required steps approved";
const against = "R8 active against a decision";
const notNow = "R6 a seat ends once, and not in the past";

const of = ({ exception }: World, name: string) => exception[name] as string;
const approve =
  (by: Name, on: string, change = {}) =>
  (it: World) =>
    it.decide({ by, on: of(it, on), ...change }, it.window());

const parties: Case[] = [
  refuses(party, "R4, A1: the requester does not decide what they asked for", approve("Cora", "byCora")),
  refuses(party, "R4, A3: who asked through somebody else does not decide it", approve("Ben", "parties")),
  refuses(party, "R4, A3: who filed it for somebody else does not decide it", approve("Ada", "parties")),
  refuses(party, "R4, A3: who owned it once does not decide it", approve("Uma", "parties")),
  refuses(party, "R4, A3: who changed an earlier revision does not decide it", approve("Dora", "parties")),
  refuses(party, "R4, A2: the second entry of the requester does not decide it", approve("Cory", "byCora")),
  refuses(party, "R4, A2: whose second entry asked for it does not decide it", approve("Cora", "byAlias")),
  refuses(party, "R4, A15: an emergency is no way round: its requester does not approve it", (it) =>
    it.decide({ by: "Cora", on: of(it, "emergency") }, { ...it.window(day), ratify_by: after(day) }),
  ),
  refuses(party, "R4, A15: nor does its requester ratify it", (it) =>
    it.sign({ by: "Cora", on: of(it, "unratified") }),
  ),
  allows("R4: who has nothing to do with it decides it", approve("Eve", "parties")),
];

const becomeOwner = (name: string, by: Name) => (it: World) =>
  it.move(of(it, name), { owner_id: it.person[by].id }, "Cora");

const afterwards: Case[] = [
  refuses(
    decided,
    "R4, A4: who has signed a step does not become the owner",
    becomeOwner("halfSigned", "Ada"),
  ),
  refuses(decided, "R4, A4: nor does their second entry", becomeOwner("halfSigned", "Abe")),
  refuses(
    decided,
    "R4, A4: who approved it does not take it over while it is active",
    becomeOwner("active", "Ada"),
  ),
  refuses(decided, "R4, A4: nor when it has expired", becomeOwner("expired", "Ada")),
  refuses(
    decided,
    "R4, A4: a party cannot be written by hand beside a decision",
    async (it) => {
      const row = {
        exception_id: of(it, "halfSigned"),
        person_id: it.person.Ada.id,
        capacity: "editor",
        from_revision: 1,
      };
      await it.sql.insert("party", row);
    },
    { roles: ["owner", "replica"] },
  ),
  allows("R4: who decided an earlier revision may change it, and is a party from then on", async (it) => {
    await it.revise(of(it, "halfSigned"), { by: "Ada" });
  }),
  refuses(party, "R4: and then no longer decides it", (it) =>
    it.decide({ by: "Ada", on: of(it, "adaRevised") }),
  ),
  allows("R3: somebody who has not decided takes it over", becomeOwner("halfSigned", "Ben")),
];

const oncePerPerson: Case[] = [
  refuses(twice, "R5, A5: one person with two seats does not sign two steps", (it) =>
    it.decide({ by: "Uma", on: of(it, "umaSigned"), step: 2 }, it.window()),
  ),
  refuses(twice, "R5, A2: nor do two entries of one person", async (it) => {
    await it.decide({ by: "Abe", on: of(it, "halfSigned"), step: 2 }, it.window());
  }),
  refuses(twice, "R5, A5: nor does one person fill both places of one step", (it) =>
    it.decide({ by: "Eve", on: of(it, "eveSigned") }, it.window(day)),
  ),
  allows("R5: two people sign the two steps", (it) =>
    it.decide({ by: "Uma", on: of(it, "benSigned"), step: 2 }, it.window()),
  ),
  allows("R5, R10: on a new revision the same person decides again", (it) =>
    it.decide({ by: "Ada", on: of(it, "revised") }),
  ),
];

const signedBy = (by: Name, change: object) => (it: World) =>
  it.decide({ by, on: of(it, "high"), ...change });
const endsSession = (at: Date | null, expires: Date | null) => async (it: World) => {
  const set = { ...(at && { ended_at: at }), ...(expires && { expires_at: expires }) };
  await it.sql.update("session", it.person.Eve.session, set);
  await signedBy("Eve", {})(it);
};
const endsSeat = (until: Date) => async (it: World) => {
  await it.sql.rows("UPDATE membership SET until_at = $2 WHERE person_id = $1", [it.person.Eve.id, until]);
  const { id } = await it.sql.row<{ id: string }>("SELECT id FROM membership WHERE person_id = $1", [
    it.person.Eve.id,
  ]);
  await it.record({ stream: `membership/${id}`, by: "Root" });
  await signedBy("Eve", {})(it);
};
const newSeat = (from: Date) => async (it: World) => {
  const id = randomUUID();
  await it.sql.insert("membership", {
    id,
    group_id: it.group.security,
    person_id: it.person.Fay.id,
    granted_by_id: it.person.Root.id,
    from_at: from,
  });
  await it.record({ stream: `membership/${id}`, by: "Root" });
  await signedBy("Fay", {})(it);
};

const people: Case[] = [
  refuses(notLive, "R6, A6: a service does not decide", signedBy("Rob", {})),
  refuses(notLive, "R6, A7: an ended session decides nothing", endsSession(noon, null)),
  refuses(notLive, "R6, A7: a session that expires at this instant decides nothing", endsSession(null, noon)),
  allows("R6: a session that expires in a millisecond still decides", endsSession(null, after(0.001))),
  refuses(notLive, "R6, C5: nobody decides with somebody else's session", (it) =>
    signedBy("Eve", { session_id: it.person.Ben.session })(it),
  ),
  refuses(notLive, "R6, C5: nobody decides with somebody else's account", (it) =>
    signedBy("Eve", { account_id: it.person.Ben.account })(it),
  ),
  refuses(notLive, "R6, A18: somebody unknown decides nothing", signedBy("Eve", { person_id: randomUUID() })),
  refuses(notLive, "R6, A18: nobody decides nothing", signedBy("Eve", { person_id: null })),
  refuses(noSeat, "R6, A10: without a seat in the step's group nobody decides", signedBy("Kim", {})),
  refuses(noSeat, "R6, A7: a seat that ends at this instant decides nothing", endsSeat(noon)),
  allows("R6: a seat that ends in a millisecond still decides", endsSeat(after(0.001))),
  refuses(noSeat, "R6: a seat that begins in a millisecond does not decide yet", newSeat(after(0.001))),
  allows("R6, A19: a seat that begins now decides", newSeat(noon)),
  refuses(noSeat, "R6: a step of another exception is not signed here", async (it) => {
    const { id } = await it.sql.row<{ id: string }>("SELECT id FROM step WHERE exception_id = $1", [
      of(it, "other"),
    ]);
    await signedBy("Eve", { step_id: id })(it);
  }),
  refuses(noSeat, "R10: a step of an earlier revision is not signed", async (it) => {
    const { id } = await it.sql.row<{ id: string }>(
      "SELECT id FROM step WHERE exception_id = $1 AND revision = 1",
      [of(it, "parties")],
    );
    await it.decide({ by: "Eve", on: of(it, "parties"), step_id: id });
  }),
];

const whatIsDecided: Case[] = [
  refuses(
    changed,
    "R10, A8: a decision on other words than the stored ones is refused",
    signedBy("Eve", { content_hash: Buffer.alloc(32) }),
  ),
  refuses(changed, "R10, A8: a decision on an earlier revision is refused", (it) =>
    it.decide({ by: "Eve", on: of(it, "parties"), revision: 1 }),
  ),
  refuses(
    changed,
    "R10, A18: a decision that saw nothing is refused",
    signedBy("Eve", { content_hash: null }),
  ),
  refuses(notOpen, "R10: what was sent back is not open", (it) =>
    it.decide({ by: "Eve", on: of(it, "sentBack") }),
  ),
  refuses(notOpen, "R10: what is active is not open", (it) => it.decide({ by: "Eve", on: of(it, "active") })),
  refuses(notOpen, "R10: what was rejected is not open", (it) =>
    it.decide({ by: "Eve", on: of(it, "rejected") }),
  ),
  refuses(notOpen, "R10: what has expired is not open", (it) =>
    it.decide({ by: "Eve", on: of(it, "expired") }),
  ),
  refuses(notOpen, "R19: at the end of its 24 hours an emergency is ratified no more", async (it) => {
    await it.sql.at(after(day));
    await it.sign({ by: "Eli", on: of(it, "unratified"), step: 2 });
  }),
  refuses(
    "R8 an approver never widens",
    "R8, A14: nobody grants a second more than was asked",
    signedBy("Eve", { granted_seconds: 5 * day + 1 }),
  ),
  allows("R8: granting exactly what was asked", signedBy("Eve", { granted_seconds: 5 * day })),
  refuses(
    "R8 an approver never widens",
    "R8, A14: nobody grants an end a millisecond later than was asked",
    (it) => it.decide({ by: "Eve", on: of(it, "fixedEnd"), granted_end: after(3 * day + 0.001) }),
  ),
  allows("R8: granting exactly the end that was asked", (it) =>
    it.decide({ by: "Eve", on: of(it, "fixedEnd"), granted_end: after(3 * day) }),
  ),
];

const steps: Case[] = [
  refuses(
    "R9 steps belong to the current revision of a pending request",
    "R9: an active exception gets no more steps",
    async (it) => {
      await it.sql.insert("step", it.stepOf(of(it, "active")));
    },
  ),
  refuses(
    "R9 steps belong to the current revision of a pending request",
    "R9: an earlier revision gets no more steps",
    async (it) => {
      await it.sql.insert("step", it.stepOf(of(it, "parties"), { revision: 1 }));
    },
  ),
  refuses(
    "R9 steps are set before the first decision",
    "R9: nobody adds a step after the first decision",
    async (it) => {
      await it.sql.insert("step", it.stepOf(of(it, "halfSigned")));
    },
  ),
  allows("R9: a step more before the first decision", async (it) => {
    await it.sql.insert("step", it.stepOf(of(it, "waiting")));
    await it.move(of(it, "waiting"), {});
  }),
];

const toActive =
  (name: string, change = {}) =>
  (it: World) =>
    it.move(of(it, name), { ...it.window(), ...change }, "Ada");

const active: Case[] = [
  refuses(unsigned, "R9: nothing becomes active by silence", toActive("waiting")),
  refuses(unsigned, "R9, A13: nothing becomes active because it has no steps", toActive("withoutSteps")),
  refuses(unsigned, "R9: one signature of two is not enough", toActive("halfSigned")),
  refuses(
    unsigned,
    "R9, A13: high risk with one step only is not enough, though it is signed",
    approve("Ada", "oneStepOfTwo"),
  ),
  refuses(unsigned, "R9: one of two people of a step is not enough", approve("Eve", "twoOfSecurity")),
  refuses(unsigned, "R9: a rejection is no signature", (it) =>
    it.decide({ by: "Eve", on: of(it, "waiting"), verdict: "reject" }, it.window()),
  ),
  refuses(unsigned, "R10, A9: signatures on an earlier revision do not count", (it) =>
    it.decide({ by: "Eli", on: of(it, "revised"), step: 2 }, it.window()),
  ),
  refuses(unsigned, "R19: an emergency needs one approver at least", (it) =>
    it.move(of(it, "emergency"), { ...it.window(day), ratify_by: after(day) }),
  ),
  allows("R19: an emergency takes one approver at once", (it) =>
    it.decide({ by: "Ada", on: of(it, "emergency") }, { ...it.window(day), ratify_by: after(day) }),
  ),
  refuses(unsigned, "R19: an emergency is not ratified without its remaining steps", (it) =>
    it.move(of(it, "unratified"), { ratified_at: noon }, "Eli"),
  ),
  allows(
    "R19: an emergency is ratified with the last step, a millisecond before its 24 hours are over",
    async (it) => {
      const session_id = randomUUID();
      await it.sql.at(after(day - 0.001));
      await it.sql.insert("session", {
        id: session_id,
        account_id: it.person.Eli.account,
        created_at: after(day - 60),
        expires_at: after(day + 60),
      });
      await it.decide(
        { by: "Eli", on: of(it, "unratified"), step: 2, session_id },
        { ratified_at: after(day - 0.001) },
      );
    },
  ),
  refuses(against, "R8: with approvals enough, one rejection still keeps it from becoming active", (it) =>
    it.decide({ by: "Dora", on: of(it, "split") }, it.window()),
  ),
  refuses(against, "R8, A14: a window a millisecond longer than granted is refused", (it) =>
    it.decide({ by: "Eve", on: of(it, "waiting"), granted_seconds: day }, it.window(day + 0.001)),
  ),
  allows("R8: the window that was granted", (it) =>
    it.decide({ by: "Eve", on: of(it, "waiting"), granted_seconds: day }, it.window(day)),
  ),
  refuses(against, "R8, A14: the shortest grant counts, not the last", (it) =>
    it.decide({ by: "Ben", on: of(it, "eveSigned"), granted_seconds: 2 * day }, it.window(2 * day)),
  ),
  refuses(against, "R8, A14: an end a millisecond later than granted is refused", (it) =>
    it.decide({ by: "Eve", on: of(it, "fixedEnd"), granted_end: after(day) }, it.window(day + 0.001)),
  ),
  refuses(
    "R17 the third renewal needs the forum",
    "R17, A16: a third renewal without the forum is refused",
    async (it) => {
      await it.decide({ by: "Eve", on: of(it, "third") }, it.window(day, noon, after(15 * day)));
    },
  ),
  allows("R17: a third renewal with the forum's step", (it) =>
    it.decide({ by: "Fay", on: of(it, "thirdWithForum"), step: 2 }, it.window(day, noon, after(15 * day))),
  ),
];

const verdicts: Case[] = [
  refuses("R9 rejected by nobody", "R9: nothing is rejected without somebody's rejection", (it) =>
    it.move(of(it, "waiting"), { status: "rejected" }),
  ),
  refuses("R9 rejected by nobody", "R9: nor by an approval", (it) =>
    it.decide({ by: "Eve", on: of(it, "waiting") }, { status: "rejected" }),
  ),
  refuses("R9 sent back by nobody", "R9: nothing is sent back without somebody's decision", (it) =>
    it.move(of(it, "waiting"), { sent_back: true }),
  ),
  allows("R9: an approver rejects", (it) =>
    it.decide({ by: "Eve", on: of(it, "waiting"), verdict: "reject" }, { status: "rejected" }),
  ),
  allows("R9: an approver sends back", (it) =>
    it.decide({ by: "Eve", on: of(it, "waiting"), verdict: "send_back" }, { sent_back: true }),
  ),
];

const link = (name: Name, to: Name) => async (it: World) => {
  await it.sql.update("person", it.person[name].id, { same_as_id: it.person[to].id });
  await it.record({ stream: `person/${it.person[name].id}`, by: "Root" });
};
const leave = (set: { session: boolean; seat: boolean }) => async (it: World) => {
  const { id, session } = it.person.Eve;
  if (set.session) await it.sql.update("session", session, { ended_at: noon });
  const { id: seat } = await it.sql.row<{ id: string }>("SELECT id FROM membership WHERE person_id = $1", [
    id,
  ]);
  if (set.seat) await it.sql.update("membership", seat, { until_at: noon });
  if (set.seat) await it.record({ stream: `membership/${seat}`, by: "Root" });
  await it.sql.update("person", id, { deactivated_at: noon });
  await it.record({ stream: `person/${id}`, by: "Root" });
};
const seatOf = async (it: World, name: Name, set: object) => {
  const { id } = await it.sql.row<{ id: string }>("SELECT id FROM membership WHERE person_id = $1", [
    it.person[name].id,
  ]);
  await it.sql.update("membership", id, set as Record<string, unknown>);
  await it.record({ stream: `membership/${id}`, by: "Root" });
};

const comingAndGoing: Case[] = [
  refuses(
    "R4 an alias stands for a person, not for an alias",
    "R4, A2: an entry is not linked to an entry that is linked itself",
    link("Sam", "Cory"),
  ),
  refuses(
    "R4 an alias stands for a person, not for an alias",
    "R4, A2: an entry that others are linked to is not linked on",
    link("Cora", "Sam"),
  ),
  allows("R4: an entry is linked to a person", link("Sam", "Cora")),
  refuses(
    "R6 deactivating ends sessions and seats",
    "R6: nobody leaves with a live session",
    leave({ session: false, seat: true }),
  ),
  refuses(
    "R6 deactivating ends sessions and seats",
    "R6: nobody leaves with a seat",
    leave({ session: true, seat: false }),
  ),
  allows("R6: leaving ends both", leave({ session: true, seat: true })),
  refuses("R6 a deactivated person has no session", "R6: who has left gets no session", (it) =>
    it.sql.insert("session", {
      id: randomUUID(),
      account_id: it.person.Lex.account,
      created_at: noon,
      expires_at: after(60),
    }),
  ),
  refuses("R6 a deactivated person has no seat", "R6: who has left gets no seat", (it) =>
    it.sql.insert("membership", {
      id: randomUUID(),
      group_id: it.group.risk,
      person_id: it.person.Lex.id,
      from_at: noon,
    }),
  ),
  refuses(notNow, "R6: a seat does not end an hour ago", (it) =>
    seatOf(it, "Eve", { until_at: after(-3600) }),
  ),
  refuses(notNow, "R6: a seat does not end five seconds ago", (it) =>
    seatOf(it, "Eve", { until_at: after(-5) }),
  ),
  allows("R6: a seat ends now, give or take less than five seconds", (it) =>
    seatOf(it, "Eve", { until_at: after(-4.999) }),
  ),
  refuses(notNow, "R6: an ended seat is not opened again", async (it) => {
    await seatOf(it, "Eve", { until_at: noon });
    await seatOf(it, "Eve", { until_at: null });
  }),
  refuses(notNow, "R6: an ended seat does not end later", async (it) => {
    await seatOf(it, "Eve", { until_at: noon });
    await seatOf(it, "Eve", { until_at: after(60) });
  }),
  refuses({ constraint: "one_seat_at_a_time" }, "R6: nobody has two open seats in one group", (it) =>
    it.sql.insert("membership", {
      id: randomUUID(),
      group_id: it.group.security,
      person_id: it.person.Eve.id,
      from_at: noon,
    }),
  ),
  allows("R6: who has left a group comes back to it with a new seat", async (it) => {
    await seatOf(it, "Eve", { until_at: noon });
    const id = randomUUID();
    await it.sql.insert("membership", {
      id,
      group_id: it.group.security,
      person_id: it.person.Eve.id,
      from_at: noon,
    });
    await it.record({ stream: `membership/${id}`, by: "Root" });
  }),
  refuses("R3 the owner is an active person", "R3: nothing is filed for an owner who has left", (it) =>
    it.file({ owner: "Lex" }),
  ),
  refuses("R3 the owner is an active person", "R3: nothing is handed over to somebody who has left", (it) =>
    it.move(of(it, "active"), { owner_id: it.person.Lex.id }),
  ),
  refuses({ notNull: "owner_id" }, "R3: nothing is handed over to nobody", (it) =>
    it.move(of(it, "active"), { owner_id: null }),
  ),
];

export const separationOfDuties: Case[] = [
  ...parties,
  ...afterwards,
  ...oncePerPerson,
  ...people,
  ...whatIsDecided,
  ...steps,
  ...active,
  ...verdicts,
  ...comingAndGoing,
];
