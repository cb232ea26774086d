import { db } from "@/lib/db";
import { facts } from "@/lib/reviews/facts";
import type { PolicyUse } from "@/lib/reviews/policy-gaps";
import type { Period } from "@/lib/reviews/quarter";
import { joinTeam, ownersAndTeams } from "@/lib/reviews/then";

/**
 * What the exceptions approved within a period add up to for each policy: most broken first. Besides them, what was
 * decided for good, and the findings that a scanner reported after the exception that had covered them was over.
 */
export function policyUse(period: Period): Promise<PolicyUse[]> {
  const { from, asOf } = period;
  return db.$queryRaw<PolicyUse[]>`
    WITH ${ownersAndTeams(asOf)}, broken AS (
      SELECT fact.marks[1] AS key, count(*)::int AS exceptions, count(DISTINCT team_then.team)::int AS teams,
        count(*) FILTER (WHERE x.renewal >= 2)::int AS second_renewals,
        count(*) FILTER (WHERE x.renewal >= 3)::int AS third_renewals
      FROM (${facts.policies(period, null)}) fact JOIN exception x ON x.id = fact.id ${joinTeam}
      GROUP BY 1
    ), settled AS (
      SELECT id, bool_or('all.approved' = ANY (marks)) AND NOT bool_or('all.sent-back' = ANY (marks)) AS as_asked
      FROM (${facts.outcomes(period, null)}) outcome
      GROUP BY 1 HAVING bool_or(marks && '{all.approved,all.demanded,all.rejected}')
    ), decided AS (
      SELECT s.policy_id, count(DISTINCT x.id)::int AS decided,
        count(DISTINCT x.id) FILTER (WHERE settled.as_asked)::int AS as_asked
      FROM settled JOIN exception x USING (id) JOIN scope s ON (s.exception_id, s.revision) = (x.id, x.revision)
      GROUP BY 1
    ), back AS (
      SELECT c.policy_id, count(DISTINCT c.fingerprint)::int AS findings
      FROM first_answer f
      CROSS JOIN LATERAL json_array_elements(f.answers::json -> 'findings') told
      JOIN cover c ON c.fingerprint = told ->> 'fingerprint'
      JOIN exception x ON (x.id, x.revision) = (c.exception_id, c.revision)
      WHERE f.at >= ${from} AND f.at < ${asOf} AND f.violations > 0 AND told ->> 'answer' = 'violation'
        AND least(x.ends_at, x.closed_at) <= f.at
      GROUP BY 1
    )
    SELECT p.key AS policy, p.title, coalesce(b.exceptions, 0) AS exceptions, coalesce(b.teams, 0) AS teams,
      coalesce(b.second_renewals, 0) AS "secondRenewals", coalesce(b.third_renewals, 0) AS "thirdRenewals",
      coalesce(d.decided, 0) AS decided, coalesce(d.as_asked, 0) AS "approvedAsAsked",
      coalesce(k.findings, 0) AS "comeBack"
    FROM policy p
    LEFT JOIN broken b ON b.key = p.key
    LEFT JOIN decided d ON d.policy_id = p.id
    LEFT JOIN back k ON k.policy_id = p.id
    WHERE b.exceptions > 0 OR k.findings > 0
    ORDER BY exceptions DESC, teams DESC, policy`;
}
