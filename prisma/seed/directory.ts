// Sets the organisation up the way an administrator would: people, groups and their seats, policies, systems.

import { setUpRegister } from "@/lib/auth/set-up-register";
import { db } from "@/lib/db";
import { addGroup } from "@/lib/people/add-group";
import { addPerson } from "@/lib/people/add-person";
import { editGroup } from "@/lib/people/edit-group";
import { editPerson } from "@/lib/people/edit-person";
import { grantMembership } from "@/lib/people/grant-membership";
import { newGroupSchema, newPersonSchema } from "@/lib/people/schemas";
import { addPolicy } from "@/lib/policies/add-policy";
import { newPolicySchema } from "@/lib/policies/schemas";
import { addSystem } from "@/lib/systems/add-system";
import { newSystemSchema } from "@/lib/systems/schemas";
import { Cast } from "./cast";
import { type GroupKey, groups, type SeedGroup } from "./groups";
import { company, emailOf, type PersonKey, people, type SeedPerson } from "./people";
import { type PolicyKey, policies, type SeedPolicy } from "./policies";
import { granted } from "./refused";
import { type SystemKey, systems } from "./systems";

export type Directory = {
  personId: ReadonlyMap<PersonKey, string>;
  policyId: ReadonlyMap<PolicyKey, string>;
  systemId: ReadonlyMap<SystemKey, string>;
};

const administrator: PersonKey = "bjarne";
const keysOf = <Key extends string>(things: Record<Key, unknown>) => Object.keys(things) as Key[];

/** Begins at `from`; each entry takes half a minute of the administrator's first day. */
export async function setUpDirectory(from: Date): Promise<{ directory: Directory; cast: Cast }> {
  const personId = new Map<PersonKey, string>();
  const groupId = new Map<GroupKey, string>();
  const policyId = new Map<PolicyKey, string>();
  const systemId = new Map<SystemKey, string>();
  const cast = new Cast(personId);
  let at = from;

  /** One entry: the administrator does it, and half a minute later it is done. */
  const enter = async <Result extends object>(what: string, act: (now: Date) => Promise<Result>) => {
    at = new Date(at.getTime() + 30_000);
    return act(at).catch((error: Error) => {
      throw new Error(`${what}: ${error.message}`);
    });
  };
  const administer = () => cast.as(administrator, at);

  await enter("Set-up", async (now) => {
    const { name } = people[administrator];
    const first = { name, email: emailOf(administrator), signIn: "provider" as const, password: "" };
    return granted(
      await setUpRegister({ organisation: company.name, zone: company.zone, ...first }, now),
      "Set-up",
    );
  });
  personId.set(
    administrator,
    (await db.person.findUniqueOrThrow({ where: { email: emailOf(administrator) } })).id,
  );
  groupId.set("executive", (await db.group.findUniqueOrThrow({ where: { key: "executive" } })).id);

  const factsOf = (key: PersonKey) => {
    const { name, title, team, role = "member", manager }: SeedPerson = people[key];
    const managerId = manager ? (personId.get(manager as PersonKey) as string) : null;
    return { name, title, team, role, managerId, email: emailOf(key) };
  };
  for (const key of keysOf(people).filter((key) => key !== administrator)) {
    await enter(key, async (now) => {
      const { id } = granted(
        await addPerson(newPersonSchema.parse(factsOf(key)), await administer(), now),
        key,
      );
      return personId.set(key, id);
    });
  }
  await enter(administrator, async (now) => {
    const edit = { personId: personId.get(administrator) as string, ...factsOf(administrator) };
    return granted(await editPerson(edit, await administer(), now), administrator);
  });

  for (const key of keysOf(groups)) {
    const { name, purpose, above, lead, isForum = false, members }: SeedGroup = groups[key];
    const facts = {
      name,
      purpose,
      isForum,
      leadId: personId.get(lead) as string,
      aboveId: above ? (groupId.get(above as GroupKey) as string) : null,
    };
    await enter(name, async (now) => {
      const known = groupId.get(key);
      const actor = await administer();
      const { id } = granted(
        known
          ? await editGroup({ groupId: known, ...facts }, actor, now)
          : await addGroup(newGroupSchema.parse({ key, ...facts }), actor, now),
        name,
      );
      return groupId.set(key, id);
    });
    for (const member of members) {
      const seat = { groupId: groupId.get(key) as string, personId: personId.get(member) as string };
      await enter(`${member} in ${name}`, async (now) =>
        granted(await grantMembership(seat, await administer(), now), `${member} in ${name}`),
      );
    }
  }

  for (const key of keysOf(policies)) {
    const { controlOwner, longestDays, ...words }: SeedPolicy = policies[key];
    const longestSeconds = longestDays ? longestDays * 86_400 : null;
    const policy = { key, ...words, controlOwnerId: groupId.get(controlOwner) as string, longestSeconds };
    await enter(key, async (now) =>
      policyId.set(
        key,
        granted(await addPolicy(newPolicySchema.parse(policy), await administer(), now), key).id,
      ),
    );
  }

  for (const key of keysOf(systems)) {
    const system = { key, ...systems[key], environments: [...systems[key].environments] };
    await enter(key, async (now) =>
      systemId.set(
        key,
        granted(await addSystem(newSystemSchema.parse(system), await administer(), now), key).id,
      ),
    );
  }

  return { directory: { personId, policyId, systemId }, cast };
}
