// An evidence pack takes a whole record away, so members take only those of their own requests; whoever examines the
// register takes any (R2).

import type { Actor } from "@/lib/auth/actor";
import { whyCannotExport } from "@/lib/exceptions/export-register";
import { type Refusal, refuse } from "@/lib/refusal";

type Asked = { requesterId: string; filedById: string };

/** Of these exceptions; of none in particular: of any. */
export function whyCannotPack(actor: Pick<Actor, "id" | "role">, asked?: Asked): Refusal | null {
  if (actor.role === "auditor" || actor.role === "administrator") return null;
  const own = asked && [asked.requesterId, asked.filedById].includes(actor.id);
  if (actor.role === "member" && own) return null;
  return (
    whyCannotExport(actor) ??
    refuse("not-allowed", "Members take packs of their own requests. Auditors and administrators take any.")
  );
}
