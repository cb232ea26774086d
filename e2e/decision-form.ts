// Deciding as approvers do, by what they read on the form.

import { expect, type Page } from "@playwright/test";

import { visit } from "./cast";

const decision = (page: Page) => page.getByRole("form", { name: "Your decision" });

/** Approve (or ratify), and the four answers by a tap each. */
export async function tapAll(page: Page, verdict: "Approve" | "Ratify" = "Approve") {
  const form = decision(page);
  await form.getByLabel(verdict, { exact: true }).check();
  await form.getByRole("group", { name: "1. " }).getByLabel("Clear", { exact: true }).check();
  await form.getByLabel("Shortest", { exact: true }).check();
  await form.getByLabel("None found").check();
  await form.getByRole("group", { name: "4. " }).getByLabel("Clear", { exact: true }).check();
}

/** The four answers in words, as high risk asks for them. */
export async function wordsForAll(page: Page) {
  const fields = page.getByRole("textbox", { name: "In words: " });
  for (const [index, words] of ["The date is set.", "Each day is used.", "Tried one.", "It waits."].entries())
    await fields.nth(index).fill(words);
}

export async function approve(page: Page, number: number, comment = "") {
  await visit(page, `/inbox?open=EX-${number}`);
  await tapAll(page);
  if ((await page.getByRole("textbox", { name: "In words: " }).count()) > 0) await wordsForAll(page);
  if (comment) await page.getByLabel("Comment").fill(comment);
  await record(page, number);
}

export async function sendBack(page: Page, number: number, comment: string) {
  await visit(page, `/inbox?open=EX-${number}`);
  await decision(page).getByLabel("Send back").check();
  await page.getByLabel("Comment").fill(comment);
  await record(page, number);
}

export async function record(page: Page, number: number) {
  await decision(page).getByRole("button", { name: "Record" }).click();
  await expect(page).not.toHaveURL(new RegExp(`EX-${number}`));
}
