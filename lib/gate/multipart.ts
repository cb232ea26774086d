// multipart/form-data from a stranger: one part `context` and some files, within bounds, whatever it says about its length.

import type { z } from "zod";

import { shown } from "@/lib/gate/plain-text";
import { type Problem, problem, unreadable } from "@/lib/gate/problem";
import { holds, largestBody } from "@/lib/gate/room";

export async function formIn(request: Request, wanted: string): Promise<FormData | Problem> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.toLowerCase().startsWith("multipart/form-data")) return problem("media_type", wanted);
  return (
    (await formOf(request, type)) ??
    problem("bad_context", "The body is not multipart/form-data, or it was cut off.")
  );
}

async function formOf(request: Request, type: string): Promise<FormData | Problem | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of request.body ?? []) {
      length += part.length;
      if (length > largestBody) return problem("too_large", "All of it together is larger than 50 MiB.");
      if (!holds(request, part.length)) return problem("unavailable", noRoom, { retryAfter: 5 });
      parts.push(part);
    }
    const whole = Buffer.concat(parts.splice(0));
    return await new Response(whole, { headers: { "content-type": type } }).formData();
  } catch {
    return null;
  }
}

const noRoom = "Other large reports are being read. Ask again in a few seconds.";

export async function contextIn<Said extends object>(
  form: FormData,
  schema: z.ZodType<Said>,
): Promise<Said | Problem> {
  const [part, ...more] = form.getAll("context");
  if (!part || more.length > 0) return problem("bad_context", "Send one part “context”.");
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

export async function partSent(part: FormDataEntryValue, fallback: string) {
  if (typeof part === "string") return { name: fallback, bytes: new TextEncoder().encode(part) };
  return { name: shown(part.name, 300) || fallback, bytes: new Uint8Array(await part.arrayBuffer()) };
}
