// The four stories for which the register was made, told in the browser by the people whom they concern.

import { TZDate } from "@date-fns/tz";
import type { Page } from "@playwright/test";
import { addDays } from "date-fns";

import { dayIn, formatInstant, fromLocalInput } from "@/lib/dates";

import { expect, test, visit } from "./cast";
import { approve, sendBack } from "./decision-form";
import { chooseIn, fillRequest, titled } from "./request-form";

const zone = "Europe/Berlin";

test("the payroll vendor reads the HR export folder for two weeks, and people operations closes it", async ({
  as,
}) => {
  const title = titled("Lohnwerk reads the HR export folder for two weeks");
  const nina = await as("Nina");
  await visit(nina, "/exceptions/new?policy=DAT-005&system=hr-share");
  await fillRequest(nina, {
    rules: [],
    title,
    places: [],
    reason:
      "Lohnwerk's import drops people who changed tax class. Their analyst compares our export with theirs.",
    breaksIfNo: "23 people are paid by the wrong tax class again, and corrected a month later.",
    data: "Names, hours, salary bands and tax classes of all staff",
    damage: "Moderate",
    facts: ["Gives a vendor reach", "Widens access to data"],
    couldGoWrong: "One person outside could copy the files of a month.",
    saferWays: "Sending extracts of the 23: the fault only shows over a whole run.",
    mitigation: "One named account through the bastion, read only, and I get its list of opened files daily.",
    howLong: "14 days",
  });
  const panel = nina.getByRole("complementary", { name: "What follows" });
  await expect(panel).toContainText(
    "Moderate because confidential data is involved, and it widens access to data, and it gives a vendor reach",
  );
  const number = await submitted(nina, title);

  const ben = await as("Ben");
  await approve(ben, number, "Read only, one account, and the list of opened files comes to me as well.");
  await visit(nina, `/exceptions/EX-${number}`);
  await expect(nina.getByText(/^In force until /)).toBeVisible();
  await expect(nina.getByText(/^Ends in 13 days/)).toBeAttached();

  await closeIt(nina, "Yusuf Demir", "The account is disabled, the comparison found the fault.");
  await registerShows(ben, title, ["Closed · remediated", "Nina Albrecht", "Ben Okoro"]);
  await trailTells(ben, number, [
    `Nina Albrecht filed EX-${number}`,
    `Ben Okoro approved step 1 of EX-${number}`,
    `Nina Albrecht closed EX-${number}`,
  ]);
});

test("the second factor is off for one test account over the weekend of the move, until Monday 9:00", async ({
  as,
}) => {
  const title = titled("Second factor off for move-test over the weekend of the move");
  const { friday, monday } = nextWeekend();
  const kofi = await as("Kofi");
  await visit(kofi, "/exceptions/new?policy=ACC-001&system=directory");
  await fillRequest(kofi, {
    rules: [],
    title,
    places: [],
    reason:
      "The test account signs in by script every ten minutes while the directory moves, and no script has a phone.",
    breaksIfNo: "Nobody sees before Monday morning whether sign-in works at the three warehouses.",
    data: "None: the account can open the start page and nothing else",
    damage: "Minor",
    facts: ["Weakens sign-in"],
    couldGoWrong: "Somebody who knows its password could sign in as the test account.",
    saferWays: "A hardware key in the script's machine: it comes in two weeks.",
    mitigation: "The account has no rights, and signs in from one address.",
    howLong: "Until…",
    until: monday,
  });
  await kofi.getByRole("combobox", { name: "Environment" }).selectOption("Test");
  await kofi.getByLabel("Part of it").fill("move-test");
  await kofi.getByLabel("It starts later than at approval").check();
  await kofi.getByLabel("Start", { exact: true }).fill(friday);
  const end = formatInstant(fromLocalInput(monday, zone) as Date, zone);
  const panel = kofi.getByRole("complementary", { name: "What follows" });
  await expect(panel).toContainText(`If approved now: ${end}`);
  await expect(panel).toContainText("ACC-001 allows 4 days at most.");
  const number = await submitted(kofi, title);

  const ravi = await as("Ravi");
  await approve(ravi, number);
  await visit(ravi, `/exceptions/EX-${number}`);
  await expect(ravi.getByText(/^Approved, and not in force yet: it starts Fri .* 18:00/)).toBeVisible();
  await expect(ravi.getByText("Active, starts later")).toBeVisible();
  await expect(ravi.getByText(`· ${end}`).first()).toBeVisible();

  await ravi.getByRole("button", { name: "Revoke" }).click();
  const dialog = ravi.getByRole("dialog", { name: "Revoke this exception" });
  await dialog.getByLabel("Why it ends now").fill("The move is put off until spring.");
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(ravi.getByText("Closed · revoked")).toBeVisible();
  await trailTells(ravi, number, [`Ravi Menon revoked EX-${number}`]);
});

test("one Terraform change breaks three policies, and all who answer for them sign it in turn", async ({
  as,
}) => {
  const title = titled("Search replica with a debugger, change 2304");
  const lukas = await as("Lukas");
  await visit(lukas, "/exceptions/new");
  await fillRequest(lukas, {
    rules: ["INF-001", "INF-002", "SEC-002"],
    title,
    places: [{ system: "Booking search", environment: "Production", part: "search-replica-debug" }],
    reason:
      "The search returns sailings that left, once in 4,000 requests, and only under production load (BK-4622).",
    breaksIfNo: "Customers book sailings that have left, about nine a day, and we keep guessing.",
    data: "Schedules and list prices",
    damage: "Minor",
    facts: ["Opens remote access"],
    couldGoWrong: "Whoever reaches the bastion could attach to the replica and read its memory.",
    saferWays: "Two weeks of logs and a load test in staging: neither shows it.",
    mitigation: "Port 5005 is open from the bastion alone, and the replica's role cannot write.",
    howLong: "3 days",
  });
  const panel = lukas.getByRole("complementary", { name: "What follows" });
  await expect(panel).toContainText("Owns INF-001 and INF-002");
  await expect(panel).toContainText("Owns SEC-002");
  await expect(panel).toContainText("SEC-002 allows 3 days at most.");
  const number = await submitted(lukas, title);

  const felix = await as("Felix");
  await approve(felix, number, "Instance and name are fine for three days.");
  await expect(lukas.getByText("Not in force: it waits for Platform.")).toBeVisible();
  const jonas = await as("Jonas");
  await approve(jonas, number, "From the bastion alone.");
  const tomasz = await as("Tomasz");
  await approve(tomasz, number);

  await visit(lukas, `/exceptions/EX-${number}`);
  await expect(lukas.getByText(/^In force until /)).toBeVisible();
  const decides = lukas.getByRole("region", { name: "Who decides" });
  for (const name of ["Felix Harms", "Jonas Feld", "Tomasz Wilk"])
    await expect(decides).toContainText(`${name} approved`);
  await closeIt(lukas, "Lena Kowalczyk", "Replica destroyed with change 2311, port scan is empty.");
  await registerShows(jonas, title, ["High", "Closed · remediated", "Felix Harms, Jonas Feld, Tomasz Wilk"]);
});

test("a product team wants customer data in a model before launch: sent back, answered, decided, one from outside", async ({
  as,
}) => {
  const title = titled("Customer bookings in the claims assistant before the launch");
  const amelie = await as("Amélie");
  await visit(amelie, "/exceptions/new");
  await fillRequest(amelie, {
    rules: ["AI-002", "DAT-007"],
    title,
    places: [{ system: "Claims assistant", environment: "Production", part: "pilot of twelve customers" }],
    reason:
      "Instant answers are only right if the model sees the customer's own bookings, and the launch is printed.",
    breaksIfNo: "We launch with general answers, which 41% of testers called useless.",
    data: "Bookings, routes and consignees of twelve pilot customers",
    damage: "Moderate",
    facts: ["Uses an external model", "Widens access to data"],
    couldGoWrong: "It could show one pilot customer's booking to another.",
    saferWays: "Invented bookings: the model is fine on them and wrong on real ones.",
    mitigation: "A clerk reads every answer before it is sent.",
    howLong: "5 days",
  });
  const panel = amelie.getByRole("complementary", { name: "What follows" });
  await expect(panel).toContainText("High because an external model gets data that is not public.");
  await expect(panel).toContainText("High risk allows 7 days at most.");
  const number = await submitted(amelie, title);

  const noor = await as("Noor");
  await sendBack(noor, number, "Does the clerk read the answers to all twelve?");
  await visit(amelie, `/exceptions/EX-${number}`);
  await expect(amelie.getByText("Does the clerk read the answers to all twelve?").first()).toBeVisible();
  await amelie.getByRole("link", { name: "Change it" }).click();
  const mitigation = amelie.getByLabel("What keeps it safe meanwhile");
  await expect(mitigation).toHaveValue(/A clerk reads every answer/);
  await mitigation.fill("A clerk reads every answer to all twelve before it is sent.");
  await amelie.getByRole("button", { name: "Submit again" }).click();
  await expect(amelie.getByText("Not in force: it waits for Model risk.")).toBeVisible();

  await visit(noor, `/inbox?open=EX-${number}`);
  await expect(noor.getByRole("region", { name: "Since revision 1" })).toContainText("to all twelve");
  await approve(noor, number, "With a clerk before every answer I accept it.");
  const ben = await as("Ben");
  await approve(ben, number, "Bookings of the twelve only.");
  const irene = await as("Irene");
  await irene.goto("/inbox");
  await expect(irene.getByRole("list", { name: "Requests" })).toContainText(title);
  await approve(irene, number);

  await visit(amelie, `/exceptions/EX-${number}`);
  await expect(amelie.getByText(/^In force until /)).toBeVisible();
  await closeIt(amelie, "Emil Strand", "The index is deleted, the evaluation is done.");
  await registerShows(noor, title, ["High", "Closed · remediated", "Noor Haddad, Ben Okoro, Irene Falk"]);
  await trailTells(noor, number, [
    `Noor Haddad sent EX-${number} back`,
    `Irene Falk approved step 3 of EX-${number}, revision 2`,
  ]);
});

/** The number that it got. */
async function submitted(page: Page, title: string): Promise<number> {
  await page.getByRole("button", { name: "Submit request" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  return Number(/EX-(\d+)/.exec(page.url())?.[1]);
}

async function closeIt(page: Page, verifiedBy: string, note: string) {
  await page.getByRole("button", { name: "Close", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Close: the rule holds again" });
  await chooseIn(page, "Verified by", verifiedBy);
  await dialog.getByLabel("Note").fill(note);
  await dialog.getByRole("button", { name: "Close", exact: true }).first().click();
  await expect(page.getByText("Closed · remediated")).toBeVisible();
}

async function registerShows(page: Page, title: string, words: string[]) {
  await page.goto(`/register?view=all&q=${encodeURIComponent(title)}`);
  const row = page.getByRole("row").filter({ hasText: title });
  await expect(row).toHaveCount(1);
  for (const word of words) await expect(row).toContainText(word);
}

async function trailTells(page: Page, number: number, sentences: string[]) {
  await page.goto(`/audit?exception=EX-${number}`);
  for (const sentence of sentences) await expect(page.getByRole("main")).toContainText(sentence);
}

/** The Friday to come, 18:00, and the Monday after it, 9:00, as Berlin writes them. */
function nextWeekend() {
  const today = TZDate.tz(zone);
  const friday = addDays(today, ((5 - today.getDay() + 7) % 7) + 7);
  const [day, after] = [friday, addDays(friday, 3)].map((at) => dayIn(zone, at));
  return { friday: `${day}T18:00`, monday: `${after}T09:00` };
}
