// Who signs keeps a key and every note that was ever signed in a folder of its own, out of reach of whoever owns the
// database. A tree is signed only if what was signed before still stands at its beginning, leaf for leaf: a record that
// was rewritten, cut or restored from an older copy is not signed, and the reason is said.

import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";

import {
  type Checkpoint,
  newSigningKey,
  notesIn,
  readNote,
  type SigningKey,
  signedNote,
  signingKey,
} from "@/lib/audit/checkpoint";
import { countLeaves, leavesBetween, rootOfLeaves } from "@/lib/audit/leaves";
import { GrowingTree } from "@/lib/audit/merkle";
import { db } from "@/lib/db";
import { type Outcome, refuse } from "@/lib/refusal";

export type Signer = {
  folder: string;
  key: SigningKey;
  last: Checkpoint | null;
  /** As far as it was looked at. */
  tree: GrowingTree;
};

/** Opens the folder of a signer. In an empty one a key is made, under the name of this register. */
export async function openSigner(folder: string, name: string): Promise<Signer> {
  const files = filesIn(folder);
  if (!existsSync(files.secret)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const made = newSigningKey(name);
    await add(files.publicKey, `${made.publicKey}\n`);
    await add(files.secret, made.secret, 0o600);
  }
  const key = signingKey(nameIn(files.publicKey), readFileSync(files.secret, "utf8"));
  const note = existsSync(files.notes) ? notesIn(readFileSync(files.notes, "utf8")).at(-1) : undefined;
  const last = note ? readNote(note, key.publicKey) : null;
  if (note && !last) throw new Error(`The last checkpoint in ${files.notes} is not signed with this key.`);
  return { folder, key, last, tree: new GrowingTree() };
}

/** Signs what has come since. `note` is null when nothing has. */
export async function signCheckpoint(signer: Signer, now: Date): Promise<Outcome<{ note: string | null }>> {
  const outcome = await signGrown(signer, now);
  // What did not fit is read again from its first leaf the next time.
  if (!outcome.ok) signer.tree = new GrowingTree();
  return outcome;
}

async function signGrown(signer: Signer, now: Date): Promise<Outcome<{ note: string | null }>> {
  const { folder, key, last, tree } = signer;
  const size = await countLeaves();
  if (last && size < last.size) {
    return refuse(
      "conflict",
      `${last.size} events were signed on ${last.at.toISOString()}, and ${size} are there: events were taken away, or an older copy was restored.`,
    );
  }
  if (last && tree.size < last.size) {
    await grow(tree, last.size);
    if (!tree.root().equals(last.root)) {
      return refuse(
        "conflict",
        `The first ${last.size} events are not those signed on ${last.at.toISOString()}.`,
      );
    }
  }
  if (size === (last?.size ?? 0) || (await isBehind(now))) return { ok: true, note: null };
  if (last && now <= last.at)
    return refuse("conflict", `The clock stands before the last checkpoint, ${last.at.toISOString()}.`);

  const misfit = await firstMisfit(tree.size, size);
  if (misfit !== null) return refuse("conflict", `Event ${misfit} is not what its hash says.`);
  await grow(tree, size);
  // Reckoned in two ways: one bit that flips in the memory of whoever signs would stay wrong for ever.
  if (!tree.root().equals(await rootOfLeaves(0, size)))
    return refuse("conflict", "The same root was reckoned in two ways, and they differ.");

  const checkpoint = { origin: key.name, size, root: tree.root(), at: now };
  const note = signedNote(checkpoint, key);
  await add(filesIn(folder).notes, `${note}\n`);
  signer.last = checkpoint;
  await db.auditCheckpoint.create({
    data: { size, root: new Uint8Array(checkpoint.root), note, key: key.publicKey },
    select: { size: true },
  });
  return { ok: true, note };
}

/** So long may an event be without its leaf when a checkpoint is signed: what is older and not under it is a forgery. */
const lag = 5 * 60_000;

async function isBehind(now: Date): Promise<boolean> {
  const [row] = await db.$queryRaw<{ behind: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM audit_event e
      WHERE e.id > (SELECT max(event_id) FROM audit_leaf) AND e.at < ${new Date(now.getTime() - lag)}) AS behind`;
  return row?.behind ?? true;
}

async function grow(tree: GrowingTree, size: number): Promise<void> {
  for await (const leaf of leavesBetween(tree.size, size)) tree.add(leaf);
}

/** The number of the first event that is not what its hash or its leaf says. */
async function firstMisfit(from: number, to: number): Promise<bigint | null> {
  const [row] = await db.$queryRaw<{ id: bigint }[]>`
    SELECT e.id FROM audit_leaf l JOIN audit_event e ON e.id = l.event_id
    WHERE l.idx >= ${from} AND l.idx < ${to}
      AND (e.hash = audit_hash(e) AND l.hash = sha256('\\x00'::bytea || e.hash)) IS NOT TRUE
    ORDER BY l.idx LIMIT 1`;
  return row?.id ?? null;
}

const filesIn = (folder: string) => ({
  secret: join(folder, "signing-key.pem"),
  publicKey: join(folder, "public-key.txt"),
  notes: join(folder, "checkpoints.txt"),
});

function nameIn(publicKeyFile: string): string {
  return readFileSync(publicKeyFile, "utf8").split("+")[0] ?? "";
}

/** On the disk before it counts. */
async function add(path: string, text: string, mode?: number): Promise<void> {
  const file = await open(path, "a", mode);
  await file.appendFile(text);
  await file.sync();
  await file.close();
}
