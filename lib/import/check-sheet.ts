// What would become of each row if the sheet were imported now. It asks the function that filing asks, and writes nothing.

import type { Actor } from "@/lib/auth/actor";
import { formatInstant, formatShortInstant } from "@/lib/dates";
import { inTransaction } from "@/lib/db";
import { judgeRequest, whyCannotAsk } from "@/lib/exceptions/file-request";
import type { Plan, PlannedStep } from "@/lib/exceptions/plan-request";
import type { Request } from "@/lib/exceptions/schemas";
import { signalsOfDraft } from "@/lib/exceptions/signals-of";
import { type Asked, askedSentence } from "@/lib/exceptions/window";
import { failedRows } from "@/lib/import/failed-rows";
import { fitting } from "@/lib/import/fitting";
import type { Known } from "@/lib/import/reading";
import { type Row, type Understood, understoodRows } from "@/lib/import/rows";
import type { SheetSent } from "@/lib/import/schemas";
import type { Outcome } from "@/lib/refusal";
import { environmentNames } from "@/lib/words";
import type { Risk } from "@/prisma/generated/enums";

export type CheckedRow = { number: number; title: string } & (
  | ({ state: "fine"; notes: string[]; signals: string[] } & Preview)
  | { state: "before"; exception: number }
  | { state: "not"; problems: string[] }
);

type Preview = {
  where: string;
  owner: string;
  risk: Risk;
  window: string;
  /** "Security by Mon 23 Nov, 12:00, then Executive forum by Tue 24 Nov, 12:00". */
  decides: string;
  /** The version of the routing rules that says so. */
  rules: number;
};

/** The last piece: the rows that are not fine, to be taken away. */
export type Checked = { failed: string };

type Checking = Outcome<{ rows: number; pieces: AsyncGenerator<CheckedRow | Checked> }>;

export async function checkSheet(sent: SheetSent, actor: Actor, now: Date): Promise<Checking> {
  const refusal = whyCannotAsk(actor);
  if (refusal) return refusal;
  const understood = await understoodRows(sent, now);
  if (!understood.ok) return understood;
  const check = { tooLong: sent.tooLong, actor, known: understood.known };
  return { ok: true, rows: understood.rows.length, pieces: checkedRows(understood, check) };
}

export type Check = Pick<SheetSent, "tooLong"> & { actor: Actor; known: Known };

async function* checkedRows({ sheet, rows }: Understood, check: Check): AsyncGenerator<CheckedRow | Checked> {
  const why = new Map<number, string[]>();
  for await (const row of judgedAhead(rows, check)) {
    if (row.state === "not") why.set(row.number, row.problems);
    yield row;
  }
  yield { failed: why.size > 0 ? failedRows(sheet, why) : "" };
}

/** So many are judged at once: one reads while another counts. */
const atOnce = 4;

async function* judgedAhead(rows: Row[], check: Check): AsyncGenerator<CheckedRow> {
  for (let start = 0; start < rows.length; start += atOnce) {
    const judging = rows.slice(start, start + atOnce);
    yield* await Promise.all(judging.map((row) => (row.state === "asks" ? judgedRow(row, check) : row)));
  }
}

export async function judgedRow(
  { number, title, request: asked, notes }: Extract<Row, { state: "asks" }>,
  { tooLong, actor, known }: Check,
): Promise<CheckedRow> {
  const judged = await inTransaction(known.now, async (tx) => {
    const { outcome, request, note } = await fitting(tx, asked, tooLong, known.now, (one) =>
      judgeRequest(tx, one, actor, known.now),
    );
    if (!outcome.ok) return outcome;
    const preview = previewOf(request, outcome, known);
    return { ok: true as const, request, preview, notes: note ? [...notes, note] : notes };
  });
  if (!judged.ok) return { number, title, state: "not", problems: [judged.message] };
  const { preview, request } = judged;
  // What its approvers will be warned of, said while the sheet can still be mended (R20).
  const signals = await signalsOfDraft(request, 0, actor, known.now);
  const headlines = signals.map(({ headline }) => headline);
  return { number, title, state: "fine", ...preview, notes: judged.notes, signals: headlines };
}

function previewOf(
  request: Request,
  { plan, window }: { plan: Plan; window: Asked },
  { directory, zone }: Known,
): Preview {
  const { askedStart, askedEnd } = window;
  return {
    where: whereOf(request, plan),
    owner: directory.people.find(({ id }) => id === request.ownerId)?.name ?? "",
    risk: plan.risk,
    window: askedSentence(window, {
      ...(askedStart && { start: formatInstant(askedStart, zone) }),
      ...(askedEnd && { end: formatInstant(askedEnd, zone) }),
    }),
    decides: decidersOf(plan.steps, zone),
    rules: plan.ruleSetVersion,
  };
}

/** "SEC-014 on Payroll feed, production". */
function whereOf({ scope }: Request, { policies, systems }: Plan): string {
  const environments = [
    ...new Set(scope.map(({ environment }) => environmentNames[environment].toLowerCase())),
  ];
  const rules = policies.map(({ key }) => key).join(", ");
  return `${rules} on ${[...systems.map(({ name }) => name), ...environments].join(", ")}`;
}

function decidersOf(steps: PlannedStep[], zone: string): string {
  const stages = [...new Set(steps.map(({ stage }) => stage))];
  const inWords = ({ group, dueAt }: PlannedStep) => `${group.name} by ${formatShortInstant(dueAt, zone)}`;
  return stages
    .map((stage) =>
      steps
        .filter((step) => step.stage === stage)
        .map(inWords)
        .join(" and "),
    )
    .join(", then ");
}
