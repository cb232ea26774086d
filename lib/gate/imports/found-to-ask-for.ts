// A waiver found in code as the start of a request: a person says the rest.

import { db } from "@/lib/db";
import { asEntry, systemOfEntry } from "@/lib/gate/imports/found-entries";
import { policyOfEntry } from "@/lib/gate/imports/found-entry";
import { ruleMap } from "@/lib/gate/rule-rows";

/** `policy` by its key: what the rule map says of its rule, or null. */
export async function foundToAskFor(id: string) {
  const [row, map] = await Promise.all([
    db.foundEntry.findUnique({ where: { id }, include: systemOfEntry }),
    ruleMap(db),
  ]);
  if (!row) return null;
  const entry = asEntry(row);
  return { entry, policy: policyOfEntry(entry, map) };
}
