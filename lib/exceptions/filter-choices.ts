// Whom and what the register can be filtered by. Those who left and what is retired are there too: they have a past.

import { db } from "@/lib/db";
import { noTeam } from "@/lib/exceptions/register-filter";

type Said = Record<"models" | "vendors" | "dataSets", Choice[]>;
type Choice = { value: string; label: string; detail?: string };
export type FilterChoices = {
  people: Choice[];
  policies: Choice[];
  systems: Choice[];
  teams: Choice[];
} & Said;

export async function filterChoices(): Promise<FilterChoices> {
  const [people, policies, systems] = await Promise.all([
    db.person.findMany({
      select: { id: true, name: true, title: true, team: true, deactivatedAt: true },
      orderBy: [{ name: "asc" }, { id: "asc" }],
    }),
    db.policy.findMany({ select: { key: true, title: true }, orderBy: { key: "asc" } }),
    db.system.findMany({
      select: { key: true, name: true, model: true, vendor: true, dataSets: true },
      orderBy: { key: "asc" },
    }),
  ]);
  return {
    people: people.map(({ id, name, title, team, deactivatedAt }) => ({
      value: id,
      label: name,
      detail: deactivatedAt ? "left" : [title, team].filter(Boolean).join(", "),
    })),
    policies: policies.map(({ key, title }) => ({ value: key, label: key, detail: title })),
    models: chosenFrom(systems.map(({ model }) => model)),
    vendors: chosenFrom(systems.map(({ vendor }) => vendor)),
    dataSets: chosenFrom(systems.flatMap(({ dataSets }) => dataSets)),
    teams: [...chosenFrom(people.map(({ team }) => team)), { value: noTeam, label: "No team" }],
    systems: systems.map(({ key, name }) => ({ value: key, label: key, detail: name })),
  };
}

function chosenFrom(names: string[]): Choice[] {
  return [...new Set(names)]
    .filter((name) => name !== "")
    .sort()
    .map((name) => ({ value: name.split(",")[0] ?? name, label: name }));
}
