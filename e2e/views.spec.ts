// Views of the register: what is kept under a name, for oneself and for a group, and a list cut into groups. Everything
// that is kept here has a name of its own, and nobody's default is left behind: others read the register meanwhile.

import { expect, test, visit } from "./cast";

test("somebody saves what they see with v, edits it, puts it back, and saves the edit", async ({ as }) => {
  const name = `Risky of mine ${crypto.randomUUID().slice(0, 6)}`;
  const lena = await as("Lena");
  await visit(lena, "/register?view=all&risk=high");
  await lena.keyboard.press("v");
  const views = lena.getByRole("dialog", { name: "Views" });
  await views.getByLabel("Save what is on the screen").fill(name);
  await views.getByRole("button", { name: "Save view" }).click();
  await views.getByRole("button", { name: `Show ${name} as a tab` }).click();
  await expect(views.getByText(`“${name}” is a tab now.`)).toBeVisible();
  await views.getByRole("link", { name, exact: true }).click();

  const tab = lena.getByRole("navigation", { name: "Views" }).getByRole("link", { name });
  await expect(tab).toHaveAttribute("aria-current", "page");
  const main = lena.getByRole("main");
  await expect(main.getByText("· modified")).toHaveCount(0);
  await lena.getByRole("link", { name: "Take away: High risk" }).click();
  await expect(main.getByText("· modified")).toBeVisible();
  await main.getByRole("link", { name: "Reset" }).click();
  await expect(lena.getByRole("link", { name: "Take away: High risk" })).toBeVisible();

  await lena.getByRole("link", { name: "Take away: High risk" }).click();
  await main.getByRole("button", { name: "Save", exact: true }).click();
  await expect(main.getByText("· modified")).toHaveCount(0);
  await visit(lena, (await tab.getAttribute("href")) ?? "");
  await expect(main.getByText(/^All exceptions: /)).toBeVisible();
});

test("the register opens with somebody's own default, and a removed view comes back with Undo", async ({
  as,
}) => {
  const name = `First of all ${crypto.randomUUID().slice(0, 6)}`;
  const mateo = await as("Mateo");
  await visit(mateo, "/register?view=pending&risk=low");
  await mateo.getByRole("button", { name: "Views" }).click();
  const views = mateo.getByRole("dialog", { name: "Views" });
  await views.getByLabel("Save what is on the screen").fill(name);
  await views.getByRole("button", { name: "Save view" }).click();
  await views.getByRole("button", { name: `Open the register with ${name}` }).click();
  await expect(views.getByText("opens first")).toBeVisible();

  await visit(mateo, "/register");
  await expect(mateo.getByRole("main").getByText(/^Pending, low: /)).toBeVisible();
  await mateo.goto("/register?view=in-force");
  await expect(mateo.getByRole("main").getByText(/^In force: /)).toBeVisible();

  await visit(mateo, "/register");
  await mateo.keyboard.press("v");
  await views.getByRole("button", { name: `More for ${name}` }).click();
  await mateo.getByRole("menuitem", { name: "Remove" }).click();
  await expect(views.getByText(`“${name}” is removed.`)).toBeVisible();
  await expect(views.getByRole("link", { name, exact: true })).toHaveCount(0);
  await views.getByRole("button", { name: "Undo" }).click();
  await expect(views.getByRole("link", { name, exact: true })).toBeVisible();
  await views.getByRole("button", { name: `Open the register with ${name}` }).click();
  await expect(views.getByText("The register opens as usual.")).toBeVisible();
});

test("a view that is shared is the group's: a member sees it and cannot change it, and the trail tells it", async ({
  as,
}) => {
  const name = `For all of us ${crypto.randomUUID().slice(0, 6)}`;
  const [jonas, priya] = [await as("Jonas"), await as("Priya")];
  await visit(jonas, "/register?view=open&risk=low");
  await jonas.keyboard.press("v");
  const views = (page: typeof jonas) => page.getByRole("dialog", { name: "Views" });
  await views(jonas).getByLabel("Save what is on the screen").fill(name);
  await views(jonas).getByRole("button", { name: "Save view" }).click();
  await views(jonas)
    .getByRole("button", { name: `More for ${name}` })
    .click();
  await jonas.getByRole("menuitem", { name: "Share with Security" }).click();
  await expect(views(jonas).getByText(`“${name}” is shared with Security.`)).toBeVisible();

  await visit(priya, "/register");
  await priya.keyboard.press("v");
  await views(priya).getByRole("link", { name, exact: true }).click();
  await expect(priya.getByRole("main").getByText(/^Still open, low: /)).toBeVisible();
  await priya.getByRole("link", { name: "Take away: Low risk" }).click();
  const save = priya.getByRole("main").getByRole("button", { name: "Save", exact: true });
  await expect(save).toHaveAttribute("aria-disabled", "true");
  await expect(save).toHaveAccessibleDescription(
    /^It is the view of Security\. .+ or an administrator changes it\.$/,
  );

  await priya.goto("/audit?what=reviews");
  await expect(priya.getByText(`Jonas Feld shared the view “${name}” with Security`)).toBeVisible();
});

test("a list is cut into groups, and each group's link shows as many as it promised", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora");
  const ada = await as("Ada");
  await visit(ada, `/register?q=ex-${request.number}`);
  await ada.getByRole("button", { name: "Group" }).click();
  await ada.getByRole("menuitemradio", { name: "Rule", exact: true }).click();
  await expect(ada).toHaveURL(/group=policy/);
  await expect(ada.getByRole("rowheader", { name: /^SEC-004.* 1$/ })).toBeVisible();
  await expect(ada.getByRole("row", { name: request.title })).toBeVisible();

  await visit(ada, "/register?view=all&status=rejected&group=risk");
  const all = ada.getByRole("link", { name: /^All \d+ of Moderate$/ });
  const promised = /\d+/.exec((await all.textContent()) ?? "")?.[0];
  await all.click();
  await expect(
    ada.getByRole("main").getByText(new RegExp(`^Rejected, moderate: ${promised} of`)),
  ).toBeVisible();
});
