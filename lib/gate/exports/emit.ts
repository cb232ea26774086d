// A pipeline fetches what is in force at one place, in the format of its tool (R13, R25): never later, never wider.

import { inTransaction } from "@/lib/db";
import { type Emission, type Emitted, eachOnce, type Target } from "@/lib/gate/exports/export";
import { inForceHere } from "@/lib/gate/exports/in-force-here";
import { rememberExported } from "@/lib/gate/exports/remember-exported";
import { targetNamed, targets } from "@/lib/gate/exports/targets";
import { type Pipeline, whyNotAllowed } from "@/lib/gate/pipeline";
import { type Problem, problem } from "@/lib/gate/problem";
import type { Environment } from "@/prisma/generated/enums";

export type Asked = { target: string; system: string; environment: Environment; folder: string };

export type Export = Emitted & {
  target: Target;
  /** For how many seconds it may be used: until the next end, and five minutes at most. */
  maxAge: number;
};

export async function emit(
  { target: name, system: named, environment, folder }: Asked,
  pipeline: Pipeline,
  address: string,
  now: Date,
): Promise<Export | Problem> {
  const target = targetNamed(name);
  if (!target) {
    const known = targets.map((one) => one.name).join(", ");
    return problem("not_found", `There is no such format. There are ${known}.`);
  }
  const emitted = await inTransaction<Export | Problem>(now, async (tx) => {
    const system = await tx.system.findUnique({
      where: { key: named },
      select: { id: true, key: true, name: true },
    });
    const refusal = whyNotAllowed(pipeline, "export", { system, environment, named });
    if (refusal || !system) return refusal ?? problem("system_not_bound", "There is no such system.");

    const emission = await inForceHere(tx, { system, environment, address, folder }, now);
    const { text, entries, left } = target.emit(emission);
    if (text !== null) await rememberExported(tx, { target, text, systemId: system.id, environment });
    return { target, text, entries, left: eachOnce(left), maxAge: maxAge(emission) };
  });
  return "ok" in emitted ? problem("unavailable", "The register cannot answer now.") : emitted;
}

const mostSeconds = 300;

function maxAge({ granted, now }: Emission): number {
  const ends = granted.map(({ endsAt }) => Math.floor((endsAt.getTime() - now.getTime()) / 1000));
  return Math.max(0, Math.min(mostSeconds, ...ends));
}
