// Registers in spreadsheets know no longest window (R12). Where whoever imports says so, a window that is too long becomes
// the longest that is allowed; otherwise its row is not filed.

import { formatLength } from "@/lib/dates";
import type { Tx } from "@/lib/db";
import { planRequest } from "@/lib/exceptions/plan-request";
import type { Request } from "@/lib/exceptions/schemas";
import type { SheetSent } from "@/lib/import/schemas";
import type { Outcome } from "@/lib/refusal";

/** Tries the request as it is asked for, and where it is too long, as it is allowed. `note`: what was changed. */
export async function fitting<Result extends object>(
  tx: Tx,
  request: Request,
  tooLong: SheetSent["tooLong"],
  now: Date,
  attempt: (request: Request) => Promise<Outcome<Result>>,
): Promise<{ outcome: Outcome<Result>; request: Request; note: string | null }> {
  const outcome = await attempt(request);
  if (outcome.ok || outcome.code !== "too-long" || tooLong === "refuse")
    return { outcome, request, note: null };

  const { limit } = await planRequest(tx, request, [], now);
  const { start } = request.window;
  const allowed: Request = {
    ...request,
    window: { kind: "length", seconds: limit.seconds, ...(start && { start }) },
  };
  const note = `Asks for ${formatLength(limit.seconds)}: ${limit.because}`;
  return { outcome: await attempt(allowed), request: allowed, note };
}
