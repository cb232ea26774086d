import { currentSession } from "@/lib/auth/session";
import { requestsAwaitingDecision } from "@/lib/exceptions/requests-awaiting-decision";

export const dynamic = "force-dynamic";

/** What waits for the caller, as number and revision of each: for an open inbox that asks whether it is still true. */
export async function GET() {
  const session = await currentSession();
  if (!session || session.mustChangePassword)
    return Response.json({ message: "Sign in first." }, { status: 401 });
  const waiting = await requestsAwaitingDecision(session.actor, new Date());
  return Response.json(
    waiting.map(({ number, revision }) => ({ number, revision })),
    { headers: { "cache-control": "no-store" } },
  );
}
