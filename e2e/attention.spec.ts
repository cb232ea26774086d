// What nobody else sees: watching, snoozing, taking back. And the one reminder that everybody may see.

import { expect, test, visit } from "./cast";

test("an approver watches and snoozes with keys, finds both again, and takes each back", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora");
  const number = `EX-${request.number}`;
  const jonas = await as("Jonas");
  await visit(jonas, `/inbox?open=${number}`);

  await jonas.keyboard.press("s");
  await expect(jonas.getByText(`You watch ${number}.`, { exact: true })).toBeVisible();
  await expect(jonas.getByRole("button", { name: "Stop watching" })).toBeVisible();
  await jonas.keyboard.press("e");
  await expect(jonas.getByText(new RegExp(`^${number} is snoozed [^.]+\\.$`))).toBeVisible();
  await expect(jonas).not.toHaveURL(new RegExp(number));

  await visit(jonas, "/inbox?tab=watching");
  await expect(jonas.getByRole("table", { name: "What you watch" })).toContainText(request.title);
  await visit(jonas, `/inbox?tab=snoozed&open=${number}`);
  await jonas.getByRole("button", { name: /^Snoozed until .+: bring back$/ }).click();
  await expect(jonas.getByText(`${number} waits again.`, { exact: true })).toBeVisible();
  await jonas.keyboard.press("z");
  await expect(jonas).toHaveURL(/tab=snoozed/);
  await expect(jonas.getByRole("list", { name: "Requests" })).toContainText(request.title);

  const ada = await as("Ada");
  await visit(ada, `/inbox?open=${number}`);
  await expect(ada.getByRole("button", { name: "Watch", exact: true })).toBeVisible();
  await expect(ada.getByRole("button", { name: "Snooze" })).toBeVisible();
});

test("several are selected with keys and watched or snoozed at once, and one press takes it back", async ({
  as,
  requestFiledBy,
}) => {
  const requests = [await requestFiledBy("Cora"), await requestFiledBy("Kofi")];
  const ada = await as("Ada");
  await visit(ada, `/inbox?open=EX-${requests[0]?.number}`);
  for (const { number } of requests) {
    await ada
      .getByRole("list", { name: "Requests" })
      .getByRole("link", { name: `EX-${number}` })
      .focus();
    await ada.keyboard.press("x");
  }
  const selected = ada.getByRole("region", { name: "Selected" });
  await expect(selected).toContainText("2 selected");
  await selected.getByRole("button", { name: "Snooze" }).click();
  await ada.getByRole("menuitem", { name: "For three hours" }).click();
  await expect(ada.getByText("2 snoozed.", { exact: true })).toBeVisible();
  await expect(selected).toBeHidden();
  for (const { title } of requests) {
    await expect(ada.getByRole("list", { name: "Requests" })).not.toContainText(title);
  }
  await ada.getByRole("button", { name: "Undo" }).click();
  for (const { title } of requests) {
    await expect(ada.getByRole("list", { name: "Requests" })).toContainText(title);
  }
});

test("whoever asked nudges the group once, and is told when again", async ({ as, requestFiledBy }) => {
  const request = await requestFiledBy("Cora");
  const cora = await as("Cora");
  await visit(cora, "/");
  const nudge = cora.getByRole("button", { name: `Nudge the deciders of EX-${request.number}` });
  await nudge.click();
  await expect(nudge).toHaveAccessibleDescription(/^They were reminded just now\. .+ again in 2\d hours\.$/);
  await visit(cora, `/exceptions/EX-${request.number}?tab=timeline`);
  await expect(cora.getByRole("region", { name: "Timeline" })).toContainText("reminded Security to decide");
});
