// People prove conditions with evidence, and declare them broken.

import fc from "fast-check";

import { addEvidence } from "@/lib/evidence/add-evidence";
import { readNewEvidence } from "@/lib/evidence/new-evidence";
import { breakCondition } from "@/lib/exceptions/break-condition";
import { filled, type Name } from "@/lib/testing/cast";
import { type Act, decider, named, on, type Part, somebody } from "@/lib/testing/draw";
import type { History } from "@/lib/testing/history";
import type { Thing } from "@/lib/testing/model";
import { attest, breakIt } from "@/lib/testing/model-conditions";

const which = fc.nat({ max: 5 });
const prover = fc.oneof(
  { weight: 1, arbitrary: somebody },
  { weight: 2, arbitrary: fc.constant("who owns the condition" as const) },
);

export const proving: fc.Arbitrary<Act> = fc.oneof(provingOf("active"), provingOf("pending"));

function provingOf(status: Thing["status"]): fc.Arbitrary<Act> {
  return on([status], { by: prover, which }, async (history, thing, drawn) => {
    const { condition, id } = await chosen(history, thing, drawn.which);
    if (!condition) return;
    const by =
      drawn.by === "who owns the condition"
        ? condition.owner
        : named(history, thing, drawn.by as Name | Part);
    const done = attest(history.model, thing, condition, by);
    const file = { name: "log.txt", bytes: new TextEncoder().encode(`Read by ${by}.`) };
    const input = { exceptionId: thing.id, conditionId: id, title: "", note: "", file };
    const { given } = await filled(readNewEvidence(input));
    const outcome = addEvidence(given, await history.actor(by), history.now);
    await history.hold(`${by} proves condition ${drawn.which}`, done, outcome, thing);
  });
}

export const breaking: fc.Arbitrary<Act> = on(
  ["active"],
  { by: decider, which },
  async (history, thing, drawn) => {
    const { condition, id } = await chosen(history, thing, drawn.which);
    if (!condition || !id) return;
    const by = named(history, thing, drawn.by);
    const done = breakIt(history.model, thing, condition, by);
    const input = { exceptionId: thing.id, conditionId: id, reason: "Nobody has read it." };
    const outcome = breakCondition(input, await history.actor(by), history.now);
    await history.hold(`${by} declares condition ${drawn.which} broken`, done, outcome, thing);
  },
);

async function chosen(history: History, thing: Thing, which: number) {
  const place = thing.conditions.length > 0 ? which % thing.conditions.length : 0;
  const ids = await history.conditionIds(thing);
  return { condition: thing.conditions[place], id: ids[place] };
}
