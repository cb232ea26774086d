import type { Actor } from "@/lib/auth/actor";
import { numberIn } from "@/lib/exceptions/number-in";
import { parseFilter } from "@/lib/exceptions/register-filter";
import { knownOf } from "@/lib/exceptions/register-known";
import type { AskedPack } from "@/lib/packs/chosen";
import { periodOf, readQuarter } from "@/lib/reviews/quarter";

type Asker = { actor: Actor; zone: string; now: Date };

/** What a pack is of, out of what a form or an address says; null when it says none. */
export async function readAsked(
  of: string,
  query: string,
  { actor, zone, now }: Asker,
): Promise<AskedPack | null> {
  if (of === "list") {
    const filter = parseFilter(Object.fromEntries(new URLSearchParams(query)));
    return { of, known: await knownOf(filter, actor) };
  }
  const quarter = of === "quarter" ? readQuarter(query) : null;
  if (quarter) return { of: "quarter", period: periodOf(quarter, zone, now) };
  const number = of === "exception" ? numberIn(query) : null;
  return number === null ? null : { of: "exception", number };
}
