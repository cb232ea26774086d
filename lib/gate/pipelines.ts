// The pipelines that may ask, bound to systems and environments: by a token with an end, or by the tokens of an issuer.

import { db } from "@/lib/db";
import type { Prisma } from "@/prisma/generated/client";

export const pipelineViews = ["alive", "ended"] as const;
export type PipelineView = (typeof pipelineViews)[number];

const select = {
  id: true,
  name: true,
  rights: true,
  systemIds: true,
  environments: true,
  byId: true,
  createdAt: true,
  expiresAt: true,
  endedAt: true,
  lastUsedAt: true,
  claims: true,
  by: { select: { id: true, name: true, deactivatedAt: true } },
  issuer: { select: { url: true, kind: true, retiredAt: true } },
} satisfies Prisma.ApiTokenSelect;

const pageSize = 50;

export async function pipelineList({ view, page }: { view: PipelineView; page: number }, now: Date) {
  const alive: Prisma.ApiTokenWhereInput = {
    endedAt: null,
    OR: [{ expiresAt: { gt: now }, by: { deactivatedAt: null } }, { issuer: { retiredAt: null } }],
  };
  const where = view === "alive" ? alive : { NOT: alive };
  const [tokens, total, ended] = await Promise.all([
    db.apiToken.findMany({
      where,
      select,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    db.apiToken.count({ where }),
    db.apiToken.count({ where: { NOT: alive } }),
  ]);
  return { pipelines: await withSystems(tokens), total, ended, pageSize };
}

export type Pipeline = Awaited<ReturnType<typeof pipelineList>>["pipelines"][number];

export async function onePipeline(id: string): Promise<Pipeline | null> {
  const token = await db.apiToken.findUnique({ where: { id }, select });
  const [pipeline = null] = await withSystems(token ? [token] : []);
  return pipeline;
}

/** A token names its systems by id, so that nothing else ties them. */
async function withSystems<Token extends { systemIds: string[] }>(tokens: Token[]) {
  const systems = await db.system.findMany({
    where: { id: { in: [...new Set(tokens.flatMap(({ systemIds }) => systemIds))] } },
    select: { id: true, key: true, name: true },
    orderBy: { name: "asc" },
  });
  return tokens.map(({ systemIds, ...token }) => ({
    ...token,
    systems: systems.filter(({ id }) => systemIds.includes(id)),
  }));
}
