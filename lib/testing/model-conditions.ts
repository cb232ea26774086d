// What the model says of conditions: who proves them, who declares them broken, and when one keeps the exception out of force.

import type { Name } from "@/lib/testing/cast";
import { kinds, type Model, type ModelCondition, type Thing } from "@/lib/testing/model";

const hour = 3_600_000;

export function attest(model: Model, thing: Thing, condition: ModelCondition, by: Name): boolean {
  if (!runs(model, thing) || !model.people[by].active || ![condition.owner, thing.owner].includes(by))
    return false;
  if (condition.state === "taken_back") return false;
  condition.state = "holds";
  thing.version++;
  return true;
}

export function breakIt(model: Model, thing: Thing, condition: ModelCondition, by: Name): boolean {
  const { active, may, seats } = model.people[by];
  const controls = kinds[thing.kind].owners.some((group) => seats.has(group));
  if (!runs(model, thing) || !active || may === "read") return false;
  if (condition.state === "broken" || condition.state === "taken_back") return false;
  if (!controls && !thing.signatures.includes(by)) return false;
  condition.state = "broken";
  thing.version++;
  return true;
}

function runs({ now }: Model, { status, endsAt }: Thing): boolean {
  return status === "pending" || (status === "active" && endsAt !== null && now < endsAt);
}

/** R13, R19, R24: the whole of it, told once more. */
export function inForce(thing: Thing, now: Date): boolean {
  const { status, startsAt, endsAt, ratifyBy, ratifiedAt, conditions } = thing;
  if (status !== "active" || !startsAt || !endsAt || now < startsAt || now >= endsAt) return false;
  if (ratifyBy && !ratifiedAt && now >= ratifyBy) return false;
  return conditions.every(({ state, hours, suspends }) => {
    if (state === "holds" || state === "taken_back") return true;
    if (hours === null) return false;
    return !suspends || (state === "unknown" && now.getTime() < startsAt.getTime() + hours * hour);
  });
}
