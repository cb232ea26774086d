// Looking into rows and acting on several of them, in the register.

import { expect, test, visit } from "./cast";

test("Space looks into a row, and the list stands where it stood", async ({ as, requestFiledBy }) => {
  const request = await requestFiledBy("Cora");
  const ada = await as("Ada");
  await visit(ada, `/register?numbers=${request.number}`);
  const row = ada.getByRole("link", { name: `EX-${request.number}`, exact: true });
  await row.focus();
  await ada.keyboard.press("Space");
  const peek = ada.getByRole("dialog", { name: `EX-${request.number} ${request.title}` });
  await expect(peek).toContainText("Excluding the one folder");
  await expect(peek).toContainText("it waits for Security");
  await ada.keyboard.press("Escape");
  await expect(peek).toBeHidden();
  await expect(row).toBeFocused();
});

test("several are reminded of at once: what cannot be stays selected and says why, and only they are shown", async ({
  as,
  requestFiledBy,
}) => {
  const [mine, foreign] = [await requestFiledBy("Kofi"), await requestFiledBy("Cora")];
  const kofi = await as("Kofi");
  await visit(kofi, `/register?numbers=${mine.number},${foreign.number}`);
  await kofi.getByRole("checkbox", { name: `Select EX-${mine.number}` }).check();
  await kofi.getByRole("checkbox", { name: `Select EX-${foreign.number}` }).check();
  const selected = kofi.getByRole("region", { name: "Selected" });
  await expect(selected).toContainText("2 selected");
  await selected.getByRole("button", { name: "Nudge" }).click();
  await expect(selected).toContainText("1 selected");
  await expect(selected).toContainText(
    `EX-${foreign.number}: Whoever asked for it, filed it or owns it can remind the group.`,
  );
  await selected.getByRole("link", { name: "Show only these" }).click();
  await expect(kofi.getByRole("main").getByText(`All exceptions, EX-${foreign.number}: `)).toContainText(
    "1 of",
  );
});

test("what is selected stays so over a page turn and Back", async ({ as }) => {
  const ravi = await as("Ravi");
  await visit(ravi, "/register?view=all&sort=number");
  const boxes = ravi.getByRole("checkbox", { name: /^Select EX-/ });
  await boxes.first().check();
  await ravi.getByRole("link", { name: "Next" }).click();
  await expect(ravi).toHaveURL(/page=2/);
  await boxes.first().check();
  const selected = ravi.getByRole("region", { name: "Selected" });
  await expect(selected).toContainText("2 selected");
  await ravi.goBack();
  await expect(ravi).not.toHaveURL(/page=2/);
  await expect(boxes.first()).toBeChecked();
  await selected.getByRole("button", { name: "Clear" }).click();
  await expect(boxes.first()).not.toBeChecked();
  await expect(selected).toBeHidden();
});
