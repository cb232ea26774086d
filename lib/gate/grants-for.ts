// The exceptions that may say something about the findings of a question: those that name one of them or its resource,
// in whatever state and place, and those in force here for a policy, which cover something else.

import type { Tx } from "@/lib/db";
import type { Cover, Grant, Question } from "@/lib/gate/judge";
import type { Severity } from "@/lib/gate/report";
import { unmapped } from "@/lib/unmapped";

type Asked = Pick<Question, "system" | "environment" | "reports" | "map">;

export async function grantsFor(tx: Tx, { system, environment, reports, map }: Asked): Promise<Grant[]> {
  const findings = reports.flatMap((report) => report.findings);
  if (findings.length === 0) return [];
  const prints = findings.flatMap(({ fingerprint, aliasFingerprints, togetherFingerprints }) => [
    fingerprint,
    ...aliasFingerprints,
    ...togetherFingerprints,
  ]);
  const resources = findings.map(({ resourceKey }) => resourceKey);
  const policies = [unmapped, ...map.flatMap(({ policy }) => policy ?? [])];

  const named = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT x.id
    FROM exception x
    JOIN cover c ON (c.exception_id, c.revision) = (x.id, x.revision)
    WHERE c.fingerprint = ANY (${prints}::text[])
       OR c.alias_fingerprints && ${prints}::text[]
       OR c.whole_resource AND c.resource_key = ANY (${resources}::text[])
    UNION
    SELECT x.id
    FROM exception x
    JOIN scope s ON (s.exception_id, s.revision) = (x.id, x.revision)
    JOIN policy p ON p.id = s.policy_id
    JOIN system y ON y.id = s.system_id
    WHERE x.status = 'active' AND x.ends_at > register_now()
      AND p.key = ANY (${policies}::text[]) AND y.key = ${system} AND s.environment = ${environment}::environment`;
  return load(
    tx,
    named.map(({ id }) => id),
  );
}

async function load(tx: Tx, ids: string[]): Promise<Grant[]> {
  const exceptions = await tx.exception.findMany({
    where: { id: { in: ids } },
    include: {
      conditions: { include: { lastReading: true } },
      scopes: { include: { policy: { select: { key: true } }, system: { select: { key: true } } } },
    },
  });
  const covers = await tx.cover.findMany({ where: { exceptionId: { in: ids } } });

  return exceptions.flatMap((exception) => {
    const { id, revision } = exception;
    const conditions = exception.conditions.filter((condition) => condition.revision === revision);
    const places = exception.scopes.filter((scope) => scope.revision === revision);
    // An exception of several resources in one place stands there once.
    const distinct = new Map(
      places.map((place) => [`${place.policyId} ${place.systemId} ${place.environment}`, place]),
    );
    return [...distinct.values()].map(({ policy, policyId, system, environment }) => ({
      ...exception,
      conditions,
      policy: policy.key,
      system: system.key,
      environment,
      covers: covers
        .filter(
          (cover) => cover.exceptionId === id && cover.revision === revision && cover.policyId === policyId,
        )
        .map((cover): Cover => ({ ...cover, severity: cover.severity as Severity })),
    }));
  });
}
