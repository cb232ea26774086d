// What is wrong with a group before a request runs into it: nobody to decide (R4), nobody to tell (R11).

export type Watched = {
  name: string;
  isForum: boolean;
  above: { name: string; retiredAt: Date | null } | null;
  lead: { name: string; deactivatedAt: Date | null } | null;
  members: { name: string }[];
  waiting: { number: number; missing: number; deciderIds: string[] }[];
};

export function groupWarnings({ name, isForum, above, lead, members, waiting }: Watched): string[] {
  const warnings: string[] = [];
  const [only] = members;

  if (!only) warnings.push(`Nobody sits in ${name}, so nobody could decide what is put to it.`);
  else if (members.length === 1)
    warnings.push(`${name} has one person: nobody could decide ${only.name}'s own requests.`);

  for (const { number, missing, deciderIds } of waiting) {
    if (deciderIds.length < missing)
      warnings.push(`Nobody here could decide EX-${number}: whoever could is a party to it or has decided.`);
  }
  if (!above && !isForum) warnings.push(`${name} has no group above: nobody is told when it is late.`);
  if (above?.retiredAt)
    warnings.push(`${above.name}, the group above, is retired: nobody is told when ${name} is late.`);
  if (lead?.deactivatedAt) warnings.push(`${lead.name}, the lead of ${name}, has left.`);
  return warnings;
}
