"use client";

import { useFormContext } from "react-hook-form";

import { InlineLink } from "@/components/directory/inline-link";
import { Checkbox } from "@/components/ui/checkbox";
import type { AskedFinding } from "@/lib/exceptions/schemas";

import type { RequestValues } from "./request-values";

/** What a pipeline found, "ev_…" being the evaluation. `found` also counts what one request does not take. */
export type Found = { evaluationId: string; where: string; findings: AskedFinding[]; found: number };

const most = 5;

/** It goes with the request as it is: reasons are asked for below, facts are not. */
export function FoundPart({ evaluationId, where, findings, found }: Found) {
  const { register } = useFormContext<RequestValues>();
  const shown = findings.slice(0, most);
  return (
    <section
      aria-labelledby="found"
      className="grid gap-3 rounded-lg border border-line bg-panel p-4 text-sm"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="found" className="font-medium">
          {`A pipeline found ${found === 1 ? "one break" : `${found} breaks`} in ${where}`}
        </h2>
        <InlineLink href={`/gate/ev_${evaluationId}`}>See the evaluation</InlineLink>
      </div>
      <ul className="grid gap-1.5">
        {shown.map((finding) => (
          <Finding key={`${finding.policy} ${finding.fingerprint}`} {...finding} />
        ))}
      </ul>
      {findings.length > most && (
        <details>
          <summary className="min-h-6 cursor-default text-muted">{`and ${findings.length - most} more`}</summary>
          <ul className="grid max-h-80 gap-1.5 overflow-y-auto pt-1.5">
            {findings.slice(most).map((finding) => (
              <Finding key={`${finding.policy} ${finding.fingerprint}`} {...finding} />
            ))}
          </ul>
        </details>
      )}
      {found > findings.length && (
        <p>{`One request takes ${findings.length}: ask for the rest in another.`}</p>
      )}
      <Checkbox
        label="Also whatever else breaks these policies on these resources"
        hint="Otherwise it covers what stands here and nothing more. Approvers see which."
        {...register("wholeResource")}
      />
    </section>
  );
}

function Finding({ rule, resource, place, severity, occurrences }: AskedFinding) {
  return (
    <li className="break-words">
      <span className="font-mono text-[0.95em]">{rule}</span> {resource}
      <span className="text-muted">
        {[place, `severity ${severity}`, occurrences > 1 && `seen ${occurrences} times`]
          .filter(Boolean)
          .map((words) => ` · ${words}`)
          .join("")}
      </span>
    </li>
  );
}
