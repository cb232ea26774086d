"use server";

import { type Standing, verifyNow } from "@/lib/audit/standing";
import { actorForAction } from "@/lib/auth/session";
import type { Outcome } from "@/lib/refusal";

/** Reads all of the record and changes nothing, so it leaves no event. */
export async function verifyTrail(): Promise<Outcome<{ standing: Standing }>> {
  const caller = await actorForAction("member", "administrator", "auditor");
  if (!caller.ok) return caller;
  return { ok: true, standing: await verifyNow(new Date()) };
}
