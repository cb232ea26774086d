import { db } from "@/lib/db";
import type { Parsed, RegisterFilter } from "@/lib/exceptions/register-filter";
import { filterSentence } from "@/lib/exceptions/register-sentence";

export type Known = { filter: RegisterFilter; dropped: string[]; nameOf: (personId: string) => string };

/** The filter without the policies, systems and people that do not exist, and the names of those that do. */
export async function knownOf(
  { filter, dropped }: Parsed,
  actor: { id: string; name: string },
): Promise<Known> {
  const { policy, system, owner, requester } = filter;
  const personIds = [owner, requester].filter((id): id is string => id !== null && id !== "me");
  const [policies, systems, people] = await Promise.all([
    policy.length > 0 ? db.policy.findMany({ where: { key: { in: policy } }, select: { key: true } }) : [],
    system.length > 0 ? db.system.findMany({ where: { key: { in: system } }, select: { key: true } }) : [],
    personIds.length > 0
      ? db.person.findMany({ where: { id: { in: personIds } }, select: { id: true, name: true } })
      : [],
  ]);
  const names = new Map([["me", actor.name], ...people.map(({ id, name }): [string, string] => [id, name])]);
  const isPolicy = (key: string) => policies.some((one) => one.key === key);
  const isSystem = (key: string) => systems.some((one) => one.key === key);
  const somebody = (id: string | null) => (id !== null && names.has(id) ? id : null);

  return {
    filter: {
      ...filter,
      policy: policy.filter(isPolicy),
      system: system.filter(isSystem),
      owner: somebody(owner),
      requester: somebody(requester),
    },
    dropped: [
      ...dropped,
      ...policy.filter((key) => !isPolicy(key)).map((key) => `rule ${key}`),
      ...system.filter((key) => !isSystem(key)).map((key) => `system ${key}`),
      ...(owner && !somebody(owner) ? ["that owner"] : []),
      ...(requester && !somebody(requester) ? ["that requester"] : []),
    ],
    nameOf: (id) => names.get(id) || "somebody whose name was erased",
  };
}

/** The filter in words, as the page, the print and the trail say it. */
export function knownSentence({ filter, nameOf }: Known): string {
  return filterSentence(filter, nameOf);
}
