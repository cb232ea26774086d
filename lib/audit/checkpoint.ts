// A checkpoint: how many events there were and the root over them, signed. As the transparency logs of the field write
// theirs (C2SP tlog-checkpoint and signed-note), so that any witness of theirs can keep ours; its fourth line is when.

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from "node:crypto";

export type Checkpoint = {
  /** Which register: "exceptions.example.com/audit". */
  origin: string;
  size: number;
  root: Buffer;
  at: Date;
};

/** An Ed25519 key to sign with. `publicKey` is what others check with: "name+1a2b3c4d+AbCd…", as in C2SP signed-note. */
export type SigningKey = { name: string; secret: string; publicKey: string };

const ed25519 = 1;
const publicHeader = Buffer.from("302a300506032b6570032100", "hex");

/** `secret` is PEM. */
export function newSigningKey(name: string): SigningKey {
  const { privateKey } = generateKeyPairSync("ed25519");
  return signingKey(name, privateKey.export({ type: "pkcs8", format: "pem" }).toString());
}

export function signingKey(name: string, secret: string): SigningKey {
  const raw = createPublicKey(secret).export({ type: "spki", format: "der" }).subarray(-32);
  const typed = Buffer.concat([Buffer.of(ed25519), raw]);
  return {
    name,
    secret,
    publicKey: `${name}+${keyId(name, typed).toString("hex")}+${typed.toString("base64")}`,
  };
}

function keyId(name: string, typed: Buffer): Buffer {
  return createHash("sha256").update(`${name}\n`).update(typed).digest().subarray(0, 4);
}

export function signedNote({ origin, size, root, at }: Checkpoint, key: SigningKey): string {
  const text = `${origin}\n${size}\n${root.toString("base64")}\n${at.toISOString()}\n`;
  const { id } = readKey(key.publicKey);
  const signature = sign(null, Buffer.from(text), createPrivateKey(key.secret));
  return `${text}\n— ${key.name} ${Buffer.concat([id, signature]).toString("base64")}\n`;
}

/** What a note says, if this key has signed it; null otherwise. */
export function readNote(note: string, publicKey: string): Checkpoint | null {
  const [, text, origin, size, root, at, name, signature] =
    /^((.+)\n(\d+)\n(\S+)\n(\S+)\n)\n— (\S+) (\S+)\n$/.exec(note) ?? [];
  if (!text || !origin || !root || !at || !signature) return null;
  const key = readKey(publicKey);
  const bytes = Buffer.from(signature, "base64");
  const spki = { key: Buffer.concat([publicHeader, key.raw]), format: "der", type: "spki" } as const;
  const isSigned =
    name === key.name &&
    bytes.toString("base64") === signature &&
    key.id.equals(bytes.subarray(0, 4)) &&
    verify(null, Buffer.from(text), createPublicKey(spki), bytes.subarray(4));
  return isSigned
    ? { origin, size: Number(size), root: Buffer.from(root, "base64"), at: new Date(at) }
    : null;
}

/** The notes of a file to which each was added at its end. */
export function notesIn(file: string): string[] {
  return file.match(/(?:.+\n)+\n— .+\n/g) ?? [];
}

function readKey(publicKey: string): { name: string; id: Buffer; raw: Buffer } {
  const [, name, id, typed] = /^(\S+?)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(publicKey.trim()) ?? [];
  const bytes = Buffer.from(typed ?? "", "base64");
  if (!name || !id || bytes.length !== 33 || bytes[0] !== ed25519) {
    throw new Error("This is no public key: it looks like name+1a2b3c4d+AbCd…");
  }
  return { name, id: Buffer.from(id, "hex"), raw: bytes.subarray(1) };
}
