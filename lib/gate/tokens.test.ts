import { beforeAll, expect, test } from "vitest";

import { inTransaction } from "@/lib/db";
import { endToken } from "@/lib/gate/end-token";
import { makeToken } from "@/lib/gate/make-token";
import { onePipeline, pipelineList } from "@/lib/gate/pipelines";
import { newRuleFormSchema, newTokenFormSchema } from "@/lib/gate/schemas";
import { tokenState } from "@/lib/gate/token-life";
import { deactivatePerson } from "@/lib/people/deactivate-person";
import { addPolicy } from "@/lib/policies/add-policy";
import { retirePolicy } from "@/lib/policies/retire-policy";
import { addPerson, type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { unmappedPolicy } from "@/lib/unmapped";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const typed = (changes: object = {}) =>
  newTokenFormSchema.parse({
    name: "Payroll, deploy",
    rights: ["evaluate"],
    systemIds: [cast.system.payroll],
    environments: ["test"],
    days: "30",
    ...changes,
  });
const inDays = (days: number, less = 0) => new Date(noon.getTime() + days * 86_400_000 - less);

test("a token may be used until its end, and is listed among the ended from then on", async () => {
  const { id } = await filled(makeToken(typed(), cast.actor.Root, noon));
  const listed = async (view: "alive" | "ended", now: Date) =>
    (await pipelineList({ view, page: 1 }, now)).pipelines.some((one) => one.id === id);

  expect(await onePipeline(id)).toMatchObject({
    name: "Payroll, deploy",
    systems: [{ key: "payroll-feed" }],
    expiresAt: inDays(30),
    lastUsedAt: null,
  });
  expect([await listed("alive", inDays(30, 1)), await listed("ended", inDays(30, 1))]).toEqual([true, false]);
  expect([await listed("alive", inDays(30)), await listed("ended", inDays(30))]).toEqual([false, true]);
});

test("a token ends once, by an administrator or its maker, and nobody else", async () => {
  const { actor } = await filled(
    inTransaction(noon, async (tx) => ({ actor: await addPerson(tx, "Rita", "administrator", noon) })),
  );
  const { id } = await filled(makeToken(typed(), actor, noon));
  expect(await endToken({ tokenId: id }, cast.actor.Cora, noon)).toMatchObject({
    message: "Only administrators change this.",
  });
  await filled(endToken({ tokenId: id }, cast.actor.Root, noon));
  expect(await endToken({ tokenId: id }, actor, noon)).toMatchObject({ message: "It has ended already." });

  const { id: other } = await filled(makeToken(typed(), actor, noon));
  await filled(deactivatePerson({ personId: actor.id }, cast.actor.Root, noon));
  const token = await onePipeline(other);
  if (!token) throw new Error("no token");
  expect(tokenState(token, noon)).toBe("maker left");
  expect((await pipelineList({ view: "alive", page: 1 }, noon)).pipelines.map(({ id }) => id)).not.toContain(
    other,
  );
});

test("a token has an end within 90 days, and is bound to something", () => {
  const refused = (changes: object) =>
    newTokenFormSchema.safeParse({
      name: "A",
      rights: ["evaluate"],
      systemIds: [crypto.randomUUID()],
      environments: ["test"],
      days: "90",
      ...changes,
    }).error?.issues[0]?.message;
  expect(refused({})).toBeUndefined();
  expect(refused({ days: "91" })).toBe("At most 90 days.");
  expect(refused({ systemIds: [] })).toBe("Choose at least one system.");
  expect(refused({ environments: [] })).toBe("Choose at least one environment.");
});

test("in the form of a rule an empty choice is any, and no policy needs a reason", () => {
  const row = { tool: "Trivy", pattern: "DS-*", kind: "", severityFrom: "high", severityTo: "" };
  expect(newRuleFormSchema.parse({ ...row, policyId: "none", reason: "Style." })).toEqual({
    tool: "trivy",
    pattern: "DS-*",
    kind: null,
    severityFrom: "high",
    severityTo: null,
    policyId: null,
    reason: "Style.",
  });
  expect(
    newRuleFormSchema.safeParse({ ...row, policyId: "none", reason: "" }).error?.issues[0],
  ).toMatchObject({
    path: ["reason"],
    message: "Say why this is no policy.",
  });
  expect(newRuleFormSchema.safeParse({ ...row, policyId: "", reason: "" }).error?.issues[0]?.message).toBe(
    "Choose the policy that it checks.",
  );
});

test("the built-in policy is never retired", async () => {
  const policy = { ...unmappedPolicy, controlOwnerId: cast.group.security, longestSeconds: null };
  const { id } = await filled(addPolicy(policy, cast.actor.Root, noon));
  expect(await retirePolicy({ policyId: id }, cast.actor.Root, noon)).toMatchObject({
    message: "UNMAPPED is built in: what no policy is named for must count somewhere.",
  });
});
