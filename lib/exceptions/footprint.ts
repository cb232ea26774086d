// What runs outside the rule, for oversight: which model, whose, on which data, facing whom, and whether its safeguards
// hold. What the request says exactly goes before what the system is known for. Read only where a list shows it.

import { db } from "@/lib/db";
import { isLate } from "@/lib/exceptions/conditions";
import { isStale } from "@/lib/exceptions/readings";
import { type BindingState, binds } from "@/lib/exceptions/taken-back";
import { exposureNames } from "@/lib/words";
import type { Prisma } from "@/prisma/generated/client";

export type Safeguard = { statement: string; state: SafeguardState };
export type SafeguardState = "holds" | "broken" | "stale" | "late" | "not proven" | "not due";

export type Footprint = {
  models: string[];
  vendors: string[];
  data: string[];
  facing: string[];
  safeguards: Safeguard[];
};

export const noFootprint: Footprint = { models: [], vendors: [], data: [], facing: [], safeguards: [] };

const system = {
  name: true,
  model: true,
  vendor: true,
  dataSets: true,
  dataHeld: true,
  exposure: true,
} as const;
const selected = {
  number: true,
  revision: true,
  startsAt: true,
  endsAt: true,
  scopes: { select: { revision: true, faces: true, dataSets: true, system: { select: system } } },
  conditions: { include: { lastReading: true }, orderBy: { position: "asc" } },
} satisfies Prisma.ExceptionSelect;

type Found = Prisma.ExceptionGetPayload<{ select: typeof selected }>;

export async function footprintsOf(numbers: number[], now: Date): Promise<Map<number, Footprint>> {
  const found = await db.exception.findMany({ where: { number: { in: numbers } }, select: selected });
  return new Map(found.map((exception) => [exception.number, footprintOf(exception, now)]));
}

function footprintOf({ revision, scopes, conditions, ...window }: Found, now: Date): Footprint {
  const current = scopes.filter((scope) => scope.revision === revision);
  const each = (say: (scope: Found["scopes"][number]) => string[]) => [
    ...new Set(current.flatMap(say).filter((said) => said !== "")),
  ];
  return {
    models: each((scope) => [scope.system.model || scope.system.name]),
    vendors: each((scope) => [scope.system.vendor]),
    data: each((scope) => firstSaid(scope.dataSets, scope.system.dataSets, [scope.system.dataHeld])),
    facing: each((scope) => [scope.faces ?? exposureNames[scope.system.exposure]]),
    safeguards: conditions
      .filter((condition) => condition.revision === revision)
      .filter(binds)
      .map((condition) => ({ statement: condition.statement, state: stateOf(condition, window, now) })),
  };
}

function firstSaid(...answers: string[][]): string[] {
  return answers.find((said) => said.length > 0) ?? [];
}

function stateOf(
  condition: Found["conditions"][number] & { state: BindingState },
  window: Pick<Found, "startsAt" | "endsAt">,
  now: Date,
): SafeguardState {
  if (isStale(condition, now)) return "stale";
  if (condition.state !== "unknown") return condition.state;
  if (isLate(condition, window, now)) return "late";
  return condition.timing === "before" ? "not proven" : "not due";
}
