import { ActDialog } from "@/components/directory/act-dialog";
import { Person } from "@/components/person";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDay } from "@/lib/dates";
import type { MappedRule } from "@/lib/gate/mapped-rules";
import { narrowedInWords } from "@/lib/gate/rule-words";
import { unmapped } from "@/lib/unmapped";

import { unmapThisRule } from "./actions";

type Props = {
  caption: string;
  rules: MappedRule[];
  zone: string;
  /** Where they are no policy, why not. */
  withReason?: boolean;
  /** Why no row can be ended. */
  cannotEnd?: string;
};

/** Rows of the rule map, with who said so. */
export function MappedTable({ caption, rules, zone, withReason = false, cannotEnd }: Props) {
  return (
    <Table
      caption={caption}
      head={
        <>
          <Th>Rule</Th>
          <Th>{withReason ? "Why" : "For"}</Th>
          <Th>Since</Th>
          <Th hideLabel>End the row</Th>
        </>
      }
    >
      {rules.map(({ id, tool, pattern, reason, at, by, ...narrowed }) => (
        <Tr key={id}>
          <Td>
            <span className="font-mono text-[0.95em] break-all">{`${tool}:${pattern}`}</span>
            {withReason && <span className="block text-xs text-muted">{narrowedInWords(narrowed)}</span>}
          </Td>
          <Td label={withReason ? "Why" : "For"}>{withReason ? reason : narrowedInWords(narrowed)}</Td>
          <Td label="Since" nowrap>
            {formatDay(at, zone)}
            <span className="block text-xs text-muted">
              by <Person person={by} />
            </span>
          </Td>
          <Td>
            <div className="relative z-1 sm:text-right">
              <ActDialog
                label="End"
                reason={cannotEnd}
                title={`End the row for ${tool}:${pattern}?`}
                confirm="End it"
                done={`${tool}:${pattern} is mapped no more.`}
                act={unmapThisRule.bind(null, { ruleId: id })}
              >
                <p>{`What it matches counts against ${unmapped} from the next answer on, unless another row matches it.`}</p>
              </ActDialog>
            </div>
          </Td>
        </Tr>
      ))}
    </Table>
  );
}
