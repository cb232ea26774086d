// A pack proves itself to somebody who has nothing but the pack: the verifier is run as they run it, as a program of its own.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { db } from "@/lib/db";
import { addEvidence } from "@/lib/evidence/add-evidence";
import { readNewEvidence } from "@/lib/evidence/new-evidence";
import { addNote } from "@/lib/exceptions/add-note";
import { editRequest } from "@/lib/exceptions/edit-request";
import { parseFilter } from "@/lib/exceptions/register-filter";
import { knownOf } from "@/lib/exceptions/register-known";
import type { AskedPack } from "@/lib/packs/chosen";
import { mostExceptions, whyTooLarge, whyTooMany } from "@/lib/packs/limits";
import { takePack } from "@/lib/packs/take-pack";
import { periodOf, quarterAfter, readQuarter } from "@/lib/reviews/quarter";
import { readReview } from "@/lib/reviews/review";
import { signQuarter } from "@/lib/reviews/sign-quarter";
import { activeFor, daysAfter, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, type Name, noon, theCast } from "@/lib/testing/cast";
import { type TestAddresses, testDatabase } from "@/lib/testing/database";
import { measurable } from "@/lib/testing/measured";
import { decidedBy, filedBy, requestFor } from "@/lib/testing/requests";
import { unzipped, writeFiles } from "@/lib/testing/unzip";

let addresses: TestAddresses;
let cast: Cast;
let story: { id: string; number: number };
let coras: { id: string; number: number };
let later: Date;
const folders: string[] = [];

const organisation = { name: "Northwind", zone: "Europe/Berlin" };
const log = { name: "Log <Monday>.TXT", bytes: new TextEncoder().encode("Read on Monday: nothing found.") };

beforeAll(async () => {
  addresses = await testDatabase();
  cast = await theCast();
  story = await wholeStory();
  const { id } = await activeFor(cast, cast.actor.Cora);
  coras = await numbered(id);
  later = new Date(Date.now() + 1000);
}, 60_000);
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Sent back, changed, approved, with a file, a link and a note: all that a record can hold. */
async function wholeStory() {
  const { Sam, Ada } = cast.actor;
  const { id } = await filedBy(cast, Sam, { title: "Café <b>TLS</b> & \u2028 “sockets”" });
  await decidedBy(Ada, id, "send_back");
  const { id: _, requesterId: __, continuesId: ___, ...request } = requestFor(cast, { ownerId: Sam.id });
  const changed = { title: "Café <b>TLS</b>, again", reason: "The supplier moves on 26 November." };
  await filled(editRequest({ ...request, ...changed, exceptionId: id, seenRevision: 1 }, Sam, noon));
  await decidedBy(Ada, id);
  const proofs = [
    { file: log, title: "" },
    { link: "https://status.example.com/tls", title: "Status page" },
  ];
  for (const proof of proofs) {
    const { given } = await filled(readNewEvidence({ exceptionId: id, note: "", ...proof }));
    await filled(addEvidence(given, Sam, noon));
  }
  await filled(addNote({ exceptionId: id, note: "Seen in the weekly meeting." }, Ada, noon));
  return numbered(id);
}

const numbered = (id: string) =>
  db.exception.findUniqueOrThrow({ where: { id }, select: { id: true, number: true } });

const theStory = (): AskedPack => ({ of: "exception", number: story.number });

async function packOf(asked: AskedPack, who: Name = "Otto", now = later) {
  const actor = await signedInAgain(cast.actor[who], now);
  const { name, sha256, bytes } = await filled(takePack({ asked, organisation }, actor, now));
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  const zip = Buffer.concat(pieces);
  return { name, sha256, zip, files: unzipped(zip) };
}

let kept: ReturnType<typeof packOf> | undefined;
/** The story's pack, made once for all who look at it or change a copy of its files. */
function storyPack() {
  kept ??= packOf(theStory());
  return kept;
}

/** What the verifier says about these files, in a folder of their own. */
function verified(files: Map<string, Buffer>, ...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), "pack-test-"));
  folders.push(folder);
  writeFiles(folder, files);
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(folder, "verify.mjs"), ...args], {
    encoding: "utf8",
    env: { ...process.env, TZ: "America/New_York" },
  });
  return { says: `${stdout}${stderr}`.trim(), status };
}

/** What somebody does who wants not to be noticed: changes a file, and the manifest with it. */
function forged(files: Map<string, Buffer>, path: string, change: (text: string) => string) {
  const changed = Buffer.from(change(String(files.get(path))));
  const manifest = JSON.parse(String(files.get("manifest.json")));
  const entry = manifest.files.find((file: { path: string }) => file.path === path);
  Object.assign(entry, { bytes: changed.length, sha256: sha(changed) });
  return new Map(files)
    .set(path, changed)
    .set(...manifestFile(manifest))
    .set(...sumFile(manifest));
}

const written = (manifest: unknown) => Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
const manifestFile = (manifest: unknown) => ["manifest.json", written(manifest)] as const;
const sumFile = (manifest: unknown) =>
  ["manifest.sha256", Buffer.from(`${sha(written(manifest))}  manifest.json\n`)] as const;
const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const json = (files: Map<string, Buffer>, path: string) => JSON.parse(String(files.get(path)));

describe("a pack of one exception", () => {
  test("holds the record, its events, its files and what checks them, and the verifier finds nothing", async () => {
    const { name, sha256, files } = await storyPack();
    expect(name).toMatch(/^pack-EX-\d+-\d{4}-\d\d-\d\d\.zip$/);
    const file = `files/${sha(log.bytes)}.txt`;
    expect([...files.keys()]).toEqual([
      "index.html",
      "records.json",
      "records.csv",
      "readings.csv",
      "events.jsonl",
      "verify.mjs",
      file,
      "manifest.json",
      "manifest.sha256",
    ]);
    expect(files.get(file)).toEqual(Buffer.from(log.bytes));
    expect(json(files, "manifest.json")).toMatchObject({
      exceptions: 1,
      events: 7,
      complete: true,
      missing: [],
    });
    expect(verified(files)).toEqual({
      says: expect.stringContaining("Everything fits: 1 exception, 7 events, 7 files, as of "),
      status: 0,
    });
    expect(verified(files, sha256).says).toContain(`${sha256}, as expected.`);
    expect(verified(files, "0".repeat(64))).toMatchObject({ status: 1 });
  });

  test("B4: says in its page what was asked, who decided on which text, and runs nothing that somebody typed", async () => {
    const { files } = await storyPack();
    const page = String(files.get("index.html"));
    expect(page).toContain("Café &lt;b&gt;TLS&lt;/b&gt;, again");
    expect(page).not.toContain("<b>");
    expect(page).not.toMatch(/<script|src=|url\(|@import/);
    expect(page).toContain("Ada approved revision 2 for Security");
    expect(page).toContain(`.txt" rel="noreferrer">Log _Monday_.txt</a>`);
    expect(page).toContain("Seen in the weekly meeting.");
    expect(String(files.get("records.csv"))).toContain(
      `EX-${story.number},"Café <b>TLS</b>, again",Low,Active`,
    );
  });

  test("is byte for byte the same as of the same instant, also when the register has gone on", async () => {
    const first = await storyPack();
    const again = await packOf(theStory());
    expect(again.zip.equals(first.zip)).toBe(true);

    const now = daysAfter(later, 1);
    const ada = await signedInAgain(cast.actor.Ada, now);
    await filled(addNote({ exceptionId: story.id, note: "A day later." }, ada, now));
    expect((await packOf(theStory())).sha256).toBe(first.sha256);
    expect((await packOf(theStory(), "Otto", daysAfter(later, 2))).sha256).not.toBe(first.sha256);
  });

  test("opens with the programs that everybody has", async ({ skip }) => {
    const { zip } = await storyPack();
    const folder = mkdtempSync(join(tmpdir(), "pack-test-"));
    folders.push(folder);
    writeFileSync(join(folder, "pack.zip"), zip);
    const tested = spawnSync("unzip", ["-t", join(folder, "pack.zip")], { encoding: "utf8" });
    if (tested.error) skip("There is no unzip here.");
    expect(tested.stdout).toContain("No errors detected");
  });

  test("stands in the trail with its hash before it leaves", async () => {
    const { sha256 } = await packOf(theStory());
    const event = await db.auditEvent.findFirstOrThrow({
      where: { action: "pack.taken" },
      orderBy: { id: "desc" },
    });
    expect(event).toMatchObject({
      stream: `export/${later.toISOString().slice(0, 10)}`,
      actorId: cast.actor.Otto.accountId,
      body: { of: `EX-${story.number}`, exceptions: 1, complete: true, sha256 },
    });
  });
});

describe("whoever changes a pack is found", () => {
  test("one changed byte, in whichever file", async () => {
    const { files } = await storyPack();
    for (const [path, content] of files) {
      if (path === "verify.mjs") continue;
      for (const place of [0, content.length - 1]) {
        const changed = Buffer.from(content);
        changed[place] = (changed[place] as number) ^ 1;
        const { says, status } = verified(new Map(files).set(path, changed));
        expect({ path, place, status, says }).toMatchObject({
          status: 1,
          says: expect.stringContaining("This pack does not fit."),
        });
        expect(says).toContain(path === "manifest.sha256" ? "manifest" : path);
      }
    }
    const verifier = Buffer.concat([files.get("verify.mjs") as Buffer, Buffer.from("\n// harmless\n")]);
    expect(verified(new Map(files).set("verify.mjs", verifier)).says).toContain("verify.mjs was changed.");
  });

  test("a file taken out, and one put in", async () => {
    const { files } = await storyPack();
    const less = new Map(files);
    less.delete("records.csv");
    expect(verified(less)).toEqual({ says: "This pack does not fit. records.csv is missing.", status: 1 });
    const more = new Map(files).set("files/another.txt", Buffer.from("Not from the register."));
    expect(verified(more).says).toBe("This pack does not fit. files/another.txt is not in the manifest.");
  });

  const lines = (text: string) => text.trimEnd().split("\n");
  const joined = (all: string[]) => `${all.join("\n")}\n`;
  const forgeries: [what: string, path: string, change: (text: string) => string, says: RegExp][] = [
    [
      "the last event cut off",
      "events.jsonl",
      (text) => joined(lines(text).slice(0, -1)),
      /^Events of EX-\d+ were cut off/,
    ],
    [
      "the first event cut off",
      "events.jsonl",
      (text) => joined(lines(text).slice(1)),
      /^Event 2 of .* does not follow/,
    ],
    [
      "two events swapped",
      "events.jsonl",
      (text) =>
        joined(
          lines(text)
            .with(2, lines(text)[3] ?? "")
            .with(3, lines(text)[2] ?? ""),
        ),
      /^Event 4 of .* does not follow/,
    ],
    [
      "another comment in an event",
      "events.jsonl",
      (text) => text.replace("Read and weighed.", "Read and waved by."),
      /^Event \d of .* was changed/,
    ],
    [
      "another time of an event",
      "events.jsonl",
      (text) => text.replace(/(\.\d{5})(\d)Z"/, (_, most, last) => `${most}${(Number(last) + 1) % 10}Z"`),
      /^Event 1 of .* was changed/,
    ],
    [
      "a state that nobody recorded",
      "records.json",
      (text) => text.replace('"status":"active"', '"status":"closed"'),
      /is told otherwise than its events tell it/,
    ],
    [
      "another reason than was decided on",
      "records.json",
      (text) => text.replace("moves on 26 November", "moves on 27 November"),
      /^Revision 2 of EX-\d+ is not the text that was decided on/,
    ],
    [
      "evidence under another name",
      "records.json",
      (text) => text.replace(/("evidence":\[\{"id":"[^"]+","name":")Log/, "$1Lag"),
      /^Log _Monday_.txt is not in the record/,
    ],
  ];
  for (const [what, path, change, says] of forgeries) {
    test(`${what}, although the manifest was made to fit`, async () => {
      const { files } = await storyPack();
      const forgery = forged(files, path, change);
      expect(forgery.get(path)?.equals(files.get(path) as Buffer)).toBe(false);
      const outcome = verified(forgery);
      expect(outcome.status).toBe(1);
      expect(outcome.says.replace("This pack does not fit. ", "")).toMatch(says);
    });
  }
});

describe("who takes what", () => {
  const own = () => ({ of: "exception", number: coras.number }) as const;

  test("members take their own requests, and are told whom to ask for others", async () => {
    expect((await packOf(own(), "Cora")).files.size).toBe(8);
    const sam = await takePack({ asked: own(), organisation }, cast.actor.Sam, later);
    expect(sam).toMatchObject({
      ok: false,
      code: "not-allowed",
      message: "Members take packs of their own requests. Auditors and administrators take any.",
    });
    expect(await takePack({ asked: own(), organisation }, cast.actor.Ada, later)).toMatchObject({
      code: "not-allowed",
    });
  });

  test("administrators take any; outside approvers none, not those put to them either", async () => {
    expect((await packOf(own(), "Root")).files.size).toBe(8);
    expect(await takePack({ asked: own(), organisation }, cast.actor.Olga, later)).toMatchObject({
      ok: false,
      message: "Outside approvers see the requests put to them, and nothing to take away.",
    });
  });

  test("a list is packed as filtered: of a member's own, or of nobody else's", async () => {
    const listFor = async (who: Name, query: string): Promise<AskedPack> => ({
      of: "list",
      known: await knownOf(parseFilter(Object.fromEntries(new URLSearchParams(query))), cast.actor[who]),
    });
    const mine = await packOf(await listFor("Cora", "view=all&requester=me"), "Cora");
    expect(
      json(mine.files, "records.json").exceptions.map(({ number }: { number: string }) => number),
    ).toEqual([`EX-${coras.number}`]);
    const asked = await listFor("Cora", "view=all");
    expect(await takePack({ asked, organisation }, cast.actor.Cora, later)).toMatchObject({
      code: "not-allowed",
    });

    const all = await packOf(await listFor("Otto", "view=all"));
    expect(json(all.files, "manifest.json")).toMatchObject({
      of: "All exceptions",
      exceptions: 2,
      events: 9,
    });
    expect(verified(all.files).status).toBe(0);
    const none = await listFor("Otto", "q=nothinglikethis");
    expect(await takePack({ asked: none, organisation }, cast.actor.Otto, later)).toMatchObject({
      code: "not-found",
    });
  });

  test("a pack that would be too large is refused before anything is read, with what to do", () => {
    expect(whyTooMany(mostExceptions)).toBeNull();
    expect(whyTooMany(mostExceptions + 1)?.message).toMatch(
      /^A pack holds at most 5,000 exceptions, and these are 5,001\. Take one pack of each month/,
    );
    expect(whyTooLarge(50_000, 2_000_000_000)).toBeNull();
    expect(whyTooLarge(50_001, 0)?.code).toBe("too-long");
    expect(whyTooLarge(1, 2_000_000_001)?.code).toBe("too-long");
  });
});

test("a quarter's pack holds what the quarter touched, and what was signed of it, word for word", async () => {
  const now = new Date("2027-01-15T09:00:00.000Z");
  const root = await signedInAgain(cast.actor.Root, now);
  const quarter = readQuarter("2026-Q4");
  if (!quarter) throw new Error("That is a quarter.");
  const period = periodOf(quarter, organisation.zone, now);
  const open = await packOf({ of: "quarter", period }, "Otto", now);
  expect(open.files.has("quarter.json")).toBe(false);

  const seen = sha(Buffer.from(JSON.stringify(await readReview(period))));
  const signed = await filled(signQuarter({ quarter, seen }, root, now));
  const { name, files } = await packOf({ of: "quarter", period }, "Otto", daysAfter(now, 1));
  expect(name).toBe("pack-2026-Q4-2027-01-16.zip");
  expect(sha(files.get("quarter.json") as Buffer)).toBe(signed.sha256);
  expect(String(files.get("index.html"))).toContain("Root signed the figures of Q4 2026");
  expect(verified(files)).toMatchObject({ status: 0, says: expect.stringContaining("2 exceptions") });

  const forgery = forged(files, "quarter.json", (text) => text.replace('"count":', '"count": '));
  expect(verified(forgery).says).toBe(
    "This pack does not fit. quarter.json is not the text that was signed.",
  );

  const before = {
    of: "quarter",
    period: periodOf(quarterAfter(quarter, -2), organisation.zone, now),
  } as const;
  expect(await takePack({ asked: before, organisation }, root, now)).toMatchObject({ code: "not-found" });
});

describe("a file that the database has lost", () => {
  /** What a DBA can do: guards off, a change, guards on again. */
  async function behindTheGuards(statement: string) {
    const client = new pg.Client({ connectionString: addresses.DATABASE_SUPERUSER_URL });
    await client.connect();
    await client.query("ALTER TABLE evidence_file DISABLE TRIGGER ALL");
    await client.query(statement);
    await client.query("ALTER TABLE evidence_file ENABLE TRIGGER ALL");
    await client.end();
  }

  for (const [why, statement] of [
    [
      "was altered",
      "ALTER TABLE evidence_file DROP CONSTRAINT file_is_what_its_hash_says; UPDATE evidence_file SET bytes = 'Nothing at all.'",
    ],
    ["is gone", "DELETE FROM evidence_file"],
  ] as const) {
    test(`is listed because it ${why}, and the pack says that it is not complete`, async () => {
      await behindTheGuards(statement);
      const { files } = await packOf(theStory());
      expect([...files.keys()].filter((path) => path.startsWith("files/"))).toEqual([]);
      expect(json(files, "manifest.json")).toMatchObject({
        complete: false,
        missing: [{ exception: `EX-${story.number}`, name: expect.stringMatching(/^Log/), why }],
      });
      expect(String(files.get("index.html"))).toContain("This pack is not complete");
      expect(verified(files)).toMatchObject({
        status: 0,
        says: expect.stringMatching(
          new RegExp(`The pack is not complete: Log .* of EX-${story.number} ${why}`),
        ),
      });
      const hushed = forged(files, "records.csv", (text) => text);
      const manifest = json(hushed, "manifest.json");
      Object.assign(manifest, { complete: true, missing: [] });
      const forgery = hushed.set(...manifestFile(manifest)).set(...sumFile(manifest));
      expect(verified(forgery).says).toMatch(/is neither in the pack nor listed as missing\.$/);
    });
  }
});

// The last one: its exception is in no other pack.
test("a pack holds what was read of a condition by the instant of the pack, and says how it stood then", async () => {
  const { id, read } = await measurable(cast);
  const { number } = await numbered(id);
  const at = (seconds: number) => new Date(noon.getTime() + seconds * 1000);
  await read(4.2, at(60));
  await read(4.4, at(600));
  const { files } = await packOf({ of: "exception", number }, "Otto", at(300));
  expect(String(files.get("readings.csv")).trim().split("\r\n").slice(1)).toEqual([
    `EX-${number},1,${at(60).toISOString()},4.2,yes,prometheus,Metrics,${at(60).toISOString()}`,
  ]);
  expect(String(files.get("index.html"))).toContain("1 reading, the last 4.2 % on");
  expect(verified(files).status).toBe(0);
});
