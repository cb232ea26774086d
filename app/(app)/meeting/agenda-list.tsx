import { ChevronRight, CircleCheck, Repeat2 } from "lucide-react";
import type { ReactNode } from "react";

import { agendaKinds, kindNames } from "@/lib/meetings/agenda";
import { carriedInWords } from "@/lib/meetings/minutes-words";
import type { AgendaKind } from "@/prisma/generated/enums";

export type Listed = {
  id: string;
  kind: AgendaKind;
  title: ReactNode;
  /** Below the title: why it is here. The room shows it with the item alone. */
  why?: string;
  carried: number;
  isCurrent?: boolean;
  outcome?: "discussed" | "carried over";
  /** For whoever may order it. */
  order?: ReactNode;
};

/** "Expired 2 › Ending without action 4 › New high risk 3": what is on it, in the order in which it is looked at. */
export function AgendaOrder({ items }: { items: { kind: AgendaKind }[] }) {
  const counted = agendaKinds
    .map((kind) => ({ kind, count: items.filter((item) => item.kind === kind).length }))
    .filter(({ count }) => count > 0);
  return (
    <ol aria-label="In this order" className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-sm">
      {counted.map(({ kind, count }, index) => (
        <li key={kind} className="flex items-center gap-1.5">
          {kindNames[kind]} <span className="text-muted tabular-nums">{count}</span>
          {index < counted.length - 1 && <ChevronRight aria-hidden className="size-3.5! text-muted" />}
        </li>
      ))}
    </ol>
  );
}

/** The agenda, kind by kind in the order of the rule, so that the order explains itself. */
export function AgendaList({ items, label }: { items: Listed[]; label: string }) {
  return (
    <div className="grid gap-5">
      {agendaKinds
        .map((kind) => ({ kind, of: items.filter((item) => item.kind === kind) }))
        .filter(({ of }) => of.length > 0)
        .map(({ kind, of }) => (
          <section key={kind} aria-label={`${label}: ${kindNames[kind]}`} className="grid gap-1">
            <h3 className="text-xs font-medium text-muted">
              {kindNames[kind]} <span className="ml-0.5 tabular-nums">{of.length}</span>
            </h3>
            <ul className="divide-y divide-line border-y border-line">{of.map(Item)}</ul>
          </section>
        ))}
    </div>
  );
}

function Item({ id, title, why, carried, isCurrent = false, outcome, order }: Listed) {
  const mark = carriedInWords(carried);
  return (
    <li
      key={id}
      data-item={id}
      aria-current={isCurrent ? "step" : undefined}
      className={`relative grid gap-x-6 gap-y-0.5 py-2 text-sm aria-[current]:bg-accent-tint ${why ? "xl:grid-cols-2" : "px-2"}`}
    >
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">{title}</div>
        {outcome && !isCurrent && <Done outcome={outcome} />}
        {order}
      </div>
      {why && <p className="max-w-read text-muted">{why}</p>}
      {mark && (
        <p className="flex items-center gap-1 text-xs text-back">
          <Repeat2 aria-hidden className="size-3.5!" />
          {mark}
        </p>
      )}
    </li>
  );
}

function Done({ outcome }: { outcome: "discussed" | "carried over" }) {
  return outcome === "carried over" ? (
    <Repeat2 aria-label="Carried over" className="mt-0.5 text-back" />
  ) : (
    <CircleCheck aria-label="Discussed" className="mt-0.5 text-muted" />
  );
}
