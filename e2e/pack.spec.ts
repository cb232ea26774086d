// Proof that needs no login: what somebody takes away opens from a disk, and says whether it was changed.

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import AxeBuilder from "@axe-core/playwright";

import { quarterAfter, quarterAt, quarterName } from "@/lib/reviews/quarter";
import { unzipped, writeFiles } from "@/lib/testing/unzip";

import { approved, recordSigned } from "./before";
import { expect, test, visit } from "./cast";

test("an auditor takes the pack of an exception away, reads it without a network and finds one changed byte", async ({
  as,
  browser,
  requestFiledBy,
}, testInfo) => {
  const request = await requestFiledBy("Cora");
  await approved(request, "Ada");
  await recordSigned();
  const helen = await as("Helen");
  await visit(helen, `/exceptions/EX-${request.number}`);
  await helen.getByRole("button", { name: "More", exact: true }).click();
  const [download] = await Promise.all([
    helen.waitForEvent("download"),
    helen.getByRole("menuitem", { name: "Evidence pack" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(
    new RegExp(`^pack-EX-${request.number}-\\d{4}-\\d\\d-\\d\\d\\.zip$`),
  );
  const folder = testInfo.outputPath("pack");
  writeFiles(folder, unzipped(readFileSync(await download.path())));

  const offline = await browser.newContext({ offline: true });
  const page = await offline.newPage();
  await page.goto(pathToFileURL(join(folder, "index.html")).href);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Evidence pack: EX-${request.number}`);
  await expect(
    page.getByText(`Ada Brandt approved step 1 of EX-${request.number}, revision 1`),
  ).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  }
  await page.setViewportSize({ width: 390, height: 900 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await offline.close();

  const key = readFileSync(join(folder, "public-key.txt"), "utf8").trim();
  const checked = () => spawnSync(process.execPath, [join(folder, "verify.mjs"), key], { encoding: "utf8" });
  expect(checked()).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(
      /^Everything fits: 1 exception, 2 events.*\n2 events stood under the checkpoint .*, as given\.\n/,
    ),
  });
  const [manifest] = /[0-9a-f]{64}/.exec(checked().stdout) ?? [];
  await helen.goto("/audit?what=exports&who=me");
  await expect(helen.getByText(`SHA-256 of its manifest ${manifest}`).first()).toBeVisible();

  const records = join(folder, "records.json");
  writeFileSync(records, readFileSync(records, "utf8").replace("active", "actIve"));
  expect(checked()).toMatchObject({
    status: 1,
    stdout: "This pack does not fit. records.json was changed.\n",
  });
});

test("a quarter is taken month by month: nothing twice, nothing left out, and one changed byte is found", async ({
  as,
}, testInfo) => {
  const quarter = quarterAfter(quarterAt(new Date(), "Europe/Berlin"), -1);
  const helen = await as("Helen");
  const taken = async (press: Promise<void>) => {
    const [download] = await Promise.all([helen.waitForEvent("download"), press]);
    const files = unzipped(readFileSync(await download.path()));
    const records = JSON.parse(String(files.get("records.json")));
    const numbers: string[] = records.exceptions.map(({ number }: { number: string }) => number);
    return { name: download.suggestedFilename(), files, numbers };
  };
  await visit(helen, `/quarter?q=${quarter}`);
  const whole = await taken(helen.getByRole("button", { name: "Evidence pack" }).click());

  // Where the register sends whoever asks for more than one pack holds.
  await visit(helen, `/packs/months?of=quarter&query=${quarter}`);
  expect((await new AxeBuilder({ page: helen }).analyze()).violations).toEqual([]);
  const rows = helen.getByRole("table", { name: "Months, oldest first" }).getByRole("row");
  const months = (await rows.count()) - 1;
  expect(months).toBeGreaterThan(1);
  const together: string[] = [];
  for (let row = 1; row <= months; row++) {
    const [name, exceptions] = await rows.nth(row).getByRole("cell").allTextContents();
    const press = rows
      .nth(row)
      .getByRole("button", { name: `Evidence pack of ${name}` })
      .click();
    const pack = await taken(press);
    expect(pack.numbers).toHaveLength(Number(exceptions));
    expect(pack.name).toMatch(new RegExp(`^pack-${quarter}-\\d{4}-\\d\\d-\\d{4}-\\d\\d-\\d\\d\\.zip$`));
    expect(JSON.parse(String(pack.files.get("manifest.json")))).toMatchObject({
      of: `${quarterName(quarter)}, asked for in ${name}`,
    });
    together.push(...pack.numbers);

    const folder = testInfo.outputPath(`month-${row}`);
    writeFiles(folder, pack.files);
    const checked = () => spawnSync(process.execPath, [join(folder, "verify.mjs")], { encoding: "utf8" });
    expect(checked()).toMatchObject({ status: 0, stdout: expect.stringContaining("Everything fits") });
    const events = Buffer.from(pack.files.get("events.jsonl") ?? []);
    const middle = Math.floor(events.length / 2);
    events.writeUInt8(events.readUInt8(middle) ^ 1, middle);
    writeFileSync(join(folder, "events.jsonl"), events);
    expect(checked()).toMatchObject({
      status: 1,
      stdout: "This pack does not fit. events.jsonl was changed.\n",
    });
  }
  expect(together.toSorted()).toEqual(whole.numbers.toSorted());
});

test("a member's pack of the register holds their own requests, and they are told why not more", async ({
  as,
}) => {
  const cora = await as("Cora");
  await cora.goto("/register");
  await expect(cora.getByRole("button", { name: "Evidence pack" })).toHaveAccessibleDescription(
    "Members take packs of their own requests. Auditors and administrators take any.",
  );
  await cora.goto("/register?view=all&requester=me");
  const [download] = await Promise.all([
    cora.waitForEvent("download"),
    cora.getByRole("button", { name: "Evidence pack" }).click(),
  ]);
  const { exceptions } = JSON.parse(
    String(unzipped(readFileSync(await download.path())).get("manifest.json")),
  );
  expect(exceptions).toBeGreaterThan(0);
});
