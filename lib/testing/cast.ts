// The people of our tests and a small organisation around them. Ada and Ben sign for Security, Eli and Kim for the
// group above it, Fay and Gus for the Executive forum, Dan and Dee for Data protection; Cora and Sam only ask; Mara manages them.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { provenActor } from "@/lib/auth/actor";
import { inTransaction, type Tx } from "@/lib/db";
import type { Role } from "@/prisma/generated/enums";

export const noon = new Date("2026-11-20T12:00:00.000Z");

const groups = {
  security: { name: "Security", above: "risk", members: ["Ada", "Ben"] },
  protection: { name: "Data protection", above: "risk", members: ["Dan", "Dee"] },
  risk: { name: "Risk committee", above: "forum", members: ["Eli", "Kim"] },
  forum: { name: "Executive forum", above: null, members: ["Fay", "Gus"] },
} as const;

const people = {
  Ada: "member",
  Ben: "member",
  Dan: "member",
  Dee: "member",
  Eli: "member",
  Kim: "member",
  Fay: "member",
  Gus: "member",
  Cora: "member",
  Sam: "member",
  Mara: "member",
  Root: "administrator",
  Otto: "auditor",
  Olga: "outside_approver",
} as const satisfies Record<string, Role>;

export type Name = keyof typeof people;
export type GroupKey = keyof typeof groups;

export type Cast = {
  actor: Record<Name, Actor>;
  group: Record<GroupKey, string>;
  /** SEC-014 (Security), DAT-001 (Data protection), SEC-002 (Security, five days at most). */
  policy: Record<"tls" | "export" | "port", string>;
  /** payroll-feed: confidential, production and test. */
  system: Record<"payroll" | "sandbox", string>;
};

/** Fills an empty database at the instant `now` (noon by default). Sessions last eight hours from then. */
export function theCast(now: Date = noon): Promise<Cast> {
  return filled(
    inTransaction(now, async (tx) => {
      const actor = await addPeople(tx, now);
      const group = await addGroups(tx, actor, now);
      const policy = await addPolicies(tx, group);
      const system = await addSystems(tx);
      await tx.setting.create({ data: { id: settingId, key: "organisation.zone", value: "Europe/Berlin" } });
      await record(tx, {
        action: "setting.changed",
        actor: "operator",
        stream: `setting/${settingId}`,
        body: { key: "organisation.zone", before: null, after: "Europe/Berlin" },
      });
      return { actor, group, policy, system };
    }),
  );
}

const settingId = "00000000-0000-4000-8000-000000000001";

async function addPeople(tx: Tx, now: Date) {
  const actor = {} as Record<Name, Actor>;
  for (const [name, role] of Object.entries(people) as [Name, Role][]) {
    actor[name] = await addPerson(
      tx,
      name,
      role,
      now,
      name === "Mara" || name === "Root" ? undefined : actor.Mara?.id,
    );
  }
  for (const name of Object.keys(people) as Name[]) {
    if (name === "Mara" || name === "Root") continue;
    await tx.person.update({ where: { id: actor[name].id }, data: { managerId: actor.Mara.id } });
    await record(tx, {
      action: "person.changed",
      actor: "operator",
      stream: `person/${actor[name].id}`,
      body: { changed: {} },
    });
  }
  return actor;
}

/** One more person with an account and a live session. */
export async function addPerson(
  tx: Tx,
  name: string,
  role: Role,
  now: Date,
  managerId?: string,
): Promise<Actor> {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@example.com`;
  const person = await tx.person.create({ data: { name, email, role, managerId } });
  await record(tx, {
    action: "person.added",
    actor: "operator",
    stream: `person/${person.id}`,
    body: { after: { name, email, role } },
  });
  const account = await tx.account.create({ data: { personId: person.id, issuer: "test", subject: email } });
  await record(tx, {
    action: "account.added",
    actor: "operator",
    stream: `account/${account.id}`,
    body: { person: person.id, issuer: "test" },
  });
  const session = await tx.session.create({
    data: { accountId: account.id, createdAt: now, expiresAt: new Date(now.getTime() + 8 * 3_600_000) },
  });
  return provenActor({ id: person.id, name, role, accountId: account.id, sessionId: session.id });
}

async function addGroups(tx: Tx, actor: Cast["actor"], now: Date) {
  const group = {} as Record<GroupKey, string>;
  for (const key of ["forum", "risk", "security", "protection"] as const) {
    const { name, above, members } = groups[key];
    const { id } = await tx.group.create({
      data: { key, name, aboveId: above ? group[above] : null, isForum: key === "forum" },
    });
    await record(tx, {
      action: "group.added",
      actor: "operator",
      stream: `approver_group/${id}`,
      body: { after: { key, name } },
    });
    for (const member of members) await seat(tx, id, actor[member].id, now);
    group[key] = id;
  }
  return group;
}

export async function seat(tx: Tx, groupId: string, personId: string, now: Date): Promise<string> {
  const { id } = await tx.membership.create({ data: { groupId, personId, fromAt: now } });
  await record(tx, {
    action: "membership.granted",
    actor: "operator",
    stream: `membership/${id}`,
    body: { group: groupId, person: personId },
  });
  return id;
}

async function addPolicies(tx: Tx, group: Cast["group"]) {
  const add = async (key: string, title: string, controlOwnerId: string, longestSeconds?: number) => {
    const { id } = await tx.policy.create({
      data: { key, title, statement: `${title}.`, domain: "security", controlOwnerId, longestSeconds },
    });
    await record(tx, {
      action: "policy.added",
      actor: "operator",
      stream: `policy/${id}`,
      body: { after: { key, title } },
    });
    return id;
  };
  return {
    tls: await add("SEC-014", "TLS 1.2 or newer", group.security),
    export: await add("DAT-001", "No export of personal data", group.protection),
    port: await add("SEC-002", "No open debug ports", group.security, 5 * 86_400),
  };
}

async function addSystems(tx: Tx) {
  const add = async (key: string, name: string, environments: ("production" | "test")[]) => {
    const data = {
      key,
      name,
      environments,
      kind: "application",
      sensitivity: "confidential",
      exposure: "internal",
    } as const;
    const { id } = await tx.system.create({ data: { ...data, environments } });
    await record(tx, {
      action: "system.added",
      actor: "operator",
      stream: `system/${id}`,
      body: { after: { key, name } },
    });
    return id;
  };
  return {
    payroll: await add("payroll-feed", "Payroll feed", ["production", "test"]),
    sandbox: await add("sandbox", "Sandbox", ["test"]),
  };
}

/** The result of a transaction that a test expects to succeed. */
export async function filled<Result extends object>(
  outcome: Promise<Result>,
): Promise<Exclude<Result, { ok: false }>> {
  const result = await outcome;
  if ("ok" in result && result.ok === false) throw new Error(JSON.stringify(result));
  return result as Exclude<Result, { ok: false }>;
}
