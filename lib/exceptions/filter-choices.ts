// Whom and what the register can be filtered by. Those who left and what is retired are there too: they have a past.

import { db } from "@/lib/db";
import { noTeam } from "@/lib/exceptions/register-filter";

type Choice = { value: string; label: string; detail?: string };
export type FilterChoices = { people: Choice[]; policies: Choice[]; systems: Choice[]; teams: Choice[] };

export async function filterChoices(): Promise<FilterChoices> {
  const [people, policies, systems] = await Promise.all([
    db.person.findMany({
      select: { id: true, name: true, title: true, team: true, deactivatedAt: true },
      orderBy: [{ name: "asc" }, { id: "asc" }],
    }),
    db.policy.findMany({ select: { key: true, title: true }, orderBy: { key: "asc" } }),
    db.system.findMany({ select: { key: true, name: true }, orderBy: { key: "asc" } }),
  ]);
  return {
    people: people.map(({ id, name, title, team, deactivatedAt }) => ({
      value: id,
      label: name,
      detail: deactivatedAt ? "left" : [title, team].filter(Boolean).join(", "),
    })),
    policies: policies.map(({ key, title }) => ({ value: key, label: key, detail: title })),
    teams: [
      ...[...new Set(people.map(({ team }) => team).filter(Boolean))]
        .sort()
        .map((team) => ({ value: team, label: team })),
      { value: noTeam, label: "No team" },
    ],
    systems: systems.map(({ key, name }) => ({ value: key, label: key, detail: name })),
  };
}
