import { X } from "lucide-react";
import type { Route } from "next";
import { Link } from "@/components/ui/link";
import { outcomeNames } from "@/lib/exceptions/rechecks";
import {
  changed,
  isNarrowed,
  noTeam,
  queryOf,
  type RegisterFilter,
  wholeView,
} from "@/lib/exceptions/register-filter";
import type { Known } from "@/lib/exceptions/register-known";
import { picked, statusLabels } from "@/lib/exceptions/register-sentence";
import { riskNames } from "@/lib/exceptions/risk";
import { domainNames } from "@/lib/words";

/** What narrows the list, each with the way to take it away. */
export function Chips({ known: { filter, nameOf } }: { known: Known }) {
  if (!isNarrowed(filter)) return null;
  const {
    status,
    risk,
    recheck,
    domain,
    policy,
    system,
    model,
    vendor,
    data,
    team,
    owner,
    requester,
    endsWithinHours,
    urgent,
    q,
    numbers,
  } = filter;
  const without = <Value,>(values: Value[], value: Value) => values.filter((one) => one !== value);

  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-1.5 print:hidden">
      {q && <Chip filter={filter} change={{ q: "" }} label={`“${q}”`} />}
      {numbers.length > 0 && <Chip filter={filter} change={{ numbers: [] }} label={picked(numbers)} />}
      {status.map((one) => (
        <Chip key={one} filter={filter} change={{ status: without(status, one) }} label={statusLabels[one]} />
      ))}
      {risk.map((one) => (
        <Chip
          key={one}
          filter={filter}
          change={{ risk: without(risk, one) }}
          label={`${riskNames[one]} risk`}
        />
      ))}
      {recheck.map((one) => (
        <Chip
          key={one}
          filter={filter}
          change={{ recheck: without(recheck, one) }}
          label={`Re-check: ${outcomeNames[one].toLowerCase()}`}
        />
      ))}
      {endsWithinHours !== null && (
        <Chip
          filter={filter}
          change={{ endsWithinHours: null }}
          label={`Ends within ${endsWithinHours % 24 === 0 ? `${endsWithinHours / 24} days` : `${endsWithinHours} hours`}`}
        />
      )}
      {urgent && <Chip filter={filter} change={{ urgent: false }} label="Asked urgently" />}
      {owner && <Chip filter={filter} change={{ owner: null }} label={`Owner ${nameOf(owner)}`} />}
      {requester && (
        <Chip filter={filter} change={{ requester: null }} label={`Requester ${nameOf(requester)}`} />
      )}
      {policy.map((one) => (
        <Chip key={one} filter={filter} change={{ policy: without(policy, one) }} label={one} />
      ))}
      {system.map((one) => (
        <Chip key={one} filter={filter} change={{ system: without(system, one) }} label={one} />
      ))}
      {model.map((one) => (
        <Chip key={one} filter={filter} change={{ model: without(model, one) }} label={`Model ${one}`} />
      ))}
      {vendor.map((one) => (
        <Chip key={one} filter={filter} change={{ vendor: without(vendor, one) }} label={`Vendor ${one}`} />
      ))}
      {data.map((one) => (
        <Chip key={one} filter={filter} change={{ data: without(data, one) }} label={`Data ${one}`} />
      ))}
      {team.map((one) => (
        <Chip
          key={one}
          filter={filter}
          change={{ team: without(team, one) }}
          label={one === noTeam ? "No team" : `Team ${one}`}
        />
      ))}
      {domain.map((one) => (
        <Chip
          key={one}
          filter={filter}
          change={{ domain: without(domain, one) }}
          label={`${domainNames[one]} rules`}
        />
      ))}
      <li>
        <Link
          href={`/register${queryOf(wholeView(filter.view, filter))}` as Route}
          scroll={false}
          className="inline-flex h-7 items-center px-2 text-xs font-medium text-accent hover:underline touch:h-11"
        >
          Clear filters
        </Link>
      </li>
    </ul>
  );
}

type ChipProps = { filter: RegisterFilter; change: Partial<RegisterFilter>; label: string };

function Chip({ filter, change, label }: ChipProps) {
  // The view stays as it stands in front of the eye, also when nothing else narrows it any more.
  const href = `/register${queryOf(changed(filter, { view: filter.view, ...change }))}`;
  return (
    <li>
      <Link
        href={href as Route}
        scroll={false}
        aria-label={`Take away: ${label}`}
        className="inline-flex h-7 items-center gap-1 rounded-full border border-accent bg-accent-tint pr-2 pl-3 text-xs font-medium text-accent hover:bg-panel touch:h-11"
      >
        {label}
        <X aria-hidden className="size-3.5!" />
      </Link>
    </li>
  );
}
