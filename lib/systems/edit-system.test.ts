import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { addSystem } from "@/lib/systems/add-system";
import { choosableSystems } from "@/lib/systems/choosable-systems";
import { editSystem } from "@/lib/systems/edit-system";
import { oversightFields } from "@/lib/systems/oversight";
import { reinstateSystem } from "@/lib/systems/reinstate-system";
import { retireSystem } from "@/lib/systems/retire-system";
import { newSystemSchema } from "@/lib/systems/schemas";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const portal = {
  key: "booking-portal",
  name: "Booking portal",
  description: "Where customers book freight.",
  kind: "application",
  environments: ["test", "production"],
  sensitivity: "confidential",
  dataHeld: "Customer contacts",
  exposure: "customers",
  team: "Booking",
};

test("an administrator adds a system, its environments in their order, and its key is used once", async () => {
  const system = newSystemSchema.parse({ ...portal, key: " Booking-Portal " });
  const { id, key } = await filled(addSystem(system, cast.actor.Root, noon));

  expect(key).toBe("booking-portal");
  expect(await db.system.findUnique({ where: { id } })).toMatchObject({
    environments: ["production", "test"],
  });
  expect(await db.auditEvent.findMany({ where: { stream: `system/${id}` } })).toMatchObject([
    { action: "system.added" },
  ]);
  expect(await addSystem(system, cast.actor.Root, noon)).toMatchObject({
    fields: { key: "booking-portal is Booking portal. Keys are never used twice." },
  });
});

test("a system runs somewhere", () => {
  expect(newSystemSchema.safeParse({ ...portal, environments: [] }).error?.issues[0]?.message).toBe(
    "Choose where it runs: at least one environment.",
  );
});

test("scanners are named as their reports name them, each once", () => {
  const named = (requiredTools: unknown) => newSystemSchema.safeParse({ ...portal, requiredTools });
  expect(newSystemSchema.parse(portal).requiredTools).toEqual([]);
  expect(named(" Trivy, kube bench,trivy, ").data?.requiredTools).toEqual(["kube-bench", "trivy"]);
  expect(named("trivy, <script>").error?.issues[0]?.message).toBe(
    "Name scanners as their reports do, such as trivy.",
  );
});

test("members and auditors change no system", async () => {
  const edit = await factsOf(cast.system.payroll, { team: "Payments" });
  expect(await editSystem(edit, cast.actor.Cora, noon)).toMatchObject({
    message: "Only administrators change this.",
  });
  expect(await editSystem(edit, cast.actor.Otto, noon)).toMatchObject({
    message: "Auditors read everything and change nothing.",
  });
});

test("a change of a fact is recorded with before and after", async () => {
  await filled(
    editSystem(await factsOf(cast.system.payroll, { sensitivity: "regulated" }), cast.actor.Root, noon),
  );
  expect(
    await db.auditEvent.findFirst({
      where: { stream: `system/${cast.system.payroll}`, action: "system.changed" },
    }),
  ).toMatchObject({
    body: { changed: { sensitivity: { before: "confidential", after: "regulated" } } },
  });
});

test("a retired system is only read, and takes no new requests until it is reinstated", async () => {
  const systemId = cast.system.sandbox;
  await filled(retireSystem({ systemId }, cast.actor.Root, noon));

  expect((await choosableSystems()).map(({ key }) => key)).not.toContain("sandbox");
  expect(
    await editSystem(await factsOf(systemId, { team: "Payments" }), cast.actor.Root, noon),
  ).toMatchObject({
    message: "Sandbox is retired and only read. Reinstate it first.",
  });
  await filled(reinstateSystem({ systemId }, cast.actor.Root, noon));
  expect((await choosableSystems()).map(({ key }) => key)).toContain("sandbox");
});

test("a model carries its maker, its data sets and its numbers in other registers, whose addresses are safe", () => {
  const model = (facts: object) => newSystemSchema.safeParse({ ...portal, kind: "ai_model", ...facts });
  expect(model({ model: "Large 3 (May)", dataSets: " bookings, claims\nbookings " }).data).toMatchObject({
    model: "Large 3 (May)",
    dataSets: ["bookings", "claims"],
    vendorRecord: "",
  });
  expect(model({ modelRecord: "MI-014", modelRecordUrl: "https://models.example.com/14" }).success).toBe(
    true,
  );
  for (const modelRecordUrl of ["http://models.example.com", "javascript:alert(1)", "MI-014"])
    expect(model({ modelRecordUrl }).error?.issues[0]?.message).toBe(
      "Use an address that begins with https://.",
    );
});

test("each kind is asked what fits it, and what was filled in stays to be seen", () => {
  const nothing = { model: "", vendor: "", dataSets: "", deployment: "", modelRecord: "", vendorRecord: "" };
  expect(oversightFields("vendor", nothing)).toEqual(["vendor", "dataSets", "deployment", "vendorRecord"]);
  expect(oversightFields("infrastructure", { ...nothing, model: "Large 3" })).toEqual([
    "model",
    "vendor",
    "deployment",
  ]);
  expect(oversightFields("", nothing)).toEqual([]);
});

async function factsOf(systemId: string, changes: object) {
  const {
    id: _,
    key: __,
    retiredAt: ___,
    ...facts
  } = await db.system.findUniqueOrThrow({ where: { id: systemId } });
  return { systemId, ...facts, ...changes };
}
