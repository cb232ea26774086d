// C7, seen from outside: a pack out of a register whose owner has rewritten the record so that every hash fits.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";

import { newSigningKey } from "@/lib/audit/checkpoint";
import { numberEvents } from "@/lib/audit/number-events";
import { openSigner, type Signer, signCheckpoint } from "@/lib/audit/sign-checkpoint";
import { db } from "@/lib/db";
import { addNote } from "@/lib/exceptions/add-note";
import { takePack } from "@/lib/packs/take-pack";
import { activeFor, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { type TestAddresses, testDatabase } from "@/lib/testing/database";
import { unzipped, writeFiles } from "@/lib/testing/unzip";

const folders: string[] = [];
let addresses: TestAddresses;
let cast: Cast;
let signer: Signer;
let id: string;
let number: number;

beforeAll(async () => {
  addresses = await testDatabase();
  cast = await theCast();
  ({ id } = await activeFor(cast, cast.actor.Cora));
  await activeFor(cast, cast.actor.Sam);
  ({ number } = await db.exception.findUniqueOrThrow({ where: { id } }));
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), "signed-pack-test-"));
  folders.push(folder);
  return folder;
}

async function pack() {
  const now = new Date(Date.now() + 1000);
  const actor = await signedInAgain(cast.actor.Otto, now);
  const organisation = { name: "Northwind", zone: "Europe/Berlin" };
  const { bytes } = await filled(takePack({ asked: { of: "exception", number }, organisation }, actor, now));
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return unzipped(Buffer.concat(pieces));
}

/** What the verifier in the pack says of these files, and whether it is content. */
function verified(files: Map<string, Buffer>, ...args: string[]) {
  const folder = newFolder();
  writeFiles(folder, files);
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(folder, "verify.mjs"), ...args], {
    encoding: "utf8",
  });
  return { says: `${stdout}${stderr}`, status };
}

/** The files changed, and a manifest that fits them. */
function repacked(files: Map<string, Buffer>, change: (files: Map<string, Buffer>) => void) {
  const changed = new Map(files);
  change(changed);
  const manifest = JSON.parse(String(files.get("manifest.json")));
  const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
  manifest.files = manifest.files
    .filter(({ path }: { path: string }) => changed.has(path))
    .map(({ path }: { path: string }) => {
      const bytes = changed.get(path) as Buffer;
      return { path, bytes: bytes.length, sha256: sha(bytes) };
    });
  const written = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  return changed
    .set("manifest.json", written)
    .set("manifest.sha256", Buffer.from(`${sha(written)}  manifest.json\n`));
}

test("before anything is signed a pack says so, and is content with no key", async () => {
  const files = await pack();
  expect([...files.keys()]).not.toContain("checkpoint.txt");
  expect(verified(files)).toMatchObject({
    status: 0,
    says: expect.stringContaining("Nothing of it is signed."),
  });
  const { publicKey } = newSigningKey("test");
  expect(verified(files, publicKey)).toMatchObject({
    status: 1,
    says: expect.stringContaining("Nothing in this pack is signed."),
  });
});

test("the events of a pack are those that were signed, and what came after is counted", async () => {
  await numberEvents(noon);
  signer = await openSigner(newFolder(), "exceptions.example.com/audit");
  await filled(signCheckpoint(signer, new Date()));
  await filled(addNote({ exceptionId: id, note: "Newer than the checkpoint." }, cast.actor.Ada, new Date()));

  const files = await pack();
  const { publicKey } = signer.key;
  const { says, status } = verified(files, publicKey);
  expect(says).toMatch(
    /\n2 events stood under the checkpoint that exceptions\.example\.com\/audit signed on \S+, key [0-9a-f]{8}, as given\. 1 event came after it\.\n/,
  );
  expect(status).toBe(0);
  expect(verified(files).says).toContain(
    ": compare it with the key that you were given. 1 event came after it.",
  );
  expect(String(files.get("index.html"))).toContain(publicKey);
});

test("with another key it does not fit, nor does a pack that hides its signature", async () => {
  const files = await pack();
  const other = newSigningKey("exceptions.example.com/audit").publicKey;
  expect(verified(files, other)).toMatchObject({
    status: 1,
    says: expect.stringContaining(`checkpoint.txt is not signed with the key ${other}.`),
  });
  const bare = repacked(files, (all) => {
    for (const path of ["checkpoint.txt", "public-key.txt", "proofs.json"]) all.delete(path);
  });
  expect(verified(bare)).toMatchObject({ status: 0 });
  expect(verified(bare, signer.key.publicKey)).toMatchObject({ status: 1 });
});

test("a record that was rewritten behind the guards does not fit, whatever is done to its proofs", async () => {
  const stream = `exception/${id}`;
  const client = new pg.Client({ connectionString: addresses.DATABASE_SUPERUSER_URL });
  await client.connect();
  const guards = ["audit_event", "audit_head", "audit_leaf"];
  for (const table of guards) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await client.query(
    'UPDATE audit_event SET body = (body::jsonb || \'{"comment": "Never said."}\')::json WHERE stream = $1 AND seq = 2',
    [stream],
  );
  for (const seq of [2, 3]) {
    await client.query(
      "UPDATE audit_event e SET prev_hash = p.hash FROM audit_event p WHERE (e.stream, e.seq) = ($1, $2) AND (p.stream, p.seq) = ($1, $2 - 1)",
      [stream, seq],
    );
    await client.query("UPDATE audit_event e SET hash = audit_hash(e) WHERE (e.stream, e.seq) = ($1, $2)", [
      stream,
      seq,
    ]);
  }
  await client.query(
    "UPDATE audit_head h SET hash = e.hash FROM audit_event e WHERE h.stream = $1 AND (e.stream, e.seq) = ($1, h.seq)",
    [stream],
  );
  await client.query(
    "UPDATE audit_leaf l SET hash = sha256('\\x00'::bytea || e.hash) FROM audit_event e WHERE e.id = l.event_id",
  );
  for (const table of guards) {
    const { rows } = await client.query(
      "SELECT tgname FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal",
      [table],
    );
    for (const { tgname } of rows) await client.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${tgname}`);
  }
  await client.end();

  const files = await pack();
  expect(verified(files, signer.key.publicKey)).toMatchObject({
    status: 1,
    says: expect.stringContaining(`Event 2 of ${stream} is not what was signed.`),
  });
  const withoutProof = repacked(files, (all) => all.set("proofs.json", Buffer.from("[]")));
  expect(verified(withoutProof, signer.key.publicKey)).toMatchObject({
    status: 1,
    says: expect.stringContaining(`Event 1 of ${stream} is older than the checkpoint and not under it.`),
  });
});
