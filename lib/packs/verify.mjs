// Checks an evidence pack: that no file was changed, that no event was changed, moved or taken away, and that records,
// texts, decisions and evidence are those of the events. Needs Node 20 and nothing else, reads this folder only, and
// asks no network.
//
//   node verify.mjs                    says whether everything fits, or the first thing that does not
//   node verify.mjs <SHA-256>          and that the manifest is the one that the register's audit trail names
//   node verify.mjs <public key>       and that the events are those that were signed with this key
//
// Whoever changes a pack can change this file too. The register tells the SHA-256 of the manifest in its audit trail;
// the manifest holds the one of this file.

import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream, existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const asked = process.argv.slice(2);
const expected = asked.find((word) => /^[0-9a-f]{64}$/i.test(word));
const givenKey = asked.find((word) => word.includes("+"));

class Misfit extends Error {}

try {
  console.log(await verified());
} catch (error) {
  if (!(error instanceof Misfit || error instanceof SyntaxError)) throw error;
  console.log(`This pack does not fit. ${error.message}`);
  process.exitCode = 1;
}

async function verified() {
  const { manifest, sha256 } = readManifest();
  await checkFiles(manifest);
  const pack = JSON.parse(read("records.json"));
  must(
    pack.of === manifest.of && pack.asOf === manifest.asOf,
    "records.json is of another pack than its manifest.",
  );
  const signed = readSigned();
  const { chains, events, proven } = await checkChains(signed);
  for (const record of pack.exceptions) checkRecord(record, chains, manifest);
  checkQuarter(pack, chains);
  for (const stream of chains.keys())
    throw new Misfit(`The events of ${stream} belong to nothing in this pack.`);
  must(
    manifest.exceptions === pack.exceptions.length && manifest.events === events,
    "The manifest counts other exceptions or events than there are.",
  );
  must(manifest.complete === (manifest.missing.length === 0), "The manifest is wrong about being complete.");

  const missing = manifest.missing.map(({ exception, name, why }) => `${name} of ${exception} ${why}`);
  return [
    `Everything fits: ${counted(manifest.exceptions, "exception")}, ${counted(events, "event")}, ${counted(manifest.files.length, "file")}, as of ${manifest.asOf}.`,
    signedSentence(signed, proven, events),
    ...(missing.length > 0 ? [`The pack is not complete: ${missing.join("; ")}.`] : []),
    `SHA-256 of the manifest: ${sha256}${expected ? ", as expected." : ". The register's audit trail names the same."}`,
  ].join("\n");
}

// ------------------------------------------------------------------------------------------- files

function readManifest() {
  const text = read("manifest.json");
  const sha256 = sha(text);
  must(
    read("manifest.sha256") === `${sha256}  manifest.json\n`,
    "manifest.json is not what manifest.sha256 says.",
  );
  must(
    !expected || expected.toLowerCase() === sha256,
    `The manifest's SHA-256 is ${sha256}, not the one given.`,
  );
  return { manifest: JSON.parse(text), sha256 };
}

async function checkFiles({ files }) {
  for (const { path, bytes, sha256 } of files) {
    must(existsSync(join(folder, path)), `${path} is missing.`);
    const found = await hashedFile(path);
    must(found.sha256 === sha256 && found.bytes === bytes, `${path} was changed.`);
  }
  const known = new Set([...files.map(({ path }) => path), "manifest.json", "manifest.sha256"]);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === ".DS_Store") continue;
    const path = join(entry.parentPath ?? entry.path, entry.name)
      .slice(folder.length + 1)
      .replaceAll("\\", "/");
    must(known.has(path), `${path} is not in the manifest.`);
  }
}

async function hashedFile(path) {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of createReadStream(join(folder, path))) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { sha256: hash.digest("hex"), bytes };
}

function read(path) {
  must(existsSync(join(folder, path)), `${path} is missing.`);
  return readFileSync(join(folder, path), "utf8");
}

// ------------------------------------------------------------------------------------------ events

/** The last link of each stream, with the state that it tells: each event is recomputed and follows the one before it. */
async function checkChains({ checkpoint, proofs }) {
  const chains = new Map();
  let [events, proven] = [0, 0];
  const lines = createInterface({
    input: createReadStream(join(folder, "events.jsonl")),
    crlfDelay: Infinity,
  });
  for await (const line of lines) {
    const event = JSON.parse(line);
    const { stream, seq } = event;
    const before = chains.get(stream) ?? {
      seq: 0,
      hash: sha(`exception-audit-genesis-v1/${stream}`),
      told: null,
    };
    const name = `Event ${seq} of ${stream}`;
    must(
      seq === before.seq + 1 && event.prev_hash === before.hash,
      `${name} does not follow the event before it.`,
    );
    must(event.hash === eventHash(event), `${name} was changed.`);
    chains.set(stream, { seq, hash: event.hash, told: event.row_after ?? before.told, event });
    events += 1;

    const proof = proofs.get(stream);
    if (proof && seq <= proof.seq) proven += 1;
    else must(isNewer(event, checkpoint), `${name} is older than the checkpoint and not under it.`);
    if (proof?.seq === seq)
      must(isIncluded(event.hash, proof, checkpoint), `${name} is not what was signed.`);
  }
  for (const { stream, seq } of proofs.values())
    must(chains.get(stream)?.seq >= seq, `Event ${seq} of ${stream} was signed and is missing.`);
  return { chains, events, proven };
}

/** As the register's `audit_hash`: each field after its length, so that no two lists of fields are the same bytes. */
function eventHash(event) {
  const state = createHash("sha256")
    .update(event.row_after ?? "", "utf8")
    .digest();
  const fields = [
    "exception-audit-v1",
    event.stream,
    int(event.seq),
    Buffer.from(event.prev_hash, "hex"),
    long(microseconds(event.at)),
    event.db_user,
    uuid(event.actor_id),
    event.via,
    event.action,
    uuid(event.exception_id),
    int(event.version),
    event.status,
  ];
  return sha(Buffer.concat([...fields.map(framed), state, Buffer.from(event.body, "utf8")]));
}

/** As the register's `content_hash`. */
function contentHash(exceptionId, revision) {
  const fields = [
    "exception-content-v1",
    uuid(exceptionId),
    int(revision.number),
    revision.risk,
    int(revision.rulesVersion),
    int(revision.limitSeconds),
    Buffer.from([revision.emergency ? 1 : 0]),
    long(milliseconds(revision.askedStart)),
    int(revision.askedSeconds),
    long(milliseconds(revision.askedEnd)),
    revision.contentText ?? JSON.stringify(revision.content),
  ];
  return sha(Buffer.concat(fields.map(framed)));
}

function framed(field) {
  if (field === null) return int(-1);
  const bytes = typeof field === "string" ? Buffer.from(field, "utf8") : field;
  return Buffer.concat([int(bytes.length), bytes]);
}

function int(value) {
  if (value === null) return null;
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function long(value) {
  if (value === null) return null;
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
}

function uuid(text) {
  return text === null ? null : Buffer.from(text.replaceAll("-", ""), "hex");
}

function milliseconds(instant) {
  return instant === null ? null : BigInt(Date.parse(instant));
}

/** "2026-11-20T12:00:00.123456Z": the last three digits are finer than a Date. */
function microseconds(at) {
  return BigInt(Date.parse(`${at.slice(0, 23)}Z`)) * 1000n + BigInt(at.slice(23, 26));
}

// --------------------------------------------------------------------------------------- signature

/** The checkpoint, and the last event of each stream that stood under it. A pack may be older than the first checkpoint. */
function readSigned() {
  if (!existsSync(join(folder, "checkpoint.txt"))) {
    must(!givenKey, "Nothing in this pack is signed.");
    return { checkpoint: null, proofs: new Map() };
  }
  const key = (givenKey ?? read("public-key.txt")).trim();
  const checkpoint = readNote(read("checkpoint.txt"), key);
  must(checkpoint, `checkpoint.txt is not signed with the key ${key}.`);
  const proofs = JSON.parse(read("proofs.json"));
  return { checkpoint, proofs: new Map(proofs.map((proof) => [proof.stream, proof])) };
}

/** A checkpoint is signed when every event of five minutes before has its leaf; twice that, for clocks that differ. */
function isNewer({ at }, checkpoint) {
  return !checkpoint || Date.parse(at) > Date.parse(checkpoint.at) - 10 * 60_000;
}

/** A C2SP signed note over a tree of the events: origin, size, root, time, and an Ed25519 signature. */
function readNote(note, key) {
  const [, text, , size, root, at, name, signature] =
    /^((.+)\n(\d+)\n(\S+)\n(\S+)\n)\n— (\S+) (\S+)\n$/.exec(note) ?? [];
  const [, keyName, id, typed] = /^(\S+?)\+([0-9a-f]{8})\+(\S+)$/.exec(key) ?? [];
  if (!text || !typed || name !== keyName) return null;
  const [bytes, raw] = [Buffer.from(signature, "base64"), Buffer.from(typed, "base64")];
  if (raw.length !== 33 || raw[0] !== 1 || bytes.subarray(0, 4).toString("hex") !== id) return null;
  const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), raw.subarray(1)]);
  const publicKey = createPublicKey({ key: spki, format: "der", type: "spki" });
  if (!verify(null, Buffer.from(text), publicKey, bytes.subarray(4))) return null;
  return { size: Number(size), root: Buffer.from(root, "base64").toString("hex"), at, keyName, id };
}

/** RFC 9162, 2.1.3.2. */
function isIncluded(eventHash, { index, beside }, checkpoint) {
  let [at, last] = [index, checkpoint.size - 1];
  let hash = shaOf(Buffer.of(0), eventHash);
  for (const other of beside) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = shaOf(Buffer.of(1), other, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else hash = shaOf(Buffer.of(1), hash, other);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && hash === checkpoint.root;
}

function shaOf(prefix, ...hashes) {
  return sha(Buffer.concat([prefix, ...hashes.map((hash) => Buffer.from(hash, "hex"))]));
}

function signedSentence({ checkpoint }, proven, events) {
  if (!checkpoint) return "Nothing of it is signed.";
  const { keyName, id, at } = checkpoint;
  const newer = events - proven;
  return [
    `${counted(proven, "event")} stood under the checkpoint that ${keyName} signed on ${at}, key ${id}`,
    givenKey ? ", as given." : ": compare it with the key that you were given.",
    ...(newer > 0 ? [` ${counted(newer, "event")} came after it.`] : []),
  ].join("");
}

// ----------------------------------------------------------------------------------------- records

function checkRecord(record, chains, manifest) {
  const { number, stream, events, snapshot, revisions } = record;
  const chain = chains.get(stream);
  chains.delete(stream);
  must(
    chain && chain.seq === events && chain.hash === record.hash,
    `Events of ${number} were cut off or are missing.`,
  );
  must(same(snapshot, JSON.parse(chain.told)), `${number} is told otherwise than its events tell it.`);

  must(revisions.length === snapshot.revisions.length, `A revision of ${number} is missing.`);
  for (const [index, { hash }] of snapshot.revisions.entries()) {
    const revision = revisions[index];
    const whole = !revision.contentText || same(JSON.parse(revision.contentText), revision.content);
    must(
      whole && revision.hash === hash && contentHash(snapshot.exception.id, revision) === hash,
      `Revision ${revision.number} of ${number} is not the text that was decided on.`,
    );
  }
  for (const { revision, content_hash: saw } of snapshot.decisions ?? [])
    must(saw === `\\x${revisions[revision - 1]?.hash}`, `A decision on ${number} was made on another text.`);
  for (const evidence of snapshot.evidence ?? []) checkEvidence(evidence, record, manifest);
}

function checkEvidence({ id, name, link, sha256 }, { number, evidence }, { files, missing }) {
  const hash = sha256.slice(2);
  const packed = evidence.find((one) => one.id === id);
  must(
    packed?.sha256 === hash && packed.name === name,
    `${name} is not in the record of ${number} as it was added.`,
  );
  if (link !== null) {
    must(sha(link) === hash, `The link ${name} of ${number} was changed.`);
    return;
  }
  const file = [...files, ...missing].find(({ path }) => path === packed.path);
  must(file?.sha256 === hash, `${name} of ${number} is neither in the pack nor listed as missing.`);
}

/** A quarter that was signed: the file is the text whose hash was signed. */
function checkQuarter({ quarter }, chains) {
  if (!quarter) return;
  const chain = chains.get(quarter.stream);
  chains.delete(quarter.stream);
  const signed = chain && JSON.parse(chain.event.body).sha256;
  must(
    signed === quarter.sha256 && sha(read("quarter.json")) === signed,
    "quarter.json is not the text that was signed.",
  );
}

function must(ok, why) {
  if (!ok) throw new Misfit(why);
}

function sha(content) {
  return createHash("sha256").update(content).digest("hex");
}

function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

function counted(amount, unit) {
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}
