// Whose tokens pipelines may show, and how many pipelines ask with them.

import { db } from "@/lib/db";

export type ListedIssuer = Awaited<ReturnType<typeof issuerList>>[number];

export function issuerList() {
  return db.pipelineIssuer.findMany({
    select: {
      id: true,
      url: true,
      kind: true,
      addedAt: true,
      retiredAt: true,
      _count: { select: { bindings: { where: { endedAt: null } } } },
    },
    orderBy: [{ retiredAt: { sort: "desc", nulls: "first" } }, { url: "asc" }],
  });
}
