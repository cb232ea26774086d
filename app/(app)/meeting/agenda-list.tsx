import { CircleCheck, Repeat2 } from "lucide-react";
import type { ReactNode } from "react";

import { agendaKinds, kindNames } from "@/lib/meetings/agenda";
import { carriedInWords } from "@/lib/meetings/minutes-words";
import type { AgendaKind } from "@/prisma/generated/enums";

export type Listed = {
  key: string;
  kind: AgendaKind;
  title: ReactNode;
  /** Below the title: why it is here. The room shows it with the item alone. */
  why?: string;
  carried: number;
  isCurrent?: boolean;
  outcome?: "discussed" | "carried over";
};

/** The agenda, kind by kind in the order of the rule, so that the order explains itself. */
export function AgendaList({ items, label }: { items: Listed[]; label: string }) {
  return (
    <div className="grid gap-4">
      {agendaKinds
        .map((kind) => ({ kind, of: items.filter((item) => item.kind === kind) }))
        .filter(({ of }) => of.length > 0)
        .map(({ kind, of }) => (
          <section key={kind} aria-label={`${label}: ${kindNames[kind]}`} className="grid gap-1">
            <h3 className="text-xs font-medium text-muted">
              {kindNames[kind]} <span className="tabular-nums">{of.length}</span>
            </h3>
            <ul className="divide-y divide-line border-y border-line">{of.map(Item)}</ul>
          </section>
        ))}
    </div>
  );
}

function Item({ key, title, why, carried, isCurrent = false, outcome }: Listed) {
  const mark = carriedInWords(carried);
  return (
    <li
      key={key}
      aria-current={isCurrent ? "step" : undefined}
      className="relative grid gap-0.5 px-2 py-2 text-sm aria-[current]:bg-accent-tint"
    >
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">{title}</div>
        {outcome && !isCurrent && <Done outcome={outcome} />}
      </div>
      {why && <p className="max-w-read text-muted">{why}</p>}
      {mark && (
        <p className="flex items-center gap-1 text-xs text-back">
          <Repeat2 aria-hidden className="size-3.5!" />
          {mark.charAt(0).toUpperCase() + mark.slice(1)}
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
