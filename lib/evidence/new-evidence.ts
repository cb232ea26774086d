// Evidence as it comes in: a file or a link, looked at before anything is locked or written.

import { createHash } from "node:crypto";
import { z } from "zod";

import { whatItIs } from "@/lib/evidence/file-kind";
import { invalid, type Outcome } from "@/lib/refusal";
import { line, text } from "@/lib/text";

const link = z
  .url({ protocol: /^https$/, error: "A link begins with https:// and names a site." })
  .max(2000, "At most 2,000 characters.")
  .refine(
    (typed) => !URL.canParse(typed) || new URL(typed).username + new URL(typed).password === "",
    "A link holds no user name and no password.",
  );

const evidenceSchema = z
  .strictObject({
    exceptionId: z.uuid(),
    /** The condition that it proves; none: it stands for itself, as proof of removal for instance. */
    conditionId: z.uuid().optional(),
    file: z.strictObject({ name: z.string().max(1000), bytes: z.instanceof(Uint8Array) }).optional(),
    link: link.optional(),
    /** What a link leads to; a file has a name of its own. */
    title: line({ max: 160 }),
    note: text({ max: 1000 }),
  })
  .refine(({ file, link }) => Boolean(file) !== Boolean(link), {
    path: ["file"],
    error: "Choose a file, or give a link.",
  });

export type NewEvidence = {
  exceptionId: string;
  conditionId?: string;
  note: string;
  evidence: Checked;
};

export type Checked = {
  name: string;
  sha256: Uint8Array<ArrayBuffer>;
  /** Null for a link. */
  bytes: Uint8Array<ArrayBuffer> | null;
  size: number;
  link: string | null;
};

/** Parsed and looked into; `input` is what a form or an API has sent. */
export async function readNewEvidence(input: unknown): Promise<Outcome<{ given: NewEvidence }>> {
  const parsed = evidenceSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { exceptionId, conditionId, note, file, link = "", title } = parsed.data;

  if (!file) {
    const address = Buffer.from(link, "utf8");
    const name = title || link.replace(/^https:\/\//, "").slice(0, 160);
    const evidence = { name, link, bytes: null, size: address.length, sha256: sha256(address) };
    return { ok: true, given: { exceptionId, conditionId, note, evidence } };
  }
  const looked = await whatItIs(file.bytes, file.name);
  if (!looked.ok) return looked;
  const bytes = Uint8Array.from(file.bytes);
  const evidence = { name: looked.name, link: null, bytes, size: bytes.length, sha256: sha256(bytes) };
  return { ok: true, given: { exceptionId, conditionId, note, evidence } };
}

function sha256(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash("sha256").update(bytes).digest());
}
