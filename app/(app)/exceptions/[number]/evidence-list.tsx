import { Instant } from "@/components/instant";
import { Person } from "@/components/person";
import { EmptyState } from "@/components/ui/empty-state";
import { formatInstant } from "@/lib/dates";
import { sizeInWords } from "@/lib/evidence/size";
import { dueOf, whyCannotAddEvidence } from "@/lib/exceptions/conditions";
import type { ExceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { statusAt } from "@/lib/exceptions/lifecycle";
import { hex } from "@/lib/exceptions/revisions";
import { binds } from "@/lib/exceptions/taken-back";

import { AddEvidence } from "./add-evidence";
import { EvidenceName } from "./evidence-name";

type Props = {
  exception: ExceptionWithHistory;
  now: Date;
  zone: string;
  actor: Parameters<typeof whyCannotAddEvidence>[1];
  opened: boolean;
};

/** Every file and link, with the hash by which anybody can check that it is the same. */
export function EvidenceList({ exception, now, zone, actor, opened }: Props) {
  const { evidence, conditions } = exception;
  const conditionOwnerIds = conditions.map(({ ownerId }) => ownerId);
  const reason = whyCannotAddEvidence(
    { ...exception, status: statusAt(exception, now), conditionOwnerIds },
    actor,
  )?.message;
  const add = <AddEvidence number={exception.number} reason={reason} opened={opened} />;

  if (evidence.length === 0) {
    return (
      <EmptyState title="No evidence yet." action={add}>
        {wanted(exception, zone) ??
          "What proves a condition, or that the break was removed, stands here with its hash."}
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-4">
      <ul className="divide-y divide-line border-y border-line text-sm">
        {evidence.map((one) => (
          <li key={one.id} className="grid gap-1 py-3">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <EvidenceName number={exception.number} evidence={one} />
              <span className="text-muted">{one.link ? "Link" : sizeInWords(one.bytes)}</span>
              <span className="text-muted">{purpose(exception, one.conditionId)}</span>
            </p>
            <p className="text-xs text-muted">
              {one.by ? <Person person={one.by} /> : "A pipeline"}
              {", "}
              <Instant at={one.at} zone={zone} />
            </p>
            <p className="font-mono text-xs break-all text-muted">
              {"SHA-256 "}
              {hex(one.sha256)}
            </p>
          </li>
        ))}
      </ul>
      <div>{add}</div>
    </div>
  );
}

function purpose({ conditions }: ExceptionWithHistory, conditionId: string | null) {
  if (!conditionId) return null;
  const condition = conditions.find(({ id }) => id === conditionId);
  return condition ? `Condition ${condition.position}` : "A condition of an earlier revision";
}

function wanted(exception: ExceptionWithHistory, zone: string) {
  const next = exception.conditions.find(
    (condition) => condition.kind === "attested" && binds(condition) && condition.state !== "holds",
  );
  if (!next) return null;
  const due = next.timing === "before" ? null : dueOf(next, exception);
  return `Condition ${next.position} wants it ${due ? `by ${formatInstant(due, zone)}` : "before the exception is in force"}: ${next.statement}`;
}
