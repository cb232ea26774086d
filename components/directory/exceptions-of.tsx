import type { ReactNode } from "react";

import { ExceptionTable } from "@/components/directory/exception-table";
import { Figures } from "@/components/directory/figures";
import { Section } from "@/components/section";
import { EmptyState } from "@/components/ui/empty-state";
import { type ExceptionRow, hasEnded, isOver } from "@/lib/people/exception-rows";

type Props = {
  caption: string;
  exceptions: ExceptionRow[];
  inForce: number;
  now: Date;
  zone: string;
  actorId: string;
  /** When there is none. */
  none: string;
  children?: ReactNode;
};

/** How many exceptions a rule or a system has in each state, and which. */
export function ExceptionsOf({ caption, exceptions, inForce, none, children, ...table }: Props) {
  return (
    <>
      <Figures
        figures={[
          { label: "In force", value: inForce },
          {
            label: "Past its end, not closed",
            value: exceptions.filter((row) => hasEnded(row, table.now)).length,
            tone: "bad",
          },
          { label: "Pending", value: exceptions.filter(({ status }) => status === "pending").length },
          { label: "Ended", value: exceptions.filter(isOver).length },
        ]}
      />
      {children}
      <Section title="Exceptions" count={exceptions.length}>
        {exceptions.length === 0 ? (
          <EmptyState title={none} />
        ) : (
          <ExceptionTable caption={caption} exceptions={exceptions} {...table} />
        )}
      </Section>
    </>
  );
}

/** What retiring a rule or a system leaves alone. `where`: "from it", "on it". */
export function staying(inForce: number, where: string): string {
  if (inForce === 0) return `No exception ${where} is in force.`;
  return inForce === 1
    ? "The one exception in force stays until its end."
    : `The ${inForce} exceptions in force stay until their end.`;
}
