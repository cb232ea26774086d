import { revalidatePath } from "next/cache";

import { actorForAction } from "@/lib/auth/session";
import { largestFile, megabyte } from "@/lib/evidence/accepted-files";
import { addEvidence } from "@/lib/evidence/add-evidence";
import { readNewEvidence } from "@/lib/evidence/new-evidence";
import { exceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { numberIn } from "@/lib/exceptions/number-in";
import { httpStatus, type Outcome, refuse, refuseField } from "@/lib/refusal";

type Context = { params: Promise<{ number: string }> };

// A file and the words of its form.
const largestBody = largestFile + megabyte;

/** Takes one file or link as evidence. A route and not an action, because an action has room for one megabyte. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const caller = await actorForAction();
  if (!caller.ok) return answer(caller);
  const now = new Date();
  const number = numberIn((await params).number);
  const exception = number === null ? null : await exceptionWithHistory(number, caller.actor, now);
  if (!exception) return answer(refuse("not-found", "There is no such exception."));

  const form = await formWithin(largestBody, request);
  if (!form) return answer(refuseField("file", "A file has at most 10 MB.", "too-long"));
  const read = await readNewEvidence({ exceptionId: exception.id, ...(await fieldsOf(form)) });
  if (!read.ok) return answer(read);

  const outcome = await addEvidence(read.given, caller.actor, now);
  if (outcome.ok) revalidatePath("/", "layout");
  return answer(outcome);
}

/** Null: more than that came, or what came is no form. Counted as it comes, whatever the length that was announced. */
async function formWithin(most: number, request: Request): Promise<FormData | null> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = Number(request.headers.get("content-length") ?? 0);
  if (size > most || !request.body) return null;
  size = 0;
  for await (const part of request.body as ReadableStream<Uint8Array<ArrayBuffer>>) {
    size += part.byteLength;
    if (size > most) return null;
    parts.push(part);
  }
  const type = request.headers.get("content-type") ?? "";
  const whole = new Response(new Blob(parts), { headers: { "content-type": type } });
  return whole.formData().catch(() => null);
}

async function fieldsOf(form: FormData) {
  const words = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const file = form.get("file");
  return {
    title: words("title"),
    note: words("note"),
    ...(words("conditionId") && { conditionId: words("conditionId") }),
    ...(words("link") && { link: words("link") }),
    ...(file instanceof File &&
      file.name !== "" && { file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } }),
  };
}

function answer(outcome: Outcome) {
  return Response.json(outcome, { status: outcome.ok ? 200 : httpStatus(outcome) });
}
