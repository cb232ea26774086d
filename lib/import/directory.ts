// Whom and what a sheet means: people by e-mail address or name, policies and systems by key or name. Nobody is guessed at.

import { db } from "@/lib/db";
import type { Domain, Environment, Exposure, Sensitivity, SystemKind } from "@/prisma/generated/enums";

type Person = {
  id: string;
  name: string;
  email: string;
  managerId: string | null;
  deactivatedAt: Date | null;
};
type Policy = { id: string; key: string; title: string; domain: Domain };
type System = {
  id: string;
  key: string;
  name: string;
  kind: SystemKind;
  environments: Environment[];
  sensitivity: Sensitivity;
  dataHeld: string;
  exposure: Exposure;
};

export type Directory = { people: Person[]; policies: Policy[]; systems: System[] };

/** Those who have left and what is retired too: that they are is a better reason than that nobody knows them. */
export async function loadDirectory(): Promise<Directory> {
  const [people, policies, systems] = await Promise.all([
    db.person.findMany({
      select: { id: true, name: true, email: true, managerId: true, deactivatedAt: true },
    }),
    db.policy.findMany({ select: { id: true, key: true, title: true, domain: true } }),
    db.system.findMany({
      select: {
        id: true,
        key: true,
        name: true,
        kind: true,
        environments: true,
        sensitivity: true,
        dataHeld: true,
        exposure: true,
      },
    }),
  ]);
  return { people, policies, systems };
}

export type Meant<Thing> = { found: Thing } | { why: string };

/** "cora.lind@example.com", "Cora Lind <cora.lind@example.com>", "Cora Lind", "Lind, Cora", "cora.lind". */
export function personMeant(words: string, people: Person[]): Meant<Person> {
  const [email] = /[^\s<>()"';,]+@[^\s<>()"';,]+/.exec(words) ?? [];
  const [last, first] = words.split(/,\s*/);
  const names = [plain(words), ...(first ? [plain(`${first} ${last}`)] : [])];
  const meant = people.filter((person) =>
    email
      ? person.email.toLowerCase() === email.toLowerCase()
      : names.includes(plain(person.name)) || person.email.toLowerCase().split("@")[0] === plain(words),
  );
  const here = meant.filter(({ deactivatedAt }) => deactivatedAt === null);
  const [only, ...others] = here.length > 0 ? here : meant;
  if (!only) return { why: `nobody here is called “${shortened(words)}”` };
  if (only.deactivatedAt) return { why: `${only.name} has left` };
  if (others.length > 0)
    return { why: `${here.length} people are called ${only.name}: write the e-mail address` };
  return { found: only };
}

/** The whole cell is one of them, or a list of them. */
export function policiesMeant(words: string, policies: Policy[]): Meant<Policy[]> {
  return listMeant(words, (name) =>
    policies.find(({ key, title }) =>
      [key, title, `${key} ${title}`].some((one) => plain(one) === plain(name)),
    ),
  );
}

export function systemsMeant(words: string, systems: System[]): Meant<System[]> {
  return listMeant(words, (name) =>
    systems.find(({ key, name: called }) => plain(key) === plain(name) || plain(called) === plain(name)),
  );
}

/** The parts of a list, however they are kept apart. */
export function listed(words: string): string[] {
  return words
    .split(/[,;|\n\r]+/)
    .map((part) => part.trim())
    .filter(Boolean);
}

function listMeant<Thing>(words: string, find: (name: string) => Thing | undefined): Meant<Thing[]> {
  const whole = find(words);
  if (whole) return { found: [whole] };
  const parts = listed(words);
  const found = parts.map(find);
  const unknown = parts.find((_, at) => found[at] === undefined);
  if (unknown !== undefined) return { why: `“${shortened(unknown)}” is not in the directory` };
  return { found: [...new Set(found as Thing[])] };
}

function plain(words: string): string {
  return words.trim().toLowerCase().replaceAll(/\s+/g, " ");
}

/** For a sentence about it. */
export function shortened(words: string): string {
  return words.length > 60 ? `${words.slice(0, 60).toWellFormed()}…` : words;
}
