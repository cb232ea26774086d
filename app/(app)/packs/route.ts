import { actorForAction } from "@/lib/auth/session";
import { byteStream } from "@/lib/byte-stream";
import { organisation } from "@/lib/organisation";
import { readMonth } from "@/lib/packs/months";
import { takePack } from "@/lib/packs/take-pack";
import { httpStatus, type Refusal, refuse } from "@/lib/refusal";

import { readAsked } from "./read-asked";

/** The evidence pack of one exception, of the list on the screen (all of its pages) or of a quarter; or of one month of it. */
export async function POST(request: Request): Promise<Response> {
  const caller = await actorForAction();
  if (!caller.ok) return refused(caller);
  const { actor } = caller;
  const now = new Date();

  const form = await request.formData();
  const [of, query, key] = ["of", "query", "month"].map((name) => String(form.get(name) ?? "")) as [
    string,
    string,
    string,
  ];
  const house = await organisation();
  const asked = await readAsked(of, query, { actor, zone: house.zone, now });
  const month = key === "" ? undefined : readMonth(key, house.zone);
  if (!asked || month === null)
    return refused(refuse("invalid-input", "Name an exception, a list or a quarter."));
  const outcome = await takePack({ asked: { ...asked, month }, organisation: house }, actor, now);
  if (!outcome.ok && outcome.code === "too-long" && !month)
    return new Response(null, {
      status: 303,
      headers: { Location: `/packs/months?${new URLSearchParams({ of, query })}` },
    });
  if (!outcome.ok) return refused(outcome);

  return new Response(byteStream(outcome.bytes), {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; filename="${outcome.name}"`,
      "Cache-Control": "no-store",
    },
  });
}

function refused(refusal: Refusal) {
  return new Response(refusal.message, { status: httpStatus(refusal) });
}
