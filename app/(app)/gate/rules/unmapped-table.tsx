import type { ReactNode } from "react";

import { InlineLink } from "@/components/directory/inline-link";
import { Instant } from "@/components/instant";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { relative } from "@/lib/dates";
import { kindNames } from "@/lib/gate/rule-words";
import type { SeenRule } from "@/lib/gate/unmapped-rules";

type Props = {
  rules: SeenRule[];
  now: Date;
  zone: string;
  /** What can be done about one of them. */
  acts: (rule: SeenRule) => ReactNode;
};

/** Rules that pipelines reported and nobody mapped: how often, where, and when last. */
export function UnmappedTable({ rules, now, zone, acts }: Props) {
  return (
    <Table
      caption="Rules that nobody has mapped, most often reported first"
      head={
        <>
          <Th>Rule</Th>
          <Th>Worst seen</Th>
          <Th>Reported</Th>
          <Th>Systems</Th>
          <Th>Last seen</Th>
          <Th hideLabel>Map it</Th>
        </>
      }
    >
      {rules.map((seen) => {
        const { rule, kind, severity, evaluations, findings, systems, lastSeenAt, lastEvaluationId } = seen;
        return (
          <Tr key={`${rule.tool}:${rule.id} ${kind}`}>
            <Td>
              <span className="font-mono text-[0.95em] break-all">{`${rule.tool}:${rule.id}`}</span>
              <span className="block text-xs text-muted">{kindNames[kind]}</span>
            </Td>
            <Td label="Worst seen" nowrap>
              {severity}
            </Td>
            <Td label="Reported" nowrap>
              {evaluations === 1 ? "once" : `${evaluations} times`}
              <span className="block text-xs text-muted">
                {findings === 1 ? "1 finding" : `${findings} findings`}
              </span>
            </Td>
            <Td label="Systems">{systems.slice(0, 3).join(", ") + (systems.length > 3 ? " …" : "")}</Td>
            <Td label="Last seen" nowrap>
              <InlineLink href={`/gate/ev_${lastEvaluationId}`}>{relative(lastSeenAt, now)}</InlineLink>
              <span className="sr-only">
                <Instant at={lastSeenAt} zone={zone} />
              </span>
            </Td>
            <Td>
              <div className="flex gap-2 max-sm:flex-wrap sm:justify-end">{acts(seen)}</div>
            </Td>
          </Tr>
        );
      })}
    </Table>
  );
}
