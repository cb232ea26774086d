// Takes an import apart: multipart/form-data with one part `context` and one or more parts `file`, within limits.

import { keyIn } from "@/lib/gate/idempotency";
import type { FileSent } from "@/lib/gate/imports/import-found";
import { contextIn, formIn, partSent } from "@/lib/gate/multipart";
import { type Problem, problem } from "@/lib/gate/problem";
import { type FoundContext, foundContextSchema } from "@/lib/gate/schemas";

const mostFiles = 500;

export type Taken = { context: FoundContext; files: FileSent[]; idempotencyKey: string };

export async function takeFiles(request: Request): Promise<Taken | Problem> {
  const idempotencyKey = keyIn(request);
  if (typeof idempotencyKey !== "string") return idempotencyKey;
  const form = await formIn(request, "Send multipart/form-data with the parts “context” and “file”.");
  if ("problem" in form) return form;
  const context = await contextIn(form, foundContextSchema);
  if ("problem" in context) return context;
  const parts = form.getAll("file");
  if (parts.length > mostFiles) return problem("too_large", `At most ${mostFiles} files.`);
  const files = await Promise.all(parts.map((part, at) => partSent(part, `file-${at + 1}`)));
  return { context, files, idempotencyKey };
}
