import { actorForAction } from "@/lib/auth/session";
import { byteStream } from "@/lib/byte-stream";
import { numberIn } from "@/lib/exceptions/number-in";
import { parseFilter } from "@/lib/exceptions/register-filter";
import { knownOf } from "@/lib/exceptions/register-known";
import { organisation } from "@/lib/organisation";
import type { AskedPack } from "@/lib/packs/chosen";
import { takePack } from "@/lib/packs/take-pack";
import { httpStatus, type Refusal, refuse } from "@/lib/refusal";
import { periodOf, readQuarter } from "@/lib/reviews/quarter";

/** The evidence pack of one exception, of the list on the screen (all of its pages) or of a quarter. */
export async function POST(request: Request): Promise<Response> {
  const caller = await actorForAction();
  if (!caller.ok) return refused(caller);
  const { actor } = caller;
  const now = new Date();

  const form = await request.formData();
  const [of, query] = [String(form.get("of") ?? ""), String(form.get("query") ?? "")];
  const house = await organisation();
  const asked = await readAsked(of, query, { actor, zone: house.zone, now });
  if (!asked) return refused(refuse("invalid-input", "Name an exception, a list or a quarter."));
  const outcome = await takePack({ asked, organisation: house }, actor, now);
  if (!outcome.ok) return refused(outcome);

  return new Response(byteStream(outcome.bytes), {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; filename="${outcome.name}"`,
      "Cache-Control": "no-store",
    },
  });
}

type Asker = { actor: Parameters<typeof knownOf>[1]; zone: string; now: Date };

async function readAsked(of: string, query: string, { actor, zone, now }: Asker): Promise<AskedPack | null> {
  if (of === "list") {
    const filter = parseFilter(Object.fromEntries(new URLSearchParams(query)));
    return { of, known: await knownOf(filter, actor) };
  }
  const quarter = of === "quarter" ? readQuarter(query) : null;
  if (quarter) return { of: "quarter", period: periodOf(quarter, zone, now) };
  const number = of === "exception" ? numberIn(query) : null;
  return number === null ? null : { of: "exception", number };
}

function refused(refusal: Refusal) {
  return new Response(refusal.message, { status: httpStatus(refusal) });
}
