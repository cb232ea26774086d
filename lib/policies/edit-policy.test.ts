import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { addGroup } from "@/lib/people/add-group";
import { retireGroup } from "@/lib/people/retire-group";
import { addPolicy } from "@/lib/policies/add-policy";
import { choosablePolicies } from "@/lib/policies/choosable-policies";
import { editPolicy } from "@/lib/policies/edit-policy";
import { reinstatePolicy } from "@/lib/policies/reinstate-policy";
import { retirePolicy } from "@/lib/policies/retire-policy";
import { newPolicySchema } from "@/lib/policies/schemas";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const patches = {
  key: "SEC-003",
  title: "Critical patches within seven days",
  statement: "What is rated critical is patched within seven days.",
  domain: "security",
  longestSeconds: 14 * 86_400,
} as const;

test("an administrator adds a rule, and its key is used once, whatever its capitals", async () => {
  const rule = newPolicySchema.parse({ ...patches, key: " sec-003 ", controlOwnerId: cast.group.security });
  const { id, key } = await filled(addPolicy(rule, cast.actor.Root, noon));

  expect(key).toBe("SEC-003");
  expect(await db.auditEvent.findMany({ where: { stream: `policy/${id}` } })).toMatchObject([
    { action: "policy.added" },
  ]);
  expect(await addPolicy(rule, cast.actor.Root, noon)).toMatchObject({
    fields: { key: "SEC-003 is “Critical patches within seven days”. Keys are never used twice." },
  });
  expect(await addPolicy({ ...rule, key: "SEC-099" }, cast.actor.Ada, noon)).toMatchObject({
    code: "not-allowed",
  });
});

test("a policy may only shorten what the risk allows", () => {
  const rule = { ...patches, controlOwnerId: crypto.randomUUID() };
  expect(newPolicySchema.safeParse({ ...rule, longestSeconds: 30 * 86_400 }).success).toBe(true);
  expect(newPolicySchema.safeParse({ ...rule, longestSeconds: 30 * 86_400 + 1 }).success).toBe(false);
});

test("a member of the control owner words the rule and does not give it away", async () => {
  const facts = await factsOf(cast.policy.tls);
  await filled(
    editPolicy(
      { ...facts, statement: "TLS 1.2 or newer, everywhere.", longestSeconds: 86_400 },
      cast.actor.Ada,
      noon,
    ),
  );

  const changed = await db.auditEvent.findFirst({
    where: { stream: `policy/${cast.policy.tls}`, action: "policy.changed" },
  });
  expect(changed?.body).toEqual({
    changed: {
      statement: { before: "TLS 1.2 or newer.", after: "TLS 1.2 or newer, everywhere." },
      longestSeconds: { before: null, after: 86_400 },
    },
  });
  const now = await factsOf(cast.policy.tls);
  expect(await editPolicy({ ...now, controlOwnerId: cast.group.risk }, cast.actor.Ada, noon)).toMatchObject({
    fields: { controlOwnerId: "Only administrators give a rule another control owner." },
  });
  expect(await editPolicy({ ...now, domain: "cost" }, cast.actor.Ada, noon)).toMatchObject({
    fields: { domain: "Only administrators move a rule to another domain." },
  });
});

test("whoever is not in the control owner changes nothing, and is told who does", async () => {
  const edit = { ...(await factsOf(cast.policy.tls)), title: "TLS, or not" };
  expect(await editPolicy(edit, cast.actor.Dan, noon)).toMatchObject({
    message: "Only administrators and Security, who own this rule, change it.",
  });
  expect(await editPolicy(edit, cast.actor.Otto, noon)).toMatchObject({
    message: "Auditors read everything and change nothing.",
  });
});

test("a retired rule takes no new requests, and comes back when it is reinstated", async () => {
  await filled(retirePolicy({ policyId: cast.policy.port }, cast.actor.Root, noon));
  expect((await choosablePolicies()).map(({ key }) => key)).not.toContain("SEC-002");
  expect(await retirePolicy({ policyId: cast.policy.port }, cast.actor.Root, noon)).toMatchObject({
    code: "wrong-status",
  });

  await filled(reinstatePolicy({ policyId: cast.policy.port }, cast.actor.Root, noon));
  expect((await choosablePolicies()).map(({ key }) => key)).toContain("SEC-002");
});

test("a retired group answers for no rule", async () => {
  const group = { key: "old", name: "Old group", purpose: "", aboveId: null, leadId: null, isForum: false };
  const { id } = await filled(addGroup(group, cast.actor.Root, noon));
  await filled(retireGroup({ groupId: id }, cast.actor.Root, noon));

  expect(
    await editPolicy({ ...(await factsOf(cast.policy.tls)), controlOwnerId: id }, cast.actor.Root, noon),
  ).toMatchObject({
    fields: { controlOwnerId: "Old group is retired. Choose a group that is in use." },
  });
});

async function factsOf(policyId: string) {
  const policy = await db.policy.findUniqueOrThrow({ where: { id: policyId } });
  const { title, statement, domain, controlOwnerId, longestSeconds } = policy;
  return { policyId, title, statement, domain, controlOwnerId, longestSeconds };
}
