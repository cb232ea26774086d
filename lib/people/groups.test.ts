import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { addGroup } from "@/lib/people/add-group";
import { editGroup } from "@/lib/people/edit-group";
import { grantMembership } from "@/lib/people/grant-membership";
import { reinstateGroup } from "@/lib/people/reinstate-group";
import { retireGroup } from "@/lib/people/retire-group";
import { newGroupSchema } from "@/lib/people/schemas";
import { editPolicy } from "@/lib/policies/edit-policy";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { filedBy } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const legal = {
  key: "legal",
  name: "Legal",
  purpose: "Reads contracts.",
  aboveId: null,
  leadId: null,
  isForum: false,
};

test("an administrator adds a group below another, and its key is used once", async () => {
  const { id } = await filled(addGroup({ ...legal, aboveId: cast.group.risk }, cast.actor.Root, noon));

  expect(await db.auditEvent.findMany({ where: { stream: `approver_group/${id}` } })).toMatchObject([
    { action: "group.added" },
  ]);
  expect(await addGroup(legal, cast.actor.Root, noon)).toMatchObject({
    fields: { key: "Legal has this key. Keys are never used twice." },
  });
  expect(await addGroup({ ...legal, key: "legal-2" }, cast.actor.Cora, noon)).toMatchObject({
    code: "not-allowed",
  });
});

test("a key of a group is small letters, digits and hyphens", () => {
  expect(newGroupSchema.parse({ ...legal, key: " Model-Risk " }).key).toBe("model-risk");
  expect(newGroupSchema.safeParse({ ...legal, key: "model risk" }).success).toBe(false);
});

test("the chain of groups above never leads back to its start", async () => {
  expect(
    await editGroup(await factsOf(cast.group.forum, { aboveId: cast.group.security }), cast.actor.Root, noon),
  ).toMatchObject({
    fields: { aboveId: "Security stands below Executive forum already. A chain never leads back." },
  });
  expect(
    await editGroup(await factsOf(cast.group.risk, { aboveId: cast.group.risk }), cast.actor.Root, noon),
  ).toMatchObject({
    fields: { aboveId: "A group is not above itself." },
  });
});

test("two edits at once that would close a ring leave one of them refused", async () => {
  const [one, two] = await Promise.all(
    ["ring-one", "ring-two"].map((key) =>
      filled(addGroup({ ...legal, key, name: key }, cast.actor.Root, noon)),
    ),
  );
  if (!one || !two) throw new Error("Both groups are needed.");

  const outcomes = await Promise.all([
    editGroup(await factsOf(one.id, { aboveId: two.id }), cast.actor.Root, noon),
    editGroup(await factsOf(two.id, { aboveId: one.id }), cast.actor.Root, noon),
  ]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
});

test("only somebody inside the house who may write leads a group", async () => {
  expect(
    await editGroup(await factsOf(cast.group.risk, { leadId: cast.actor.Otto.id }), cast.actor.Root, noon),
  ).toMatchObject({
    fields: { leadId: "Otto is an auditor and changes nothing." },
  });
  expect(
    await editGroup(await factsOf(cast.group.risk, { leadId: cast.actor.Olga.id }), cast.actor.Root, noon),
  ).toMatchObject({
    fields: { leadId: "Olga is an outside approver. Somebody in the house leads a group." },
  });
});

test("a group that answers for a rule, stands above another or is the only forum does not retire", async () => {
  expect(await retireGroup({ groupId: cast.group.security }, cast.actor.Root, noon)).toMatchObject({
    message: "Security owns SEC-002, SEC-014. Give each another control owner first.",
  });
  expect(await retireGroup({ groupId: cast.group.forum }, cast.actor.Root, noon)).toMatchObject({
    message: "Executive forum is above Risk committee. Put another group above first.",
  });
  expect(
    await editGroup(await factsOf(cast.group.forum, { isForum: false }), cast.actor.Root, noon),
  ).toMatchObject({
    message: "Executive forum is the only forum, which third renewals need. Name another one first.",
  });
});

test("a group does not retire while a step waits for it", async () => {
  const scope = [
    {
      policyId: cast.policy.export,
      systemId: cast.system.payroll,
      environment: "test" as const,
      resource: "",
    },
  ];
  const { id } = await filedBy(cast, cast.actor.Cora, { scope });
  const { number } = await db.exception.findUniqueOrThrow({ where: { id } });
  const policy = await db.policy.findUniqueOrThrow({ where: { id: cast.policy.export } });
  const { title, statement, domain, longestSeconds } = policy;
  const moved = {
    policyId: policy.id,
    title,
    statement,
    domain,
    longestSeconds,
    controlOwnerId: cast.group.security,
  };
  await filled(editPolicy(moved, cast.actor.Root, noon));

  expect(await retireGroup({ groupId: cast.group.protection }, cast.actor.Root, noon)).toMatchObject({
    message: `Not while EX-${number} waits for Data protection.`,
  });
});

test("a retired group takes no new seat until it is taken back into use", async () => {
  const { id } = await filled(addGroup({ ...legal, key: "old", name: "Old" }, cast.actor.Root, noon));
  await filled(retireGroup({ groupId: id }, cast.actor.Root, noon));
  const seat = { groupId: id, personId: cast.actor.Sam.id };
  expect(await grantMembership(seat, cast.actor.Root, noon)).toMatchObject({ message: "Old is retired." });

  await filled(reinstateGroup({ groupId: id }, cast.actor.Root, noon));
  expect(await grantMembership(seat, cast.actor.Root, noon)).toMatchObject({ ok: true });
});

async function factsOf(groupId: string, changes: object) {
  const { name, purpose, aboveId, leadId, isForum } = await db.group.findUniqueOrThrow({
    where: { id: groupId },
  });
  return { groupId, name, purpose, aboveId, leadId, isForum, ...changes };
}
