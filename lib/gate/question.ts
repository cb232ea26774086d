// Takes a question apart: multipart/form-data with one part `context` and one or more parts `report`, within limits.

import type { z } from "zod";

import type { Sent } from "@/lib/gate/evaluate";
import { keyIn } from "@/lib/gate/idempotency";
import { contextIn, formIn, partSent } from "@/lib/gate/multipart";
import { type Problem, problem } from "@/lib/gate/problem";

const mostReports = 20;

export type Taken<Said> = { context: Said; reports: Sent[]; idempotencyKey: string };

export async function takeQuestion<Said extends object>(
  request: Request,
  schema: z.ZodType<Said>,
): Promise<Taken<Said> | Problem> {
  const idempotencyKey = keyIn(request);
  if (typeof idempotencyKey !== "string") return idempotencyKey;
  const form = await formIn(request, "Send multipart/form-data with the parts “context” and “report”.");
  if ("problem" in form) return form;
  const context = await contextIn(form, schema);
  if ("problem" in context) return context;
  const files = form.getAll("report");
  if (files.length > mostReports) return problem("too_large", `At most ${mostReports} reports.`);
  const reports = await Promise.all(files.map((file, at) => partSent(file, `report-${at + 1}`)));
  return { context, reports, idempotencyKey };
}
