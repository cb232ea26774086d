// A kept evaluation as the question that it is: its reports, with the rule map, the tools required and the exceptions of
// now. All of it is read by one statement, and so as it stood at one instant.

import { plannedOnce, type Tx } from "@/lib/db";
import type { StoredReport } from "@/lib/gate/evaluate";
import { type GrantRow, granted, grantOf } from "@/lib/gate/grants-for";
import type { Question } from "@/lib/gate/judge";
import { ruleColumns, type StandingRule } from "@/lib/gate/rule-rows";
import type { Context } from "@/lib/gate/schemas";
import { unmapped } from "@/lib/unmapped";
import { Prisma } from "@/prisma/generated/client";

export type KeptQuestion = Question & {
  reports: StoredReport[];
  context: Context;
  tokenId: string;
  systemId: string;
  /** By the register's clock. */
  at: Date;
  /** Of each policy that an answer may name. */
  titles: Map<string, string>;
};

export type QuestionRow = Omit<KeptQuestion, "map" | "grants" | "titles"> & {
  rules: StandingRule[];
  unmappedTitle: string;
  grants: GrantRow[];
};

/** Gives a QuestionRow, or none. */
export function questionStatement(evaluationId: string): Prisma.Sql {
  return Prisma.sql`
    ${plannedOnce}
    WITH asked AS MATERIALIZED (
      SELECT * FROM evaluation WHERE id = ${evaluationId}::uuid
    ),
    rule AS MATERIALIZED (
      SELECT r.policy_id, ${ruleColumns}
      FROM policy_rule r LEFT JOIN policy p ON p.id = r.policy_id
      WHERE r.ended_at IS NULL
    ),
    ${granted}
    SELECT asked.token_id AS "tokenId", asked.system_id AS "systemId", y.key AS system, asked.environment,
           asked.received_at AS "receivedAt", asked.context, asked.reports, y.required_tools AS "requiredTools",
           register_now() AS at,
           (SELECT coalesce(json_agg(rule), '[]') FROM rule) AS rules,
           (SELECT title FROM policy WHERE key = ${unmapped}) AS "unmappedTitle",
           (SELECT coalesce(json_agg(granted), '[]') FROM granted) AS grants
    FROM asked JOIN system y ON y.id = asked.system_id`;
}

export function questionOf({ rules, unmappedTitle, grants, ...asked }: QuestionRow): KeptQuestion {
  return {
    ...asked,
    map: rules,
    grants: grants.map(grantOf),
    titles: new Map([
      [unmapped, unmappedTitle],
      ...rules.flatMap(({ policy, title }) => (policy !== null ? [[policy, title] as const] : [])),
    ]),
  };
}

/** Null: there is no such evaluation. */
export async function keptQuestion(tx: Tx, evaluationId: string): Promise<KeptQuestion | null> {
  const [row] = await tx.$queryRaw<QuestionRow[]>(questionStatement(evaluationId));
  return row ? questionOf(row) : null;
}
