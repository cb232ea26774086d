import type { Option } from "@/components/ui/combobox";

type Listed = { id: string; name: string; title: string; team: string };
type Chosen = { id: string; name: string; deactivatedAt: Date | null } | null;

/** People as a box for choosing shows them. Who was chosen before and has left since is still named. */
export function peopleOptions(people: Listed[], chosen: Chosen = null): Option[] {
  const options = people.map(({ id, name, title, team }) => ({
    value: id,
    label: name,
    detail: [title, team].filter(Boolean).join(", "),
  }));
  if (!chosen || people.some(({ id }) => id === chosen.id)) return options;
  return [
    ...options,
    { value: chosen.id, label: chosen.name, detail: chosen.deactivatedAt ? "has left" : "" },
  ];
}
