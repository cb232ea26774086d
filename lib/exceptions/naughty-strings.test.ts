// Whatever somebody types and a form lets through, the register keeps byte for byte: in the revision, in decisions and
// notes, and in the trail. Nothing is thrown on the way.

import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { addNote } from "@/lib/exceptions/add-note";
import { close } from "@/lib/exceptions/close";
import { decide } from "@/lib/exceptions/decide";
import { fileRequest } from "@/lib/exceptions/file-request";
import { reassign } from "@/lib/exceptions/reassign";
import type { Content } from "@/lib/exceptions/revisions";
import { revoke } from "@/lib/exceptions/revoke";
import {
  closeSchema,
  decisionSchema,
  noteSchema,
  reassignSchema,
  requestSchema,
  revokeSchema,
  withdrawSchema,
} from "@/lib/exceptions/schemas";
import { withdraw } from "@/lib/exceptions/withdraw";
import { addPerson } from "@/lib/people/add-person";
import { newPersonSchema } from "@/lib/people/schemas";
import { addPolicy } from "@/lib/policies/add-policy";
import { newPolicySchema } from "@/lib/policies/schemas";
import { addSystem } from "@/lib/systems/add-system";
import { newSystemSchema } from "@/lib/systems/schemas";
import { activeFor } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { brokenPromises } from "@/lib/testing/invariants";
import { naughtyStrings } from "@/lib/testing/naughty-strings";
import { answered, decisionOn, filedBy, requestFor } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const longest = 4000;
const shown = (typed: string) => JSON.stringify(typed.slice(0, 40));
/** Those that a field of this length lets through, as it keeps them. */
const letThrough = naughtyStrings
  .map((typed) => typed.trim())
  .filter(
    (typed) =>
      noteSchema.safeParse({ exceptionId: crypto.randomUUID(), note: typed }).success &&
      typed.length <= longest,
  );

async function lastEvent(exceptionId: string) {
  const event = await db.auditEvent.findFirstOrThrow({
    where: { exceptionId },
    orderBy: { seq: "desc" },
    select: { body: true },
  });
  return event.body as Record<string, unknown>;
}

test("there are many of them", () => {
  expect(naughtyStrings.length).toBeGreaterThan(120);
  expect(letThrough.length).toBeGreaterThan(90);
});

test("C1, B4: in a request, a note and a decision", { timeout: 180_000 }, async () => {
  for (const typed of letThrough) {
    const [title, resource] = [typed, typed].map((words, index) =>
      /[\r\n]/.test(words) ? "One line" : words.slice(0, index === 0 ? 120 : 200).trim(),
    );
    const words = {
      reason: typed,
      breaksIfNo: typed,
      riskIntroduced: typed,
      dataAffected: typed,
      alternatives: typed,
      mitigation: typed,
    };
    const scope = [{ ...requestFor(cast).scope[0], resource }];
    const parsed = requestSchema.safeParse({
      ...requestFor(cast),
      title,
      scope,
      ...words,
      whatChanged: typed,
    });
    if (!parsed.success) throw new Error(`${shown(typed)}: ${parsed.error.message}`);
    const { id } = await filled(fileRequest(parsed.data, cast.actor.Cora, noon));

    const revision = await db.revision.findFirstOrThrow({
      where: { exceptionId: id },
      select: { content: true },
    });
    expect(revision.content as Content, shown(typed)).toMatchObject({ title, whatChanged: typed, ...words });
    expect(await db.scope.findFirst({ where: { exceptionId: id } }), shown(typed)).toMatchObject({
      resource,
    });

    await filled(addNote(noteSchema.parse({ exceptionId: id, note: typed }), cast.actor.Sam, noon));
    expect(await db.reviewNote.findFirst({ where: { exceptionId: id } }), shown(typed)).toMatchObject({
      body: typed,
    });

    const inWords = { ...answered, whyNow: { tapped: "yes", words: typed.slice(0, 1000).trim() } };
    const decision = decisionSchema.safeParse({
      ...(await decisionOn(id, "reject")),
      comment: typed,
      answers: inWords,
    });
    if (!decision.success) throw new Error(`${shown(typed)}: ${decision.error.message}`);
    await filled(decide(decision.data, cast.actor.Ada, noon));
    expect(await db.decision.findFirst({ where: { exceptionId: id } }), shown(typed)).toMatchObject({
      comment: typed,
      answers: inWords,
    });
    expect(await lastEvent(id), shown(typed)).toMatchObject({ comment: typed });
    expect(await brokenPromises(id), shown(typed)).toEqual([]);
  }
});

test("in what is said when a request is handed over and withdrawn", { timeout: 180_000 }, async () => {
  for (const reason of letThrough) {
    const { id } = await filedBy(cast, cast.actor.Cora);
    await filled(
      reassign(
        reassignSchema.parse({ exceptionId: id, ownerId: cast.actor.Sam.id, reason }),
        cast.actor.Cora,
        noon,
      ),
    );
    expect(await lastEvent(id), shown(reason)).toMatchObject({ reason });
    await filled(withdraw(withdrawSchema.parse({ exceptionId: id, reason }), cast.actor.Cora, noon));
    expect(await lastEvent(id), shown(reason)).toEqual({ reason });
  }
});

test("in what is said when an exception is closed or revoked", { timeout: 180_000 }, async () => {
  for (const [index, words] of letThrough.entries()) {
    const { id } = await activeFor(cast, cast.actor.Cora);
    const closing = {
      exceptionId: id,
      removedOn: "2026-11-20",
      verifiedById: cast.actor.Sam.id,
      note: words,
    };
    if (index % 2) await filled(close(closeSchema.parse(closing), cast.actor.Cora, noon));
    else await filled(revoke(revokeSchema.parse({ exceptionId: id, reason: words }), cast.actor.Ben, noon));
    expect(Object.values(await lastEvent(id)), shown(words)).toContain(words);
  }
});

test("in the names of people, rules and systems", { timeout: 180_000 }, async () => {
  const { Root } = cast.actor;
  for (const [index, typed] of letThrough.entries()) {
    const name = typed.slice(0, 80).trim();
    if (/[\r\n]/.test(name)) continue;
    const facts = {
      name,
      email: `n${index}@example.com`,
      title: name,
      team: name,
      role: "member",
      managerId: null,
    };
    const person = await filled(addPerson(newPersonSchema.parse(facts), Root, noon));
    expect(await db.person.findUnique({ where: { id: person.id } }), shown(typed)).toMatchObject({
      name,
      title: name,
      team: name,
    });

    const rule = {
      key: `N-${index}`,
      title: name,
      statement: typed.slice(0, 2000).trim(),
      domain: "security",
      controlOwnerId: cast.group.security,
      longestSeconds: null,
    };
    const policy = await filled(addPolicy(newPolicySchema.parse(rule), Root, noon));
    expect(await db.policy.findUnique({ where: { id: policy.id } }), shown(typed)).toMatchObject({
      title: name,
      statement: rule.statement,
    });

    const place = { kind: "application", environments: ["test"], sensitivity: "none", exposure: "internal" };
    const system = newSystemSchema.parse({
      ...place,
      key: `n-${index}`,
      name,
      description: typed.slice(0, 1000).trim(),
      dataHeld: name,
      team: name,
    });
    const { id } = await filled(addSystem(system, Root, noon));
    expect(await db.system.findUnique({ where: { id } }), shown(typed)).toMatchObject({
      name,
      dataHeld: name,
      description: system.description,
    });
  }
});
