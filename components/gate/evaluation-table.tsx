import { DecisionPill } from "@/components/gate/decision-pill";
import { RunLink } from "@/components/gate/run-link";
import { Instant } from "@/components/instant";
import { KeyList } from "@/components/keys/key-list";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { relative } from "@/lib/dates";
import type { EvaluationRow } from "@/lib/gate/evaluations-page";
import { shortCommit, shortRef } from "@/lib/gate/run-of";
import { environmentNames } from "@/lib/words";

type Props = {
  caption: string;
  evaluations: EvaluationRow[];
  now: Date;
  zone: string;
  /** Where they are all of one system. */
  withoutSystem?: boolean;
};

/** Questions of pipelines, as they were answered when they came. */
export function EvaluationTable({ caption, evaluations, now, zone, withoutSystem = false }: Props) {
  return (
    <KeyList>
      <Table
        caption={caption}
        head={
          <>
            <Th>{withoutSystem ? "Environment" : "System"}</Th>
            <Th>Answer</Th>
            <Th>Findings</Th>
            <Th>Commit</Th>
            <Th>Run</Th>
            <Th>Pipeline</Th>
            <Th>Asked</Th>
          </>
        }
      >
        {evaluations.map((evaluation) => (
          <Row key={evaluation.id} {...{ evaluation, now, zone, withoutSystem }} />
        ))}
      </Table>
    </KeyList>
  );
}

function Row({
  evaluation,
  now,
  zone,
  withoutSystem,
}: { evaluation: EvaluationRow } & Omit<Props, "caption" | "evaluations">) {
  const { id, system, environment, answer, context, pipeline, receivedAt } = evaluation;
  const [commit, ref] = [shortCommit(context), shortRef(context)];
  return (
    <Tr>
      <Td>
        <RowLink href={`/gate/ev_${id}`}>
          {withoutSystem ? environmentNames[environment] : system.name}
        </RowLink>
        {!withoutSystem && <span className="block text-xs text-muted">{environmentNames[environment]}</span>}
      </Td>
      <Td nowrap>
        {answer ? (
          <DecisionPill decision={answer.decision} />
        ) : (
          <span className="text-muted">None given</span>
        )}
      </Td>
      <Td label="Findings" nowrap>
        {answer && <Found {...answer} />}
      </Td>
      <Td label="Commit" nowrap>
        {commit && <span className="font-mono text-xs">{commit}</span>}
        {ref && <span className="block max-w-40 truncate text-xs text-muted">{ref}</span>}
      </Td>
      <Td label="Run" nowrap>
        <RunLink context={context} />
      </Td>
      <Td label="Pipeline">
        <span className="block sm:min-w-32">{pipeline.name}</span>
      </Td>
      <Td label="Asked" nowrap>
        <Instant at={receivedAt} zone={zone} className="relative z-1">
          {relative(receivedAt, now)}
        </Instant>
      </Td>
    </Tr>
  );
}

function Found({
  findings,
  violations,
  exceptions,
}: {
  findings: number;
  violations: number;
  exceptions: number;
}) {
  if (findings === 0) return <span className="text-muted">None</span>;
  const parts = [violations > 0 && `${violations} open`, exceptions > 0 && `${exceptions} covered`].filter(
    Boolean,
  );
  return (
    <span>
      <span className="tabular-nums">{findings}</span>
      {parts.length > 0 && <span className="text-muted">{` · ${parts.join(", ")}`}</span>}
    </span>
  );
}
