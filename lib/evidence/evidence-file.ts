// The bytes of one piece of evidence, for whoever may see its exception.

import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { exceptionWithHistory } from "@/lib/exceptions/exception-with-history";

/** Null: there is no such file, or this person may not know of it. A link has no file. */
export async function evidenceFile(
  number: number,
  evidenceId: string,
  actor: Pick<Actor, "id" | "role">,
  now: Date,
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> } | null> {
  const exception = await exceptionWithHistory(number, actor, now);
  const evidence = exception?.evidence.find(({ id, link }) => id === evidenceId && link === null);
  if (!evidence) return null;
  const file = await db.evidenceFile.findUnique({ where: { sha256: evidence.sha256 } });
  return file && { name: evidence.name, bytes: file.bytes };
}
