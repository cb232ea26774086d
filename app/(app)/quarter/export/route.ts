import { actorForAction } from "@/lib/auth/session";
import { csvStream } from "@/lib/csv";
import { organisation } from "@/lib/organisation";
import { httpStatus, type Refusal, refuse } from "@/lib/refusal";
import { readChart } from "@/lib/reviews/charts";
import { exportChart } from "@/lib/reviews/export-chart";
import { periodOf, readQuarter } from "@/lib/reviews/quarter";

/** One chart's table as CSV. */
export async function POST(request: Request): Promise<Response> {
  const caller = await actorForAction();
  if (!caller.ok) return refused(caller);
  const now = new Date();

  const query = new URLSearchParams(String((await request.formData()).get("query") ?? ""));
  const [quarter, chart] = [readQuarter(query.get("q") ?? ""), readChart(query.get("chart") ?? "")];
  if (!quarter || !chart) return refused(refuse("invalid-input", "Name a quarter and one of its charts."));

  const { zone } = await organisation();
  const outcome = await exportChart(chart, periodOf(quarter, zone, now), caller.actor, now);
  if (!outcome.ok) return refused(outcome);

  return new Response(csvStream(outcome.head, outcome.batches), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${quarter}-${chart}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}

function refused(refusal: Refusal) {
  return new Response(refusal.message, { status: httpStatus(refusal) });
}
