// Every screen, for everybody: light and dark, on a desk and on a phone, by keys alone and at 320 pixels.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { approved, policyAndSystem, sentBack } from "./before";
import { expect, test, visit } from "./cast";
import { titled } from "./request-form";

// Some forty pages are looked at.
test.describe.configure({ timeout: 240_000 });

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const looks = [
  { size: desk, colorScheme: "light" },
  { size: phone, colorScheme: "dark" },
  ...(process.env.TEST_LONG
    ? [{ size: phone, colorScheme: "light" } as const, { size: desk, colorScheme: "dark" } as const]
    : []),
] as const;

test("what people do with a request has no barrier that axe finds, light and dark, wide and narrow", async ({
  as,
  requestFiledBy,
}) => {
  const [pending, returned, active] = [
    await requestFiledBy("Cora", { title: titled("Scanner off, to be looked at") }),
    await requestFiledBy("Cora", { title: titled("Scanner off, sent back") }),
    await requestFiledBy("Cora", { title: titled("Scanner off, in force") }),
  ];
  await sentBack(returned, "Ada", "For how long?");
  await approved(active, "Jonas");
  const [cora, priya] = [await as("Cora"), await as("Priya")];

  await expectNoBarrier(cora, "/");
  await expectNoBarrier(cora, "/exceptions/new");
  await expectNoBarrier(cora, `/exceptions/new?copy=EX-${active.number}`);
  await expectNoBarrier(cora, `/exceptions/EX-${returned.number}/edit`);
  await expectNoBarrier(cora, `/exceptions/EX-${active.number}`);
  for (const tab of ["decisions", "changes", "timeline"])
    await expectNoBarrier(cora, `/exceptions/EX-${returned.number}?tab=${tab}`);
  await expectNoBarrier(priya, `/inbox?open=EX-${pending.number}`);
  await expectNoBarrier(priya, "/inbox?tab=decided");
});

test("open dialogs, menus, lists of choices and refusals have no barrier that axe finds", async ({
  as,
  requestFiledBy,
}) => {
  const [active, pending] = [await requestFiledBy("Cora"), await requestFiledBy("Kofi")];
  await approved(active, "Jonas");
  const cora = await as("Cora");

  await visit(cora, `/exceptions/EX-${active.number}`);
  await cora.getByRole("button", { name: "More", exact: true }).click();
  await expect(cora.getByRole("menuitem", { name: "Print" })).toBeVisible();
  await expectNoBarrierNow(cora, "the menu of acts");
  await cora.keyboard.press("Escape");
  await cora.getByRole("button", { name: "Close", exact: true }).click();
  const dialog = cora.getByRole("dialog");
  await dialog.getByLabel("Removed on").fill("");
  await dialog.getByRole("button", { name: "Close", exact: true }).first().click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await expectNoBarrierNow(cora, "closing, refused");
  await dialog.getByRole("combobox", { name: "Verified by" }).fill("jo");
  await expect(cora.getByRole("listbox")).toBeVisible();
  await expectNoBarrierNow(cora, "choosing who verified");

  await visit(cora, "/exceptions/new");
  await cora.getByRole("button", { name: "Submit request" }).click();
  await expect(cora.getByRole("alert").filter({ hasText: "Nothing was sent." })).toBeFocused();
  await expectNoBarrierNow(cora, "the form with what is missing");

  const priya = await as("Priya");
  await visit(priya, `/inbox?open=EX-${pending.number}`);
  await priya.getByRole("button", { name: "Record" }).click();
  await expect(priya.getByRole("alert").filter({ hasText: "Nothing was sent." })).toBeFocused();
  await expectNoBarrierNow(priya, "the decision with what is missing");
  await priya.locator("h1").click();
  await priya.keyboard.press("?");
  await expect(priya.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await expectNoBarrierNow(priya, "the sheet of keys");
  await priya.keyboard.press("Escape");
  await expect(priya.getByRole("dialog")).toHaveCount(0);
  await priya.keyboard.press("Control+k");
  await expect(priya.getByRole("dialog")).toBeVisible();
  await expectNoBarrierNow(priya, "the palette");
});

test("the lists and pages of the directory have no barrier that axe finds", async ({ as }) => {
  const bjarne = await as("Bjarne");
  for (const path of [
    "/policies",
    "/policies/SEC-004",
    "/policies/SEC-004/edit",
    "/systems",
    "/systems/booking-portal",
    "/systems/new",
    "/groups",
    "/groups/security",
    "/groups/security/edit",
    "/rules",
    "/rules/draft",
    "/rules/test",
    "/people",
    "/people/new",
  ])
    await expectNoBarrier(bjarne, path);
  await bjarne.goto("/people");
  await bjarne.getByRole("link", { name: "Cora Lind" }).click();
  await expect(bjarne.getByRole("heading", { level: 1, name: "Cora Lind" })).toBeVisible();
  await expectNoBarrierNow(bjarne, "a person");
});

test("the register, the trail, the account and the sign-in have no barrier that axe finds", async ({
  as,
  page,
}) => {
  const helen = await as("Helen");
  for (const path of ["/register", "/register?view=all&risk=high", "/audit", "/account", "/docs/api"])
    await expectNoBarrier(helen, path);
  await expectNoBarrier(page, "/sign-in");
});

test("empty, filtered to nothing, forbidden and not found have no barrier that axe finds", async ({ as }) => {
  const [helen, irene, amelie] = [await as("Helen"), await as("Irene"), await as("Amélie")];
  await expectNoBarrier(helen, "/");
  await expectNoBarrier(helen, "/inbox");
  await expectNoBarrier(helen, "/exceptions/new");
  await expectNoBarrier(irene, "/register");
  await expectNoBarrier(irene, "/inbox?open=EX-999999");
  await expectNoBarrier(amelie, "/inbox?tab=decided");
  for (const path of ["/register?q=zzzz", "/policies?q=zzzz", "/exceptions/EX-999999", "/nowhere"])
    await expectNoBarrier(amelie, path);
});

test("Tab goes through each page and comes out again, and the focus is seen all the way", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora");
  const ada = await as("Ada");
  const number = `EX-${request.number}`;
  for (const path of ["/", "/exceptions/new", `/inbox?open=${number}`, `/exceptions/${number}`]) {
    await visit(ada, path);
    const stops: string[] = [];
    for (let stop = await tab(ada); stop !== null; stop = await tab(ada)) {
      expect(stop.hasRing, `${path}: ${stop.html}`).toBe(true);
      stops.push(stop.html);
      expect(stops.length, `${path}: Tab does not come out`).toBeLessThan(150);
    }
    expect(stops.length, path).toBeGreaterThan(15);
  }
});

/** Presses Tab and tells where the focus is; null when it has left the page. */
async function tab(page: Page) {
  await page.keyboard.press("Tab");
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return null;
    // The ring of a radio button is drawn around its label, that of a search field around its box.
    const drawn = [focused, focused.parentElement, focused.parentElement?.parentElement].flatMap((element) =>
      element ? [getComputedStyle(element)] : [],
    );
    const hasRing = drawn.some(
      ({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && outlineWidth !== "0px",
    );
    return { html: focused.outerHTML.slice(0, 120), hasRing };
  });
}

test("at 320 pixels nothing scrolls sideways but tables of data", async ({ as, requestFiledBy }) => {
  const request = await requestFiledBy("Cora", {
    title: titled(
      "Scanner off where a title is long and holds averylongwordwithoutanybreakinit_agent-07.example",
    ),
    scope: [
      {
        ...(await policyAndSystem("SEC-004", "booking-portal")),
        environment: "test",
        resource: "arn:aws:ec2:eu-central-1:123456789012:instance/i-0123456789abcdef0",
      },
    ],
  });
  await sentBack(
    request,
    "Jonas",
    "https://tickets.example/browse/SEC-12345?focusedCommentId=1234567890#comment-1234567890",
  );
  const [cora, bjarne] = [await as("Cora"), await as("Bjarne")];
  const number = `EX-${request.number}`;
  for (const [page, path] of [
    [cora, "/"],
    [cora, "/exceptions/new"],
    [cora, `/exceptions/${number}`],
    [cora, `/exceptions/${number}?tab=decisions`],
    [cora, `/exceptions/${number}?tab=changes`],
    [cora, `/exceptions/${number}?tab=timeline`],
    [cora, `/exceptions/${number}/edit`],
    [bjarne, `/inbox?open=${number}`],
    [bjarne, "/register?view=all"],
    [bjarne, "/audit"],
    [bjarne, "/policies/SEC-004"],
    [bjarne, "/people"],
    [bjarne, "/groups/security"],
    [bjarne, "/account"],
  ] as const) {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways, path).toBeLessThanOrEqual(0);
  }
});

async function expectNoBarrier(page: Page, path: string) {
  await page.setViewportSize(desk);
  await visit(page, path);
  await expectNoBarrierNow(page, path);
}

/** Light on the desk and dark on the phone; the long tests look at all four. */
async function expectNoBarrierNow(page: Page, what: string) {
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  for (const { size, colorScheme } of looks) {
    await page.setViewportSize(size);
    // A colour that is still on its way from one theme to the other is no colour of either.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    // The legacy mode needs no page of its own for each look, and there are no frames here that it could miss.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(rules).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
    );
    expect.soft(found, `${what}, ${colorScheme}, ${size.width} px`).toEqual([]);
  }
}
