// Somebody leaves, and what they owned gets an owner the same day (R3).

import { randomUUID } from "node:crypto";

import { db } from "@/lib/db";
import { addPerson } from "@/lib/people/add-person";

import { actorCalled, expect, test, visit } from "./cast";
import { chooseIn } from "./request-form";

test("an administrator deactivates a leaver, and hands over what they owned", async ({
  as,
  requestFiledBy,
}) => {
  const manager = await actorCalled("Marta");
  const name = `Noor Temme ${randomUUID().slice(0, 6)}`;
  const added = await addPerson(
    {
      name,
      email: `${randomUUID()}@example.com`,
      title: "Engineer",
      team: "Payments",
      role: "member",
      managerId: manager.id,
    },
    await actorCalled("Bjarne"),
    new Date(),
  );
  if (!added.ok) throw new Error(added.message);
  const request = await requestFiledBy("Cora", { ownerId: added.id });

  const bjarne = await as("Bjarne");
  await visit(bjarne, `/people/${added.id}/edit`);
  await bjarne.getByLabel(/^Leaves on/).fill("2035-03-30");
  await bjarne.getByRole("button", { name: "Save" }).click();
  await expect(bjarne.getByText(`${name} leaves on Fri 30 Mar 2035.`)).toBeVisible();

  await bjarne.getByRole("button", { name: "Deactivate" }).click();
  const dialog = bjarne.getByRole("dialog");
  await expect(dialog).toContainText("owns 1");
  await dialog.getByRole("button", { name: `Deactivate ${name}` }).click();
  await expect(dialog).toBeHidden();

  await visit(bjarne, "/people");
  await expect(bjarne.getByRole("main")).toContainText(`EX-${request.number}`);
  await visit(bjarne, `/people/${added.id}/hand-over`);
  await chooseIn(bjarne, `New owner of EX-${request.number}`, "Cora");
  await bjarne
    .getByLabel("Why they change hands")
    .fill("Noor has left; Cora takes the payments agents over.");
  await bjarne.getByRole("button", { name: "Hand over 1 of 1" }).click();
  await expect(bjarne.getByText(`${name} owns nothing that is open.`)).toBeVisible();

  const cora = await actorCalled("Cora");
  expect((await db.exception.findUniqueOrThrow({ where: { id: request.id } })).ownerId).toBe(cora.id);
});
