// All that exports of one place are made of: what is in force there by the database's clock, and what the last
// evaluation found.

import type { Tx } from "@/lib/db";
import type { Content } from "@/lib/exceptions/revisions";
import type { StoredReport } from "@/lib/gate/evaluate";
import type { Emission, Granted } from "@/lib/gate/exports/export";
import { type FindingAnswer, judge } from "@/lib/gate/judge";
import { keptQuestion } from "@/lib/gate/kept-question";
import type { Finding } from "@/lib/gate/report";
import { mapper, type RuleRow } from "@/lib/gate/rule-map";
import { ruleMap } from "@/lib/gate/rule-rows";
import type { Environment } from "@/prisma/generated/enums";

type Place = { system: { id: string; key: string; name: string }; environment: Environment };
type Asked = Place & { address: string; folder: string };

export async function inForceHere(
  tx: Tx,
  { system, environment, address, folder }: Asked,
  now: Date,
): Promise<Emission> {
  const place = { system, environment };
  const map = await ruleMap(tx);
  return {
    system: system.key,
    systemName: system.name,
    environment,
    address,
    folder,
    now,
    granted: await grantedHere(tx, place, map, address),
    map,
    last: await lastFindings(tx, place, now),
    ...(await versionHere(tx, place)),
  };
}

type Row = Pick<
  Granted,
  "id" | "number" | "title" | "requestedBy" | "approvedBy" | "approvedAt" | "endsAt"
> & {
  content: Content;
  scopes: { policyId: string; policy: string; resource: string }[];
};

async function grantedHere(
  tx: Tx,
  { system, environment }: Place,
  map: RuleRow[],
  address: string,
): Promise<Granted[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT x.id, x.number, x.title, x.activated_at AS "approvedAt", r.content,
           least(x.ends_at, CASE WHEN x.ratified_at IS NULL THEN x.ratify_by END) AS "endsAt",
           p.name AS "requestedBy",
           ARRAY(SELECT q.name FROM decision d JOIN person q ON q.id = d.person_id
                 WHERE (d.exception_id, d.revision, d.verdict) = (x.id, x.revision, 'approve')
                   AND NOT EXISTS (SELECT FROM retraction t WHERE t.decision_id = d.id)
                 ORDER BY d.at, q.name) AS "approvedBy",
           json_agg(DISTINCT jsonb_build_object('policyId', o.id, 'policy', o.key, 'resource', s.resource)) AS scopes
    FROM in_force_now v
    JOIN exception x ON x.id = v.id
    JOIN revision r ON (r.exception_id, r.number) = (x.id, x.revision)
    JOIN person p ON p.id = x.requester_id
    JOIN scope s ON (s.exception_id, s.revision) = (x.id, x.revision)
    JOIN policy o ON o.id = s.policy_id
    WHERE s.system_id = ${system.id}::uuid AND s.environment = ${environment}::environment
    GROUP BY x.id, p.name, r.exception_id, r.number
    ORDER BY x.number`;
  return Promise.all(
    rows.map(async ({ content, scopes, ...row }) => ({
      ...row,
      reason: content.reason,
      risk: content.riskIntroduced,
      mitigation: content.mitigation,
      category: content.category ?? "waiver",
      url: `${address}/exceptions/EX-${row.number}`,
      policies: [...new Set(scopes.map(({ policy }) => policy))].sort(),
      resources: scopes.map(({ policy, resource }) => ({ policy, resource })),
      ...(await approvedFindings(tx, content, { systemId: system.id, scopes, map })),
    })),
  );
}

type Here = { systemId: string; scopes: Row["scopes"]; map: RuleRow[] };

/** What was approved here, as the evaluation that was asked about saw it, and while its rule checks the same policy. */
async function approvedFindings(
  tx: Tx,
  { findings = [], evaluationId }: Content,
  { systemId, scopes, map }: Here,
): Promise<Pick<Granted, "findings" | "remapped">> {
  if (!evaluationId || findings.length === 0) return { findings: [], remapped: 0 };
  const evaluation = await tx.evaluation.findUnique({
    where: { id: evaluationId },
    select: { systemId: true, reports: true },
  });
  if (evaluation?.systemId !== systemId) return { findings: [], remapped: 0 };

  const keys = new Map(scopes.map(({ policyId, policy }) => [policyId, policy]));
  const approved = new Map(findings.map(({ fingerprint, policy }) => [fingerprint, keys.get(policy)]));
  const reported = (evaluation.reports as unknown as StoredReport[]).flatMap((report) => report.findings);
  const seen = new Map<string, Finding>(reported.map((finding) => [finding.fingerprint, finding]));
  const asked = [...seen.values()].filter(({ fingerprint }) => approved.get(fingerprint));
  const policyOf = mapper(map);
  const still = asked.filter((finding) => policyOf(finding) === approved.get(finding.fingerprint));
  return { findings: still, remapped: asked.length - still.length };
}

async function lastFindings(tx: Tx, { system, environment }: Place, now: Date): Promise<FindingAnswer[]> {
  const evaluation = await tx.evaluation.findFirst({
    where: { systemId: system.id, environment },
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
    select: { id: true },
  });
  const question = evaluation && (await keptQuestion(tx, evaluation.id));
  return question ? judge(question, now).findings : [];
}

/** Whatever happens to an exception here leaves an event; that it ends does so by the clock alone. */
async function versionHere(
  tx: Tx,
  { system, environment }: Place,
): Promise<Pick<Emission, "version" | "changedAt">> {
  const [row] = await tx.$queryRaw<{ version: number; changedAt: Date | null }[]>`
    WITH here AS (
      SELECT DISTINCT x.id, x.starts_at, x.ends_at FROM exception x
      JOIN scope s ON (s.exception_id, s.revision) = (x.id, x.revision)
      WHERE s.system_id = ${system.id}::uuid AND s.environment = ${environment}::environment
    ), changes AS (
      SELECT e.at FROM audit_event e JOIN here ON here.id = e.exception_id
      UNION ALL SELECT starts_at FROM here WHERE starts_at <= register_now()
      UNION ALL SELECT ends_at FROM here WHERE ends_at <= register_now()
    )
    SELECT count(*)::int + 1 AS version, max(at) AS "changedAt" FROM changes`;
  return { version: row?.version ?? 1, changedAt: row?.changedAt ?? new Date(0) };
}
