// Takes a question apart: multipart/form-data with one part `context` and one or more parts `report`, within limits,
// whatever the sender says about its length.

import type { z } from "zod";

import type { Sent } from "@/lib/gate/evaluate";
import { keyIn } from "@/lib/gate/idempotency";
import { shown } from "@/lib/gate/plain-text";
import { type Problem, problem, unreadable } from "@/lib/gate/problem";

const largestBody = 51 * 1024 * 1024;
const mostReports = 20;

export type Taken<Said> = { context: Said; reports: Sent[]; idempotencyKey: string };

export async function takeQuestion<Said extends object>(
  request: Request,
  schema: z.ZodType<Said>,
): Promise<Taken<Said> | Problem> {
  const idempotencyKey = keyIn(request);
  if (typeof idempotencyKey !== "string") return idempotencyKey;
  const type = request.headers.get("content-type") ?? "";
  if (!type.toLowerCase().startsWith("multipart/form-data")) {
    return problem("media_type", "Send multipart/form-data with the parts “context” and “report”.");
  }
  const form = await formOf(request, type);
  if (form === "too large") return problem("too_large", "All reports together are larger than 50 MiB.");
  if (form === null) return problem("bad_context", "The body is not multipart/form-data, or it was cut off.");

  const context = await contextOf(form.getAll("context"), schema);
  if ("problem" in context) return context;
  const files = form.getAll("report");
  if (files.length > mostReports) return problem("too_large", `At most ${mostReports} reports.`);
  const reports = await Promise.all(files.map(sentOf));
  return { context, reports, idempotencyKey };
}

async function formOf(request: Request, type: string): Promise<FormData | "too large" | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of request.body ?? []) {
      length += part.length;
      if (length > largestBody) return "too large";
      parts.push(part);
    }
    return await new Response(Buffer.concat(parts), { headers: { "content-type": type } }).formData();
  } catch {
    return null;
  }
}

async function contextOf<Said extends object>(
  parts: FormDataEntryValue[],
  schema: z.ZodType<Said>,
): Promise<Said | Problem> {
  const [part] = parts;
  if (!part || parts.length > 1) return problem("bad_context", "Send one part “context”.");
  const parsed = schema.safeParse(jsonOf(typeof part === "string" ? part : await part.text()));
  return parsed.success ? parsed.data : unreadable("bad_context", parsed.error);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function sentOf(part: FormDataEntryValue, at: number): Promise<Sent> {
  if (typeof part === "string") return { name: `report-${at + 1}`, bytes: new TextEncoder().encode(part) };
  return {
    name: shown(part.name, 200) || `report-${at + 1}`,
    bytes: new Uint8Array(await part.arrayBuffer()),
  };
}
