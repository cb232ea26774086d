import { currentSession } from "@/lib/auth/session";
import { roomVersion } from "@/lib/meetings/room";

export const dynamic = "force-dynamic";

/** Whether the open meeting is still what the caller sees: a short word that changes with each of its acts. */
export async function GET() {
  const session = await currentSession();
  if (!session || session.mustChangePassword)
    return Response.json({ message: "Sign in first." }, { status: 401 });
  if (session.actor.role === "outside_approver")
    return Response.json({ message: "The meeting is for people of the house." }, { status: 403 });
  return Response.json({ version: await roomVersion() }, { headers: { "cache-control": "no-store" } });
}
