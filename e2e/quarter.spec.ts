// A security lead reads the quarter, follows its figures to the rows behind them, comments and signs.

import AxeBuilder from "@axe-core/playwright";

import { quarterAfter, quarterAt, quarterName } from "@/lib/reviews/quarter";
import { approved } from "./before";
import { expect, test, visit } from "./cast";

const present = quarterAt(new Date(), "Europe/Berlin");
const signed = quarterAfter(present, -1);
/** Before the demo's first story, so nobody else looks at it. */
const early = quarterAfter(present, -4);

test("behind a bar stand exactly the exceptions that it counts", async ({ as }) => {
  const ada = await as("Ada");
  await visit(ada, `/quarter?q=${signed}`);
  const chart = ada.getByRole("region", { name: "A real check, or a stamp?" });
  const mark = chart.getByRole("link", { name: /^Approved as asked: \d+$/ }).first();
  const count = Number(/\d+$/.exec((await mark.getAttribute("aria-label")) ?? "")?.[0]);
  await mark.click();

  await expect(ada.getByRole("heading", { level: 1 })).toContainText(`${count}`);
  await expect(ada.getByRole("row")).toHaveCount(count + 1);
  await ada
    .getByRole("link", { name: /^EX-\d+$/ })
    .first()
    .click();
  await expect(ada).toHaveURL(/\/exceptions\/EX-\d+$/);
});

test("a chart turns into its table, by its button and all by a key, and Back undoes it", async ({ as }) => {
  const cora = await as("Cora");
  await visit(cora, `/quarter?q=${signed}`);
  const chart = cora.getByRole("region", { name: "Do we close as fast as we open?" });
  await chart.getByRole("link", { name: /^As table/ }).click();
  await expect(cora).toHaveURL(/table=flow/);
  await expect(chart.getByRole("columnheader")).toHaveText(["Week of", "Began", "Were over"]);
  await cora.goBack();
  await expect(chart.getByRole("table")).toHaveCount(0);

  await cora.keyboard.press("t");
  await expect(cora).toHaveURL(/table=all/);
  await expect(cora.getByRole("table")).toHaveCount(12);
});

test("what was signed keeps its figures, however the register goes on", async ({ as, requestFiledBy }) => {
  const helen = await as("Helen");
  await visit(helen, `/quarter?q=${signed}`);
  await expect(helen.getByText(`Ada Brandt signed ${quarterName(signed)} on`)).toBeVisible();
  await expect(helen.getByText("Counted again from the record just now: the same figures.")).toBeVisible();
  const before = await helen.getByRole("main").locator("figure").allInnerTexts();

  await approved(await requestFiledBy("Cora"), "Ada");
  await helen.reload();
  await expect(helen.getByText("Counted again from the record just now: the same figures.")).toBeVisible();
  expect(await helen.getByRole("main").locator("figure").allInnerTexts()).toEqual(before);
});

test("a lead comments on a chart and signs; others read and are told why they do not", async ({ as }) => {
  const [ada, cora] = [await as("Ada"), await as("Cora")];
  await visit(cora, `/quarter?q=${early}`);
  const blocked = cora.getByRole("button", { name: "Sign", exact: true });
  await expect(blocked).toHaveAccessibleDescription(/leads a group that answers for a security rule/);

  await visit(ada, `/quarter?q=${early}`);
  const chart = ada.getByRole("region", { name: "Who needs help?" });
  await chart.getByRole("button", { name: "Comment" }).click();
  await ada.getByRole("textbox", { name: "What it means for us" }).fill("Nobody yet: we had just begun.");
  await ada.getByRole("button", { name: "Record comment" }).click();
  await expect(chart.getByText("Nobody yet: we had just begun.")).toBeVisible();

  await ada.getByRole("button", { name: "Sign", exact: true }).click();
  await ada.getByRole("button", { name: `Sign ${quarterName(early)}` }).click();
  await expect(ada.getByText(/^Ada Brandt signed /)).toBeVisible();
  await expect(chart.getByRole("button", { name: "Comment" })).toHaveCount(0);

  const helen = await as("Helen");
  await visit(helen, "/audit?what=reviews");
  await expect(helen.getByText(`Ada Brandt signed the review of ${quarterName(early)}`)).toBeVisible();
});

test("outside approvers see what is put to them, and no quarter", async ({ as }) => {
  const irene = await as("Irene");
  expect((await irene.goto("/quarter"))?.status()).toBe(403);
  expect((await irene.goto(`/quarter/rows?q=${signed}&chart=growth&mark=end`))?.status()).toBe(403);
});

test("the quarter passes axe as charts, as tables and on a phone", async ({ as }) => {
  test.slow();
  const ada = await as("Ada");
  const looks = [
    [`/quarter?q=${signed}`, 1440],
    [`/quarter?q=${signed}&table=all`, 390],
    [`/quarter?q=${present}`, 390],
  ] as const;
  for (const [path, width] of looks) {
    await ada.setViewportSize({ width, height: 900 });
    await visit(ada, path);
    const { violations } = await new AxeBuilder({ page: ada }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  }
});
