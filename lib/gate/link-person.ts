// Whoever started a run is a person here only after linking themselves, signed in (R4). The pipeline that may not ask for
// them prints an address with a one-time code; they open it and say that it is them.

import { createHash, randomBytes } from "node:crypto";

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { db, inTransaction, type Tx } from "@/lib/db";
import type { Run } from "@/lib/gate/pipeline";
import type { LinkCode, LinkId } from "@/lib/gate/schemas";
import { whyCannotAdminister } from "@/lib/people/administration";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";
import { Prisma } from "@/prisma/generated/client";
import type { IssuerKind } from "@/prisma/generated/enums";

/** In minutes. */
export const codeLasts = 30;

/** Null where the issuer does not say who started it. */
export async function newLinkCode(tx: Tx, { issuerId, starter, place }: Run): Promise<string | null> {
  if (!starter) return null;
  const code = randomBytes(24).toString("base64url");
  const { subject, name } = starter;
  await tx.$executeRaw`DELETE FROM scratch.link_code WHERE expires_at <= register_now()`;
  await tx.$executeRaw`
    INSERT INTO scratch.link_code (hash, issuer_id, subject, name, place, expires_at)
    VALUES (${hashOf(code)}, ${issuerId}::uuid, ${subject}, ${name}, ${place},
            register_now() + ${codeLasts} * interval '1 minute')`;
  return code;
}

/** Whom a code stands for. */
export type Starter = {
  issuerId: string;
  issuer: string;
  kind: IssuerKind;
  subject: string;
  name: string;
  place: string;
};

const columns = Prisma.sql`c.issuer_id AS "issuerId", i.url AS issuer, i.kind::text, c.subject, c.name, c.place`;

export async function starterByCode(code: string, now: Date): Promise<Starter | Refusal> {
  return inTransaction<Starter | Refusal>(now, async (tx) => {
    const [starter] = await tx.$queryRaw<Starter[]>`
      SELECT ${columns} FROM scratch.link_code c JOIN pipeline_issuer i ON i.id = c.issuer_id
      WHERE c.hash = ${hashOf(code)} AND c.expires_at > register_now()`;
    return starter ?? usedUp;
  });
}

export function linkPerson({ code }: LinkCode, actor: Actor, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const starter = await useCode(tx, code);
    if (!starter) return usedUp;
    const { issuerId, issuer, subject, name } = starter;
    const linked = await tx.linkedPerson.findFirst({ where: { issuerId, subject, endedAt: null } });
    if (linked) return whyLinkedAlready(linked.personId === actor.id, name);

    const { id } = await tx.linkedPerson.create({
      data: { issuerId, subject, name, personId: actor.id },
      select: { id: true },
    });
    const body = { person: actor.id, issuer, subject, name };
    await record(tx, { stream: `linked_person/${id}`, action: "person.linked", actor, body });
    return { ok: true };
  });
}

/** Taken out at once, so that two who open it at the same instant are not both linked. */
async function useCode(tx: Tx, code: string): Promise<Starter | null> {
  const [starter] = await tx.$queryRaw<Starter[]>`
    DELETE FROM scratch.link_code c USING pipeline_issuer i
    WHERE i.id = c.issuer_id AND c.hash = ${hashOf(code)} AND c.expires_at > register_now()
    RETURNING ${columns}`;
  return starter ?? null;
}

const usedUp = refuse(
  "token-expired",
  `This link was used, or is older than ${codeLasts} minutes. The pipeline prints a new one when it asks again.`,
);

function whyLinkedAlready(toMe: boolean, name: string): Refusal {
  return refuse(
    "conflict",
    toMe
      ? `${name} is linked to you already.`
      : `${name} is linked to somebody else here. An administrator ends that on their page.`,
  );
}

/** The person themselves, or an administrator. */
export function unlinkPerson({ linkId }: LinkId, actor: Actor, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM linked_person WHERE id = ${linkId}::uuid FOR UPDATE`;
    const link = await tx.linkedPerson.findUnique({ where: { id: linkId }, include: { issuer: true } });
    if (!link) return refuse("not-found", "There is no such link.");
    const { personId, issuer, subject, name, endedAt } = link;
    const refusal = personId === actor.id ? null : whyCannotAdminister(actor);
    if (refusal) return refusal;
    if (endedAt) return refuse("wrong-status", "It has ended already.");

    await tx.linkedPerson.update({ where: { id: linkId }, data: { endedAt: now }, select: { id: true } });
    const body = { person: personId, issuer: issuer.url, subject, name };
    await record(tx, { stream: `linked_person/${linkId}`, action: "person.unlinked", actor, body });
    return { ok: true };
  });
}

/** Whom issuers' tokens call so is this person. */
export async function linksOf({ id }: Pick<Actor, "id">) {
  return db.linkedPerson.findMany({
    where: { personId: id, endedAt: null },
    select: {
      id: true,
      name: true,
      subject: true,
      linkedAt: true,
      issuer: { select: { url: true, kind: true } },
    },
    orderBy: { linkedAt: "asc" },
  });
}

function hashOf(code: string): Buffer {
  return createHash("sha256").update(code).digest();
}
