// Perhaps no longer needed (gate.md 7): while it is in force, the pipeline that it was asked for from has looked three
// times in a row, with every report that had shown what it covers, and found none of it. It is said, and nothing is done.

import { db } from "@/lib/db";
import type { StoredReport } from "@/lib/gate/evaluate";
import type { KeptAnswers } from "@/lib/gate/first-answer";
import { coveringOf, seenIn, seenOf } from "@/lib/gate/recheck-ended";
import { recheckBy } from "@/lib/gate/recheck-rule";
import type { Prisma } from "@/prisma/generated/client";

const inARow = 3;

/** The newest of the three evaluations, and when the first of them was; null: nothing says so. */
export async function perhapsUnneeded(exception: {
  id: string;
  activatedAt: Date | null;
}): Promise<{ evaluationId: string; since: Date } | null> {
  const { covered, evaluationId } = await coveringOf(exception.id);
  if (!exception.activatedAt || !evaluationId || covered.length === 0) return null;
  const asked = await db.evaluation.findUnique({ where: { id: evaluationId }, select: where });
  if (!asked) return null;

  // Reports are large: they are read once nothing else speaks against it.
  const newest = await db.evaluation.findMany({
    where: { ...asked, receivedAt: { gt: exception.activatedAt }, firstAnswer: { isNot: null } },
    select: {
      id: true,
      receivedAt: true,
      sightings: { where: { exceptionId: exception.id }, select: { evaluationId: true }, take: 1 },
    },
    orderBy: { receivedAt: "desc" },
    take: inARow,
  });
  const [last] = newest;
  const first = newest.at(-1);
  if (!last || !first || newest.length < inARow || newest.some(({ sightings }) => sightings.length > 0))
    return null;

  const before = await seenIn(evaluationId);
  const all = await db.evaluation.findMany({
    where: { id: { in: newest.map(({ id }) => id) } },
    include: { firstAnswer: true },
  });
  const clean = all.every((one) => recheckBy(covered, before, seenOf(one), reportedIn(one)) === "compliant");
  return clean ? { evaluationId: last.id, since: first.receivedAt } : null;
}

const where = { tokenId: true, systemId: true, environment: true } as const;

type Kept = Prisma.EvaluationGetPayload<{ include: { firstAnswer: true } }>;
/** Its findings, each with the policy that it was held against. */
function reportedIn({ reports, firstAnswer }: Kept) {
  const answers = (firstAnswer?.answers as KeptAnswers | undefined)?.findings ?? [];
  const findings = new Map(
    (reports as StoredReport[])
      .flatMap((report) => report.findings)
      .map((finding) => [finding.fingerprint, finding]),
  );
  return answers.flatMap(({ fingerprint, policy }) => {
    const finding = findings.get(fingerprint);
    return finding ? [{ finding, policy }] : [];
  });
}
