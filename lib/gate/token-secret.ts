// What a token looks like: 256 random bits behind a prefix, so that scanners for leaked secrets know it, and before a
// checksum, so that a cut or mistyped one is told from an unknown one without asking the database.

import { createHash, createHmac, randomBytes } from "node:crypto";

const prefix = "exr_";
const shape = /^exr_([A-Za-z0-9_-]{43})([0-9a-f]{8})$/;

export function newSecret(): string {
  return secretOf(randomBytes(32));
}

/** The same for the same sending, so that whoever sends again is told the same, and nobody has kept it. */
export function secretFor(sending: string, key: string): string {
  return secretOf(createHmac("sha256", key).update(`a token of the gate\n${sending}`).digest());
}

function secretOf(bytes: Buffer): string {
  const random = bytes.toString("base64url");
  return `${prefix}${random}${checksum(random)}`;
}

/** Null for what is no token at all. */
export function secretHash(secret: string): Buffer | null {
  const [, random = "", sum] = shape.exec(secret) ?? [];
  return sum === checksum(random) ? createHash("sha256").update(secret).digest() : null;
}

function checksum(random: string): string {
  return createHash("sha256").update(`${prefix}${random}`).digest("hex").slice(0, 8);
}
