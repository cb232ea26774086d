// Filling in the request form as people do, by its labels.

import { randomUUID } from "node:crypto";

import { expect, type Page } from "@playwright/test";

export type Typed = {
  rules: string[];
  title: string;
  places: { system: string; environment: string; part?: string }[];
  reason: string;
  breaksIfNo: string;
  sensitivity?: string;
  affected?: string;
  data: string;
  damage: "Minor" | "Moderate" | "Major" | "Severe";
  facts?: string[];
  couldGoWrong: string;
  saferWays: string;
  mitigation: string;
  howLong: string;
  until?: string;
  owner?: string;
};

export async function fillRequest(page: Page, typed: Typed) {
  for (const rule of typed.rules) await chooseIn(page, "Rules that have to be broken", rule);
  await page.getByLabel("Title").fill(typed.title);
  await fillPlaces(page, typed.places);
  await page.getByLabel("Reason").fill(typed.reason);
  await page.getByLabel("What breaks if the answer is no").fill(typed.breaksIfNo);
  if (typed.sensitivity) await page.getByLabel("How sensitive is the data").selectOption(typed.sensitivity);
  if (typed.affected) await page.getByLabel("Who could be affected").selectOption(typed.affected);
  await page.getByLabel("Which data").fill(typed.data);
  await page.getByRole("group", { name: "If it goes wrong" }).getByLabel(typed.damage).check();
  for (const fact of typed.facts ?? []) await page.getByLabel(fact).check();
  await page.getByLabel("What could go wrong meanwhile").fill(typed.couldGoWrong);
  await page.getByLabel("Safer ways you looked at").fill(typed.saferWays);
  await page.getByLabel("What keeps it safe meanwhile").fill(typed.mitigation);
  await page.getByRole("group", { name: "How long" }).getByLabel(typed.howLong, { exact: true }).check();
  if (typed.until) await page.getByLabel("Until", { exact: true }).fill(typed.until);
  if (typed.owner) await chooseIn(page, "Owner", typed.owner);
}

async function fillPlaces(page: Page, places: Typed["places"]) {
  for (const [index, { system, environment, part }] of places.entries()) {
    if (index > 0) await page.getByRole("button", { name: "Another place" }).click();
    await chooseIn(page, "System", system, index);
    await page.getByRole("combobox", { name: "Environment" }).nth(index).selectOption(environment);
    if (part) await page.getByLabel("Part of it").nth(index).fill(part);
  }
}

/** Types a few letters into a search field and takes what fits. */
export async function chooseIn(page: Page, label: string, words: string, index = 0) {
  const field = page.getByRole("combobox", { name: label, exact: true }).nth(index);
  await field.fill(words);
  await expect(page.getByRole("option", { name: words }).first()).toHaveAttribute("data-highlighted");
  await field.press("Enter");
  await expect(page.getByRole("listbox")).toBeHidden();
}

/** A request that a low-risk form needs, for Security to decide. */
export const routine: Typed = {
  rules: ["SEC-004"],
  title: "Scanner off on agent-03 while the cache is rebuilt",
  places: [{ system: "Build agents", environment: "Test", part: "agent-03" }],
  reason:
    "The scanner reads each of the 400,000 small files twice, and the nightly job is cut off at six hours.",
  breaksIfNo: "No new base images this week, and the patched library waits for them.",
  data: "Source code and public packages",
  damage: "Minor",
  couldGoWrong: "Malware in a package of that night would be found a day later.",
  saferWays: "Excluding the one folder: the scanner still hooks the file calls.",
  mitigation: "The agent is out of the release queue, and its images are scanned before they are signed.",
  howLong: "3 days",
};

/** A title that no other request has, so that it can be found again. */
export const titled = (words: string) => `${words} (${randomUUID().slice(0, 8)})`;
