// A group is told when the group below it is late (R11). A chain that leads back to its start would tell nobody.

import { type Refusal, refuseField } from "@/lib/refusal";

type Link = { id: string; name: string; aboveId: string | null; retiredAt: Date | null };

export function whyCannotStandAbove(
  group: { id: string | null; name: string },
  aboveId: string | null,
  all: Link[],
): Refusal | null {
  if (aboveId === null) return null;
  const no = (sentence: string) => refuseField("aboveId", sentence, "conflict");
  if (aboveId === group.id) return no("A group is not above itself.");

  const groups = new Map(all.map((link) => [link.id, link]));
  const above = groups.get(aboveId);
  if (!above) return refuseField("aboveId", "There is no such group.", "not-found");
  if (above.retiredAt) return no(`${above.name} is retired.`);

  for (let link: Link | undefined = above; link; link = groups.get(link.aboveId ?? "")) {
    if (link.id === group.id)
      return no(`${above.name} stands below ${group.name} already. A chain never leads back.`);
  }
  return null;
}
