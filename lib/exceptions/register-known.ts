import { db } from "@/lib/db";
import { systemsWithData } from "@/lib/exceptions/register-conditions";
import { noTeam, type Parsed, type RegisterFilter } from "@/lib/exceptions/register-filter";
import { filterSentence } from "@/lib/exceptions/register-sentence";

export type Known = { filter: RegisterFilter; dropped: string[]; nameOf: (personId: string) => string };

/** The filter without what does not exist: policies, systems, models, teams, people, and the names of those that do. */
export async function knownOf(
  { filter, dropped }: Parsed,
  actor: { id: string; name: string },
): Promise<Known> {
  const { policy, system, model, vendor, data, team, owner, requester } = filter;
  const personIds = [owner, requester].filter((id): id is string => id !== null && id !== "me");
  const [policies, systems, models, vendors, dataSets, teams, people] = await Promise.all([
    policy.length > 0 ? db.policy.findMany({ where: { key: { in: policy } }, select: { key: true } }) : [],
    system.length > 0 ? db.system.findMany({ where: { key: { in: system } }, select: { key: true } }) : [],
    knownOnes(model, (word) =>
      db.system.count({ where: { model: { contains: word, mode: "insensitive" } }, take: 1 }),
    ),
    knownOnes(vendor, (word) =>
      db.system.count({ where: { vendor: { contains: word, mode: "insensitive" } }, take: 1 }),
    ),
    knownOnes(data, isDataSet),
    team.length > 0 ? db.person.findMany({ where: { team: { in: team } }, select: { team: true } }) : [],
    personIds.length > 0
      ? db.person.findMany({ where: { id: { in: personIds } }, select: { id: true, name: true } })
      : [],
  ]);
  const names = new Map([["me", actor.name], ...people.map(({ id, name }): [string, string] => [id, name])]);
  const isPolicy = (key: string) => policies.some((one) => one.key === key);
  const isSystem = (key: string) => systems.some((one) => one.key === key);
  const isTeam = (name: string) => name === noTeam || teams.some((one) => one.team === name);
  const somebody = (id: string | null) => (id !== null && names.has(id) ? id : null);

  return {
    filter: {
      ...filter,
      policy: policy.filter(isPolicy),
      system: system.filter(isSystem),
      model: models,
      vendor: vendors,
      data: dataSets,
      team: team.filter(isTeam),
      owner: somebody(owner),
      requester: somebody(requester),
    },
    dropped: [
      ...dropped,
      ...policy.filter((key) => !isPolicy(key)).map((key) => `rule ${key}`),
      ...system.filter((key) => !isSystem(key)).map((key) => `system ${key}`),
      ...without(model, models).map((name) => `model ${name}`),
      ...without(vendor, vendors).map((name) => `vendor ${name}`),
      ...without(data, dataSets).map((name) => `data ${name}`),
      ...team.filter((name) => !isTeam(name)).map((name) => `team ${name}`),
      ...(owner && !somebody(owner) ? ["that owner"] : []),
      ...(requester && !somebody(requester) ? ["that requester"] : []),
    ],
    nameOf: (id) => names.get(id) || "somebody whose name was erased",
  };
}

async function knownOnes(words: string[], count: (word: string) => Promise<number>): Promise<string[]> {
  const counts = await Promise.all(words.map(count));
  return words.filter((_, index) => counts[index] !== 0);
}

async function isDataSet(word: string): Promise<number> {
  const held = await systemsWithData([word]);
  return held.length > 0 ? held.length : db.scope.count({ where: { dataSets: { has: word } }, take: 1 });
}

const without = (words: string[], known: string[]) => words.filter((word) => !known.includes(word));

/** The filter in words, as the page, the print and the trail say it. */
export function knownSentence({ filter, nameOf }: Known): string {
  return filterSentence(filter, nameOf);
}
