import { actorForAction } from "@/lib/auth/session";
import { exportMinutes } from "@/lib/meetings/export-minutes";
import { httpStatus, type Refusal } from "@/lib/refusal";

type Context = { params: Promise<{ number: string }> };

/** The minutes of a meeting as Markdown. */
export async function POST(_: Request, { params }: Context): Promise<Response> {
  const caller = await actorForAction();
  if (!caller.ok) return refused(caller);
  const number = Number((await params).number) || 0;
  const outcome = await exportMinutes({ number }, caller.actor, new Date());
  if (!outcome.ok) return refused(outcome);
  return new Response(outcome.text, {
    headers: {
      "Content-Type": "text/markdown; charset=utf-8",
      "Content-Disposition": `attachment; filename="minutes-${number}.md"`,
      "Cache-Control": "no-store",
    },
  });
}

function refused(refusal: Refusal) {
  return new Response(refusal.message, { status: httpStatus(refusal) });
}
