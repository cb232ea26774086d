import { nobodies } from "@/lib/audit/trail-filter";
import { db } from "@/lib/db";

/** Everybody whom the trail can be asked for, those who left included, and how the filter's sentence calls them. */
export async function trailNames(reader: { id: string; name: string }) {
  const people = await db.person.findMany({
    select: { id: true, name: true, deactivatedAt: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  const names = new Map<string, string>([
    ["me", reader.name],
    ...Object.entries(nobodies),
    ...people.map(({ id, name }): [string, string] => [id, name]),
  ]);
  return {
    people: [
      { value: "me", label: "Me" },
      ...Object.entries(nobodies).map(([value, label]) => ({ value, label: label.replace("the", "The") })),
      ...people
        .filter(({ id, name }) => id !== reader.id && name)
        .map(({ id, name, deactivatedAt }) => ({
          value: id,
          label: deactivatedAt ? `${name} (left)` : name,
        })),
    ],
    nameOf: (id: string) => names.get(id) || "somebody whose name was erased",
  };
}
