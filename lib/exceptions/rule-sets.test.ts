// Rules are drafted, published and tried; what is filed is routed by what is published, and the tester says the same.

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";

import { db, inTransaction } from "@/lib/db";
import { draftRules } from "@/lib/exceptions/draft-rules";
import { editRequest } from "@/lib/exceptions/edit-request";
import { fileRequest } from "@/lib/exceptions/file-request";
import { previewOf } from "@/lib/exceptions/preview";
import { publishRules } from "@/lib/exceptions/publish-rules";
import { replayRules } from "@/lib/exceptions/replay-rules";
import { ruleSets } from "@/lib/exceptions/rule-sets";
import { defaultRules, type Rule, type Rules } from "@/lib/exceptions/rules";
import { rulesInForce } from "@/lib/exceptions/rules-in-force";
import type { Request } from "@/lib/exceptions/schemas";
import { tryException, tryMadeUp } from "@/lib/exceptions/try-rules";
import { addPerson, type Cast, filled, noon, seat, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, filedBy, noFacts, requestFor } from "@/lib/testing/requests";
import { Environment, Exposure, Risk, Sensitivity } from "@/prisma/generated/enums";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const always = (name: string, ...keys: string[]): Rule => ({
  name,
  when: {},
  steps: keys.map((key) => ({ who: { kind: "group", key }, needed: 1, opens: "at once" })),
});
const plain = (...more: Rule[]): Rules => ({
  fallback: { kind: "forum" },
  rules: [...defaultRules.rules.slice(0, 2), ...more, ...defaultRules.rules.slice(6)],
});

async function drafted(rules: Rules, note = "Tried in a test.") {
  const { draftedAt } = (await db.ruleSet.findFirst({ where: { publishedAt: null } })) ?? { draftedAt: null };
  const outcome = await draftRules(
    { rules, note, seenAt: draftedAt?.toISOString() ?? null },
    cast.actor.Root,
    noon,
  );
  const { version } = await filled(Promise.resolve(outcome));
  return { version, seenAt: noon.toISOString() };
}
const stepsOf = async (exceptionId: string, revision = 1) =>
  (
    await db.step.findMany({
      where: { exceptionId, revision },
      select: { stage: true, needed: true, dueAt: true, because: true, group: { select: { name: true } } },
      orderBy: { position: "asc" },
    })
  ).map(({ group, ...step }) => ({ ...step, groupName: group.name }));

describe("writing rules (R9)", () => {
  test("only an administrator drafts and publishes", async () => {
    const draft = { rules: plain(), note: "Mine.", seenAt: null };
    expect(await draftRules(draft, cast.actor.Ada, noon)).toMatchObject({ code: "not-allowed" });
    expect(await draftRules(draft, cast.actor.Otto, noon)).toMatchObject({ code: "not-allowed" });
    const kept = await drafted(plain());
    expect(await publishRules(kept, cast.actor.Ada, noon)).toMatchObject({ code: "not-allowed" });
  });

  test("there is one draft, and who writes on an old reading of it is told who was faster", async () => {
    await drafted(plain(always("First", "security")));
    const late = { rules: plain(), note: "", seenAt: null };
    expect(await draftRules(late, cast.actor.Root, noon)).toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/^Root has written on the draft meanwhile/),
    });
    expect(await db.ruleSet.count({ where: { publishedAt: null } })).toBe(1);
  });

  test("two rules of one name are refused: requesters read the name as the reason", async () => {
    const { draftedAt } = await db.ruleSet.findFirstOrThrow({ where: { publishedAt: null } });
    const twice = {
      rules: plain(always("Same", "risk"), always("Same", "forum")),
      note: "",
      seenAt: draftedAt.toISOString(),
    };
    expect(await draftRules(twice, cast.actor.Root, noon)).toMatchObject({ code: "invalid-input" });
  });

  test("nothing is published while a step could have nobody, nor without a note", async () => {
    expect(
      await publishRules(await drafted(plain(always("Legal", "legal"))), cast.actor.Root, noon),
    ).toMatchObject({
      message: "Rule 3, Legal, asks for the group “legal”, and there is none.",
    });
    expect(await publishRules(await drafted(plain(), ""), cast.actor.Root, noon)).toMatchObject({
      message: "Say in the note what changes, for whoever reads it in a year.",
    });
    const kept = await drafted(plain());
    const stale = { ...kept, seenAt: "2026-11-20T11:59:59.999Z" };
    expect(await publishRules(stale, cast.actor.Root, noon)).toMatchObject({ code: "outdated-revision" });
  });

  test("published, it routes what is filed; each act is one event, and it is published once", async () => {
    const kept = await drafted(plain(always("Data protection reads along", "protection")));
    const { id: before } = await filedBy(cast, cast.actor.Cora);
    expect(await publishRules(kept, cast.actor.Root, noon)).toMatchObject({ ok: true });
    expect(await publishRules(kept, cast.actor.Root, noon)).toMatchObject({ code: "wrong-status" });
    const { id } = await filedBy(cast, cast.actor.Cora);

    expect((await stepsOf(before)).map(({ groupName }) => groupName)).toEqual(["Security"]);
    expect(await stepsOf(id)).toMatchObject([
      { groupName: "Security", stage: 1, because: "Owns SEC-014" },
      { groupName: "Data protection", stage: 1, because: "Data protection reads along" },
    ]);
    const events = await db.auditEvent.findMany({
      where: { stream: `rule_set/${kept.version}`, action: "rules.published" },
    });
    expect(events).toMatchObject([{ body: { version: kept.version, note: "Tried in a test." } }]);
    expect((await ruleSets())[0]).toMatchObject({ version: kept.version, publishedBy: { name: "Root" } });

    // R9: an open request keeps the version it was filed under, also when it is changed.
    const { id: _, requesterId: __, ...form } = requestFor(cast);
    const edit = { ...form, reason: "Still late.", exceptionId: before, seenRevision: 1 };
    expect(await editRequest(edit, cast.actor.Cora, noon)).toMatchObject({ ok: true });
    expect((await stepsOf(before, 2)).map(({ groupName }) => groupName)).toEqual(["Security"]);
    const preview = await previewOf({ ...form, exceptionId: before }, cast.actor.Cora, noon);
    expect(preview?.steps.map(({ groupName }) => groupName)).toEqual(["Security"]);
  });

  test("two groups that are asked at once sign in any order, and both have to", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    expect(await decidedBy(cast.actor.Dan, id)).toMatchObject({ settled: false });
    expect(await decidedBy(cast.actor.Ada, id)).toMatchObject({ settled: true });
  });

  test("who sits in both groups signs for the one that would have nobody else", async () => {
    const nora = await filled(
      inTransaction(noon, async (tx) => {
        const actor = await addPerson(tx, "Nora", "member", noon, cast.actor.Mara.id);
        await seat(tx, cast.group.security, actor.id, noon);
        await seat(tx, cast.group.protection, actor.id, noon);
        return { actor };
      }),
    );
    // Dan asks and Dee owns: of Data protection only Nora is left.
    const filing = requestFor(cast, { requesterId: cast.actor.Dan.id, ownerId: cast.actor.Dee.id });
    await filled(fileRequest(filing, cast.actor.Cora, noon));
    await decidedBy(nora.actor, filing.id);
    const { step } = await db.decision.findFirstOrThrow({
      where: { exceptionId: filing.id },
      select: { step: { select: { group: { select: { name: true } } } } },
    });
    expect(step.group.name).toBe("Data protection");
  });

  test("a replay lists whose steps would change, and no other", async () => {
    const { rules } = await rulesInForce(db);
    const { number } = await db.exception.findFirstOrThrow({ orderBy: { number: "desc" } });
    expect((await replayRules(rules, rules, noon)).changed).toEqual([]);
    const { of, changed } = await replayRules(rules, plain(), noon);
    expect(of).toBe(await db.exception.count());
    expect(changed).toHaveLength(of);
    expect(changed.find((one) => one.number === number)).toMatchObject({
      was: ["1 Security", "1 Data protection"],
      now: ["1 Security"],
    });
  });
});

describe("rules published while somebody writes", () => {
  test("who decides now is said before it is filed; accepted, or the same, it is filed", async () => {
    const shown = await rulesInForce(db);
    const outcome = await publishRules(
      await drafted(plain(always("More eyes", "risk"))),
      cast.actor.Root,
      noon,
    );
    expect(outcome).toMatchObject({ ok: true });
    const { version } = await rulesInForce(db);

    const form = requestFor(cast, { rulesSeen: shown.version });
    const refused = await fileRequest(form, cast.actor.Cora, noon);
    expect(refused).toMatchObject({ ok: false, code: "conflict" });
    expect(!refused.ok && refused.message).toContain(`Version ${version} of the routing rules`);
    expect(!refused.ok && refused.message).toMatch(
      /was: Security and Data protection\. It is now: Security and Risk committee\./,
    );
    expect(await db.exception.findUnique({ where: { id: form.id } })).toBeNull();
    await filled(fileRequest({ ...form, rulesSeen: version }, cast.actor.Cora, noon));

    await publishRules(
      await drafted(plain(always("More eyes, said otherwise", "risk"))),
      cast.actor.Root,
      noon,
    );
    await filled(fileRequest(requestFor(cast, { rulesSeen: version }), cast.actor.Cora, noon));
  });
});

describe("tester, preview and stored steps are one answer", () => {
  const groups = ["security", "protection", "risk", "forum", "nowhere"];
  const who = fc.oneof(
    fc.constantFrom(...groups).map((key) => ({ kind: "group" as const, key })),
    fc.constantFrom("control_owner", "above", "forum").map((kind) => ({ kind: kind as "forum" })),
  );
  const when = fc.record(
    {
      riskAtLeast: fc.constantFrom("moderate", "high", "critical"),
      environments: fc.subarray(Object.values(Environment), { minLength: 1 }),
      sensitivityAtLeast: fc.constantFrom("confidential", "regulated"),
      exposures: fc.subarray(Object.values(Exposure), { minLength: 1 }),
      renewalAtLeast: fc.constantFrom(1, 3),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Rule["when"]>;
  const rule = fc.record({
    when,
    steps: fc.array(
      fc.record({
        who,
        needed: fc.constantFrom(1, 1, 2),
        opens: fc.constantFrom("at once" as const, "after" as const),
        dueHours: fc.constantFrom(undefined, 2, 20),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  });
  const drawnRules: fc.Arbitrary<Rules> = fc.array(rule, { minLength: 1, maxLength: 4 }).map((rules) => ({
    fallback: { kind: "forum" },
    rules: rules.map((one, index) => ({ name: `Rule ${index + 1}`, ...one })),
  }));
  const drawnRequest = fc.record({
    environment: fc.constantFrom("production" as const, "test" as const),
    dataSensitivity: fc.constantFrom(...Object.values(Sensitivity)),
    exposure: fc.constantFrom(...Object.values(Exposure)),
    impact: fc.constantFrom("minor" as const, "major" as const, "severe" as const),
    raisedTo: fc.constantFrom(undefined, ...Object.values(Risk)),
    opensRemoteAccess: fc.boolean(),
    rules: fc.constantFrom(["tls"] as const, ["export"] as const, ["tls", "export"] as const),
    owner: fc.constantFrom("Cora" as const, "Ada" as const, "Eli" as const),
  });

  const form = ({
    rules,
    environment,
    owner,
    opensRemoteAccess,
    ...asked
  }: typeof drawnRequest extends fc.Arbitrary<infer Drawn> ? Drawn : never): Request =>
    requestFor(cast, {
      scope: rules.map((key) => ({
        policyId: cast.policy[key],
        systemId: cast.system.payroll,
        environment,
        resource: "",
      })),
      classification: { ...asked, facts: { ...noFacts, opensRemoteAccess } },
      ownerId: cast.actor[owner].id,
      window: { kind: "length", seconds: 86_400 },
    });

  test("for whatever is asked under whatever rules; and nobody is left without a decider unsaid", {
    timeout: 600_000,
  }, async () => {
    let stored = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        drawnRules,
        fc.array(drawnRequest, { minLength: 1, maxLength: 3 }),
        async (rules, requests) => {
          const kept = await drafted(rules);
          await publishRules(kept, cast.actor.Root, noon); // refused where a step could have nobody: then those before stand
          const inForce = await rulesInForce(db);

          for (const drawn of requests) {
            const asked = form(drawn);
            const preview = await previewOf(asked, cast.actor.Cora, noon);
            const { scope, classification } = asked;
            const tried = await tryMadeUp({ scope, classification, renewal: 0 }, inForce, noon);
            const shown = (steps: { needed: number; stage: number; because: string; dueAt: Date }[]) =>
              steps.map(({ needed, stage, because, dueAt }) => ({ needed, stage, because, dueAt }));
            expect(shown(tried.steps)).toEqual(shown(preview?.steps ?? []));

            const outcome = await fileRequest(asked, cast.actor.Cora, noon);
            const stuck = preview?.steps.some(({ nobody }) => nobody);
            if (!outcome.ok) {
              refused++;
              expect(outcome.message).toMatch(/^[A-Z].*\.$/s);
              continue;
            }
            stored++;
            expect(stuck).toBe(false);
            const steps = await stepsOf(outcome.id);
            expect(shown(steps as never)).toEqual(shown(preview?.steps ?? []));
            const again = await tryException(outcome.number, inForce, noon);
            expect(shown(again?.plan.steps ?? [])).toEqual(shown(steps as never));
          }
        },
      ),
      { numRuns: process.env.TEST_LONG === "1" ? 200 : 20 },
    );
    expect(stored).toBeGreaterThan(5);
    expect(stored + refused).toBeGreaterThan(15);
  });
});
