// The same words in the same file are the same entry, on whatever line they stand.

import { createHash } from "node:crypto";

import type { Waiver } from "@/lib/gate/imports/waiver";

export type Identified = Waiver & { source: string; identity: Buffer };

export function identified(source: string, waivers: Waiver[]): Identified[] {
  const counts = new Map<string, number>();
  return waivers.map((waiver) => {
    const plain = identityOf(source, waiver).toString("hex");
    const again = counts.get(plain) ?? 0;
    counts.set(plain, again + 1);
    return { ...waiver, source, identity: identityOf(source, waiver, again) };
  });
}

/** `again` counts the same words further down in one file. */
function identityOf(source: string, { rule, resource, claims }: Waiver, again = 0): Buffer {
  const words = [
    source,
    rule.tool,
    rule.id,
    resource,
    Object.entries(claims).sort(),
    ...(again > 0 ? [again] : []),
  ];
  return createHash("sha256").update(JSON.stringify(words)).digest();
}
