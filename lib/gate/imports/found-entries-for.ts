// Waivers found in code as a token with the right to export reads them, as far as its systems go.

import { db } from "@/lib/db";
import type { FoundEntriesAnswer } from "@/lib/gate/answers";
import { claimedNumber, type FoundEntry } from "@/lib/gate/imports/found-entry";
import type { Claims } from "@/lib/gate/imports/waiver";
import { type Pipeline, whyLacksRight } from "@/lib/gate/pipeline";
import { type Problem, problem } from "@/lib/gate/problem";

const pageSize = 200;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Asked = { system?: string; below?: string; withGone: boolean };

export async function foundEntriesFor(
  { system, below, withGone }: Asked,
  pipeline: Pipeline,
  address: string,
): Promise<FoundEntriesAnswer | Problem> {
  const lacking = whyLacksRight(pipeline, "export");
  if (lacking) return lacking;
  if (below !== undefined && !uuid.test(below)) return problem("bad_query", "“below” is no id of an entry.");

  const rows = await db.foundEntry.findMany({
    where: {
      systemId: { in: pipeline.systemIds },
      ...(system && { system: { key: system } }),
      OR: [{ environment: null }, { environment: { in: pipeline.environments } }],
      ...(withGone ? {} : { goneAt: null }),
      ...(below && { id: { lt: below } }),
    },
    include: { system: { select: { id: true, key: true, name: true } } },
    orderBy: { id: "desc" },
    take: pageSize + 1,
  });
  const page = rows.slice(0, pageSize);
  const next = new URLSearchParams({
    ...(system && { system }),
    ...(withGone && { gone: "yes" }),
    below: page.at(-1)?.id ?? "",
  });
  return {
    entries: page.map((row) => presented({ ...row, claims: row.claims as Claims }, address)),
    next: rows.length > pageSize ? `/api/v1/gate/found-entries?${next}` : null,
  };
}

function presented(entry: FoundEntry, address: string): FoundEntriesAnswer["entries"][number] {
  const { id, system, environment, repository, path, line, commit, source, tool, rule, resource, claims } =
    entry;
  const number = claimedNumber(entry);
  return {
    id,
    system: system.key,
    environment,
    repository,
    path,
    line,
    commit,
    source,
    rule: { tool, id: rule },
    resource,
    claims: { ...claims },
    claimsNumber: number === null ? null : `EX-${number}`,
    firstSeenAt: entry.firstSeenAt.toISOString(),
    lastSeenAt: entry.lastSeenAt.toISOString(),
    goneAt: entry.goneAt?.toISOString() ?? null,
    requestUrl: `${address}/exceptions/new?found=${id}`,
  };
}
