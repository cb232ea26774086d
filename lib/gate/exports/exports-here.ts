// What exports of one place hold and leave out, for people.

import { inTransaction } from "@/lib/db";
import { inForceHere } from "@/lib/gate/exports/in-force-here";
import { targets } from "@/lib/gate/exports/targets";
import type { Environment } from "@/prisma/generated/enums";

type Place = { system: { id: string; key: string; name: string }; environment: Environment; address: string };

export async function exportsHere(place: Place, now: Date) {
  const emission = await inTransaction(now, (tx) => inForceHere(tx, { ...place, folder: "" }, now));
  if ("ok" in emission) return null;
  return {
    inForce: emission.granted.length,
    exports: targets.map((target) => ({ target, ...target.emit(emission) })),
  };
}
