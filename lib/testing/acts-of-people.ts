// Time passes, the clock's sweeps run, and people come, go and sit in groups.

import fc from "fast-check";

import { endSession } from "@/lib/auth/sessions";
import { expireDue } from "@/lib/exceptions/expire-due";
import { lapseDue } from "@/lib/exceptions/lapse-due";
import { recordSilence } from "@/lib/exceptions/record-silence";
import { revokeUnratified } from "@/lib/exceptions/revoke-unratified";
import { deactivatePerson } from "@/lib/people/deactivate-person";
import { endMembership } from "@/lib/people/end-membership";
import { grantMembership } from "@/lib/people/grant-membership";
import { reactivatePerson } from "@/lib/people/reactivate-person";
import type { GroupKey, Name } from "@/lib/testing/cast";
import { type Act, anybody, hoursAfter, whoMayLeave } from "@/lib/testing/draw";
import type { History } from "@/lib/testing/history";
import * as model from "@/lib/testing/model";
import { expire, lapse, revokeUnratified as revokeInModel, silence } from "@/lib/testing/model-requests";

type Wait = number | "to the next end" | "until just before it";
const wait = fc.oneof(
  fc.constantFrom<Wait>(0.5, 1, 5, 26, 24 * 3, 24 * 30),
  fc.constantFrom<Wait>("to the next end", "until just before it"),
);

/** Time passes; the sweeps run afterwards or are late. */
export const waiting: fc.Arbitrary<Act> = fc
  .tuple(
    wait,
    fc.constantFrom<Sweep[]>([], ["expire"], ["lapse"], ["revoke"], ["lapse", "expire", "revoke", "silence"]),
  )
  .map(([wait, sweeps]) => async (history) => {
    const { model } = history;
    model.now = typeof wait === "number" ? hoursAfter(model.now, wait) : aroundNextEnd(model, wait);
    history.told.push(`it is ${model.now.toISOString()}`);
    for (const sweep of sweeps) await swept(history, sweep);
  });

function aroundNextEnd({ things, now }: model.Model, wait: Wait): Date {
  const ends = things.flatMap(({ status, endsAt, ratifyBy, ratifiedAt }) =>
    status === "active"
      ? [endsAt, ratifiedAt ? null : ratifyBy].flatMap((at) => (at && at > now ? [at.getTime()] : []))
      : [],
  );
  if (ends.length === 0) return now;
  return new Date(Math.max(Math.min(...ends) - (wait === "to the next end" ? 0 : 1), now.getTime()));
}

export const sweeping: fc.Arbitrary<Act> = fc
  .constantFrom<Sweep>("expire", "lapse", "revoke", "silence")
  .map((sweep) => (history) => swept(history, sweep));

type Sweep = "expire" | "lapse" | "revoke" | "silence";

async function swept(history: History, sweep: Sweep) {
  history.told.push(`the clock: ${sweep}`);
  const [inRegister, inModel] = sweeps[sweep];
  await inRegister(history.now);
  inModel(history.model);
  await history.compare(history.model.things);
}

const sweeps = {
  expire: [expireDue, expire],
  lapse: [lapseDue, lapse],
  revoke: [revokeUnratified, revokeInModel],
  silence: [recordSilence, silence],
} as const;

const leaver = fc.constantFrom<Name>(...whoMayLeave);
const group = fc.constantFrom<GroupKey>("security", "risk", "protection", "forum");

export const leaving: fc.Arbitrary<Act> = leaver.map((name) => async (history) => {
  const left = model.deactivate(history.model, name);
  await history.hold(
    `${name} is deactivated`,
    left,
    deactivatePerson({ personId: history.personId(name) }, await history.actor("Root"), history.now),
  );
});

export const comingBack: fc.Arbitrary<Act> = leaver.map((drawn) => async (history) => {
  const name = whoMayLeave.find((one) => !history.model.people[one].active) ?? drawn;
  history.forgetSession(name);
  const back = model.reactivate(history.model, name);
  await history.hold(
    `${name} is reactivated`,
    back,
    reactivatePerson({ personId: history.personId(name) }, await history.actor("Root"), history.now),
  );
});

export const seating: fc.Arbitrary<Act> = fc.tuple(anybody, group).map(([name, key]) => async (history) => {
  if (name === "Root") return;
  const seated = model.takeSeat(history.model, name, key);
  const seat = { groupId: history.cast.group[key], personId: history.personId(name) };
  await history.hold(
    `${name} gets a seat in ${key}`,
    seated,
    grantMembership(seat, await history.actor("Root"), history.now),
  );
});

export const unseating: fc.Arbitrary<Act> = fc
  .tuple(leaver, group)
  .map(([name, drawn]) => async (history) => {
    const [key = drawn] = history.model.people[name].seats;
    const membershipId = await history.seatOf(name, key);
    const left = model.leaveSeat(history.model, name, key);
    await history.hold(
      `${name} leaves ${key}`,
      left,
      endMembership({ membershipId, why: "Moved on." }, await history.actor("Root"), history.now),
    );
  });

export const signingOut: fc.Arbitrary<Act> = anybody.map((name) => async (history) => {
  const person = history.model.people[name];
  if (!person.active || name === "Root") return;
  const actor = await history.actor(name);
  history.told.push(`${name} signs ${person.signedIn ? "out" : "in"}`);
  if (person.signedIn) await endSession(actor.sessionId, actor, history.now);
  else history.forgetSession(name);
  person.signedIn = !person.signedIn;
});
