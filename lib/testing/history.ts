// One history: the same acts on the register and on the model of it, held against each other after each act.

import { expect } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { provenActor } from "@/lib/auth/actor";
import { db, inTransaction } from "@/lib/db";
import { expireDue } from "@/lib/exceptions/expire-due";
import { lapseDue } from "@/lib/exceptions/lapse-due";
import { revokeUnratified } from "@/lib/exceptions/revoke-unratified";
import type { Request } from "@/lib/exceptions/schemas";
import { endMembership } from "@/lib/people/end-membership";
import { grantMembership } from "@/lib/people/grant-membership";
import { reactivatePerson } from "@/lib/people/reactivate-person";
import type { Outcome } from "@/lib/refusal";
import { daysAfter } from "@/lib/testing/carry-on";
import { type Cast, filled, type GroupKey, type Name } from "@/lib/testing/cast";
import { brokenPromises } from "@/lib/testing/invariants";
import { type Asking, freshModel, type Kind, type Model, type Thing } from "@/lib/testing/model";
import { inForce } from "@/lib/testing/model-conditions";
import { highRisk, lowRisk } from "@/lib/testing/requests";

export class History {
  readonly model: Model;
  /** What happened, for whoever reads a failure. */
  readonly told: string[] = [];
  private sessions = new Map<Name, { id: string; expiresAt: Date }>();

  constructor(
    readonly cast: Cast,
    begins: Date,
  ) {
    this.model = freshModel(begins);
  }

  get now() {
    return this.model.now;
  }

  /** The person with the session they have now: whoever is signed in signs in again when theirs has run out. */
  async actor(name: Name): Promise<Actor> {
    const actor = this.cast.actor[name];
    const session = this.sessions.get(name);
    const { active, signedIn } = this.model.people[name];
    if (active && signedIn && !(session && session.expiresAt > this.now)) {
      const expiresAt = new Date(this.now.getTime() + 8 * 3_600_000);
      const data = { accountId: actor.accountId, createdAt: this.now, expiresAt };
      const { id } = await filled(
        inTransaction(this.now, (tx) => tx.session.create({ data, select: { id: true } })),
      );
      this.sessions.set(name, { id, expiresAt });
    }
    return provenActor({ ...actor, sessionId: this.sessions.get(name)?.id ?? actor.sessionId });
  }

  forgetSession(name: Name) {
    this.sessions.delete(name);
  }

  personId = (name: Name) => this.cast.actor[name].id;

  /** Tells the act, does it, and holds the answer and the record against the model's. */
  async hold(told: string, expected: boolean, outcome: Promise<Outcome>, thing?: Thing) {
    const answer = await outcome;
    this.told.push(`${told}: ${answer.ok ? "done" : answer.message}`);
    expect(
      answer.ok,
      `the register ${answer.ok ? "allowed" : "refused"} the last of\n${this.told.join("\n")}\n`,
    ).toBe(expected);
    if (!answer.ok) expect(answer.message).toMatch(/^[A-Z].*\.$/s);
    if (thing) await this.compare([thing], { promises: answer.ok }); // a refusal has changed nothing
  }

  async compare(things: Thing[], { promises } = { promises: true }) {
    const ids = things.map(({ id }) => id);
    const rows = await db.exception.findMany({ where: { id: { in: ids } } });
    const name = new Map(Object.entries(this.cast.actor).map(([name, { id }]) => [id, name]));
    for (const thing of things) {
      const {
        status,
        closedReason,
        sentBack,
        version,
        revision,
        risk,
        renewal,
        ownerId,
        managerId,
        startsAt,
        endsAt,
        recheck,
        emergency,
        ratifyBy,
        ratifiedAt,
      } = rows.find(({ id }) => id === thing.id) ?? expect.fail(`the register does not know ${thing.id}`);
      const owners = { owner: name.get(ownerId), manager: name.get(managerId) };
      const read = {
        status,
        closedReason,
        sentBack,
        version,
        revision,
        risk,
        renewal,
        ...owners,
        startsAt,
        endsAt,
        recheck,
        emergency,
        ratifyBy,
        ratifiedAt,
      };
      expect(read, this.told.join("\n")).toEqual(asRead(thing));
      expect(await this.readConditions(thing), this.told.join("\n")).toEqual({
        states: thing.conditions.map(({ state }) => state),
        inForce: inForce(thing, this.now),
      });
      if (promises) expect(await brokenPromises(thing.id), this.told.join("\n")).toEqual([]);
    }
  }

  private async readConditions({ id, revision }: Thing) {
    const conditions = await db.condition.findMany({
      where: { exceptionId: id, revision },
      orderBy: { position: "asc" },
      select: { state: true },
    });
    const [told] = await db.$queryRaw<{ yes: boolean | null }[]>`
      SELECT in_force(x, ${this.now}) AS yes FROM exception x WHERE x.id = ${id}::uuid`;
    return { states: conditions.map(({ state }) => state), inForce: told?.yes ?? false };
  }

  /** In the order in which the model has them. */
  async conditionIds({ id, revision }: Thing): Promise<string[]> {
    const where = { exceptionId: id, revision };
    const found = await db.condition.findMany({ where, orderBy: { position: "asc" }, select: { id: true } });
    return found.map((condition) => condition.id);
  }

  /** The instant that the register gave the present revision: thirty days count from there. */
  async readRevision(thing: Thing) {
    const { at } = await db.revision.findFirstOrThrow({
      where: { exceptionId: thing.id, number: thing.revision },
    });
    thing.revisedAt = at;
  }

  /** Leaves nothing open and everybody as they were, so that the next history finds the cast it knows. */
  async tidy(): Promise<Date> {
    const later = daysAfter(this.now, 60);
    await lapseDue(later);
    await revokeUnratified(later);
    await expireDue(later);

    const { Root } = this.cast.actor;
    for (const [name, { seats }] of Object.entries(freshModel(later).people) as [
      Name,
      Model["people"][Name],
    ][]) {
      const personId = this.personId(name);
      const person = await db.person.findUniqueOrThrow({
        where: { id: personId },
        select: {
          deactivatedAt: true,
          memberships: { where: { untilAt: null }, select: { id: true, group: { select: { key: true } } } },
        },
      });
      if (person.deactivatedAt) await filled(reactivatePerson({ personId }, Root, later));
      for (const { id, group } of person.memberships) {
        const known = seats.delete(group.key as GroupKey);
        if (!known) await filled(endMembership({ membershipId: id, why: "The end." }, Root, later));
      }
      for (const key of seats)
        await filled(grantMembership({ groupId: this.cast.group[key], personId }, Root, later));
    }
    return later;
  }

  async seatOf(name: Name, key: GroupKey): Promise<string> {
    const where = { personId: this.personId(name), groupId: this.cast.group[key], untilAt: null };
    return (await db.membership.findFirst({ where, select: { id: true } }))?.id ?? crypto.randomUUID();
  }
}

/** What the register should say of this. */
function asRead({
  status,
  closedReason,
  sentBack,
  version,
  revision,
  risk,
  renewal,
  owner,
  manager,
  startsAt,
  endsAt,
  recheck,
  emergency,
  ratifyBy,
  ratifiedAt,
}: Thing) {
  return {
    status,
    closedReason,
    sentBack,
    version,
    revision,
    risk,
    renewal,
    owner,
    manager,
    startsAt,
    endsAt,
    recheck,
    emergency,
    ratifyBy,
    ratifiedAt,
  };
}

/** The form in which somebody asks for what the model calls by its kind. */
export function formOf(
  cast: Cast,
  { kind, window, start, owner, plan, urgent, conditions }: Asking,
): Partial<Request> {
  const { tls, export: exported, port } = cast.policy;
  const place = (policyId: string, environment: "test" | "production" = "test") => ({
    policyId,
    systemId: cast.system.payroll,
    environment,
    resource: "",
  });
  const asked: Record<Kind, Pick<Request, "classification" | "scope">> = {
    low: { classification: lowRisk, scope: [place(tls)] },
    moderate: { classification: { ...lowRisk, dataSensitivity: "confidential" }, scope: [place(tls)] },
    high: { classification: highRisk, scope: [place(tls, "production")] },
    critical: { classification: { ...lowRisk, impact: "severe" }, scope: [place(tls, "production")] },
    "short policy": { classification: lowRisk, scope: [place(port)] },
    "two rules": { classification: lowRisk, scope: [place(tls), place(exported)] },
  };
  const from = start ? { start: start.toISOString() } : {};
  return {
    ...asked[kind],
    ownerId: cast.actor[owner].id,
    conditions: conditions.map(({ owner: prover, hours, suspends }) => ({
      statement: "The log is read.",
      ownerId: cast.actor[prover].id,
      due: hours === null ? { kind: "before" as const } : { kind: "after" as const, seconds: hours * 3600 },
      suspends,
    })),
    ...(urgent && { urgent: { what: "INC-4711" } }),
    ...(plan && { remediation: { plan: "A feed of our own replaces it.", by: plan } }),
    window:
      "seconds" in window
        ? { kind: "length", seconds: window.seconds, ...from }
        : { kind: "until", end: window.end.toISOString(), ...from },
  };
}
