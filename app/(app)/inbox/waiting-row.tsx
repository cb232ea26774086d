import type { Route } from "next";
import { DecideBy } from "@/components/decide-by";
import { EmergencyMark, UrgentMark } from "@/components/emergency-mark";
import { ExceptionNumber } from "@/components/exception-number";
import { RiskMark } from "@/components/risk-mark";
import { SelectBox } from "@/components/selection";
import { Link } from "@/components/ui/link";
import type { AwaitingDecision } from "@/lib/exceptions/requests-awaiting-decision";

type Props = { request: AwaitingDecision; isOpen: boolean; now: Date; zone: string };

/** A row of the list on the left: its number is the link, and the whole row opens the request in the pane. */
export function WaitingRow({ request, isOpen, now, zone }: Props) {
  return (
    <li
      data-row
      className="relative grid gap-0.5 py-2.5 pr-3 pl-8 text-sm max-sm:pl-3 transition-colors hover:bg-sunken has-[[aria-current]]:bg-sunken has-[[data-row-link]:focus-visible]:bg-accent-tint"
    >
      <SelectBox id={request.id} number={request.number} className="absolute top-3.5 left-2.5" />
      <span className="flex flex-wrap items-baseline justify-between gap-x-2">
        <Link
          href={`/inbox?open=EX-${request.number}` as Route}
          scroll={false}
          data-row-link
          aria-current={isOpen ? "true" : undefined}
          className="text-accent after:absolute after:inset-0"
        >
          <ExceptionNumber number={request.number} />
        </Link>
        <span className="flex flex-wrap gap-x-3 text-xs">
          {request.emergency && <EmergencyMark />}
          {request.urgent && <UrgentMark />}
          <RiskMark risk={request.risk} />
        </span>
      </span>
      <span className="font-medium">{request.title}</span>
      <span className="flex flex-wrap justify-between gap-x-2 text-xs text-muted">
        <span>{`${request.requesterName} · ${request.groupName}`}</span>
        {request.ratifyBy ? (
          <DecideBy at={request.ratifyBy} now={now} zone={zone} label="Ratify by" />
        ) : request.emergency ? (
          <span className="text-soon">At once</span>
        ) : (
          <DecideBy at={request.dueAt} now={now} zone={zone} dense />
        )}
      </span>
    </li>
  );
}
