// A pipeline asks with its reports. The question is kept as it came, then answered for this instant; the same question
// sent again is the same record, answered anew, because a stored yes must not outlive its end.

import { inTransaction, type Tx } from "@/lib/db";
import { sha256 } from "@/lib/gate/fingerprint";
import { whyBusy } from "@/lib/gate/idempotency";
import { type Pipeline, whyNotAllowed } from "@/lib/gate/pipeline";
import { type Problem, problem } from "@/lib/gate/problem";
import { mostFindings, readReport } from "@/lib/gate/read-report";
import type { Report } from "@/lib/gate/report";
import type { Context } from "@/lib/gate/schemas";

export type Sent = { name: string; bytes: Uint8Array };
export type StoredReport = Report & { name: string; sha256: string };

export type Asked = { evaluationId: string; replayed: boolean };

export async function evaluate(
  question: { context: Context; reports: Sent[]; idempotencyKey: string },
  pipeline: Pipeline,
  now: Date,
): Promise<Asked | Problem> {
  const { context, idempotencyKey } = question;
  const reports = readReports(question);
  if ("problem" in reports) return reports;

  const asked = await inTransaction<Asked | Problem>(now, async (tx) => {
    const system = await tx.system.findUnique({ where: { key: context.system } });
    const place = { system, environment: context.environment, named: context.system };
    const refusal = whyNotAllowed(pipeline, "evaluate", place);
    if (refusal || !system) return refusal ?? problem("system_not_bound", "There is no such system.");

    // A multipart body differs on every send by its boundary, so the content is what was understood of it.
    const contentHash = sha256(JSON.stringify([context, reports.map(({ name, sha256 }) => [name, sha256])]));
    const before = await askedBefore(tx, pipeline.tokenId, idempotencyKey, contentHash);
    if (before) return before;

    const { id } = await tx.evaluation.create({
      data: {
        tokenId: pipeline.tokenId,
        runId: pipeline.run?.id,
        systemId: system.id,
        environment: context.environment,
        context,
        reports,
        idempotencyKey,
        contentHash: new Uint8Array(Buffer.from(contentHash, "hex")),
      },
      select: { id: true },
    });
    return { evaluationId: id, replayed: false };
  });
  return "ok" in asked ? problem("unavailable", "The register cannot answer now.") : asked;
}

type Announced = Pick<Context, "root" | "reports">;

export function readReports(question: { context: Announced; reports: Sent[] }): StoredReport[] | Problem {
  const reports = question.reports.map((sent) => stored(sent, question.context));
  const found = reports.reduce((sum, report) => sum + report.found, 0);
  if (reports.some(({ tooLarge }) => tooLarge)) return problem("too_large", tooLargeIn(reports));
  if (found > mostFindings) return problem("too_large", "These reports hold more than 100,000 findings.");
  return reports;
}

function stored({ name, bytes }: Sent, { root, reports }: Announced): StoredReport {
  const format = reports?.find((report) => report.name === name)?.format;
  const hash = sha256(Buffer.from(bytes));
  return { name, sha256: hash, ...readReport(bytes, { root, format }) };
}

function tooLargeIn(reports: StoredReport[]): string {
  const large = reports.find(({ tooLarge }) => tooLarge);
  return `${large?.name}: ${large?.notes[0]}`;
}

async function askedBefore(
  tx: Tx,
  tokenId: string,
  key: string,
  contentHash: string,
): Promise<Asked | Problem | null> {
  const busy = await whyBusy(tx, { tokenId, path: "evaluations", key });
  if (busy) return busy;

  const [before] = await tx.$queryRaw<{ id: string; hash: string }[]>`
    SELECT id, encode(content_hash, 'hex') AS hash FROM evaluation
    WHERE token_id = ${tokenId}::uuid AND idempotency_key = ${key} AND received_at > register_now() - interval '24 hours'
    ORDER BY received_at DESC LIMIT 1`;
  if (!before) return null;
  return before.hash === contentHash
    ? { evaluationId: before.id, replayed: true }
    : problem("idempotency_key_reused", "This key was used for another question within 24 hours.");
}
