import { currentSession } from "@/lib/auth/session";

export const dynamic = "force-dynamic";

/** When the caller's own session ends unless somebody clicks, as `{ expiresAt, endsAt }`, or null: it has ended. Asking is no click. */
export async function GET() {
  const session = await currentSession();
  const end = session && { expiresAt: session.expiresAt, endsAt: session.endsAt };
  return Response.json(end, { headers: { "cache-control": "no-store" } });
}
