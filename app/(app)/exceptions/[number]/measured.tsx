import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

import { InlineLink } from "@/components/directory/inline-link";
import { Instant } from "@/components/instant";
import { CopyButton } from "@/components/ui/copy-button";
import { formatShortInstant, relative } from "@/lib/dates";
import { addressOfRegister } from "@/lib/env";
import type { ConditionOnRecord } from "@/lib/exceptions/exception-with-history";
import { readingRecipe } from "@/lib/exceptions/reading-recipe";
import { boundInWords, isStale, type Measure, valueInWords } from "@/lib/exceptions/readings";
import { type KeptReading, readingsOf } from "@/lib/exceptions/readings-of";

import { Sparkline } from "./sparkline";

type Props = {
  condition: ConditionOnRecord;
  measure: Measure;
  now: Date;
  zone: string;
  /** Whether readings are still taken: then its record shows how they are sent. */
  open: boolean;
};

/** What was read of a condition, last and before, and how the next reading is sent. */
export async function Measured({ condition, measure, now, zone, open }: Props) {
  const { latest, kept } = await readingsOf(condition.id);
  const [first, last] = [latest.at(0), latest.at(-1)];
  return (
    <div className="grid max-w-read gap-2">
      <LastReading condition={condition} measure={measure} now={now} zone={zone} />
      {first && last && first.at < last.at && (
        <div className="grid gap-1">
          <Sparkline measure={measure} readings={latest} />
          <p aria-hidden className="flex justify-between pr-16 text-xs text-muted tabular-nums">
            <span>{formatShortInstant(first.at, zone)}</span>
            <span>{formatShortInstant(last.at, zone)}</span>
          </p>
        </div>
      )}
      {kept > 0 && (
        <Disclosure words={kept === 1 ? "1 reading kept" : `${kept.toLocaleString("en")} readings kept`}>
          <Readings readings={latest} measure={measure} zone={zone} kept={kept} />
        </Disclosure>
      )}
      {open && (
        <Disclosure words="How readings are sent">
          <Recipe id={condition.id} measure={measure} />
        </Disclosure>
      )}
    </div>
  );
}

function LastReading({ condition, measure, now, zone }: Omit<Props, "open">) {
  const { lastReading } = condition;
  if (!lastReading)
    return <p className="text-muted">{`Not read yet; it must be ${boundInWords(measure)}.`}</p>;
  const { at, source, holds } = lastReading;
  const tone = !holds ? "text-bad" : isStale(condition, now) ? "text-soon" : "text-good";
  return (
    <p>
      <span className={`font-medium ${tone}`}>{valueInWords(lastReading, measure)}</span>
      <span className="text-muted">
        {` ${relative(at, now)} · `}
        <Instant at={at} zone={zone} />
        {` · from ${source} · must be ${boundInWords(measure)}`}
      </span>
    </p>
  );
}

type ReadingsProps = { readings: KeptReading[]; measure: Measure; zone: string; kept: number };

/** The drawing as a table, newest first. */
function Readings({ readings, measure, zone, kept }: ReadingsProps) {
  return (
    <div className="max-h-72 overflow-y-auto">
      <table className="w-full text-left text-xs">
        <caption className="sr-only">{`Readings of ${measure.metric}, newest first`}</caption>
        <thead className="sticky top-0 bg-sunken text-muted">
          <tr>
            {["When", "Read", "From", "It"].map((head) => (
              <th key={head} scope="col" className="px-2 py-1 font-normal">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {readings.toReversed().map((reading) => (
            <tr key={`${reading.at.toISOString()} ${reading.source}`} className="border-t border-line">
              <td className="px-2 py-1 tabular-nums">{formatShortInstant(reading.at, zone)}</td>
              <td className="px-2 py-1 tabular-nums">{valueInWords(reading, measure)}</td>
              <td className="px-2 py-1">
                {reading.source}
                {reading.source !== reading.token && (
                  <span className="text-muted">{`, by ${reading.token}`}</span>
                )}
              </td>
              <td className={`px-2 py-1 ${reading.holds ? "text-good" : "text-bad"}`}>
                {reading.holds ? "holds" : "is broken"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {kept > readings.length && (
        <p className="px-2 py-1.5 text-xs text-muted">
          {`The latest ${readings.length}. All ${kept.toLocaleString("en")} are kept.`}
        </p>
      )}
    </div>
  );
}

function Recipe({ id, measure }: { id: string; measure: Measure }) {
  const text = readingRecipe({ register: addressOfRegister(), conditionId: id, measure });
  return (
    <div className="grid gap-2">
      <pre className="overflow-x-auto p-3 font-mono text-xs leading-5">{text}</pre>
      <div className="flex flex-wrap items-center gap-3 px-3 pb-3">
        <CopyButton text={text}>Copy the lines</CopyButton>
        <p className="text-xs text-muted">
          With a token that may send readings. Alertmanager and other JSON do as well:{" "}
          <InlineLink href="/docs/api">the API</InlineLink>
        </p>
      </div>
    </div>
  );
}

function Disclosure({ words, children }: { words: string; children: ReactNode }) {
  return (
    <details className="group print:hidden">
      <summary className="flex min-h-6 w-fit cursor-pointer items-center gap-1.5 text-xs text-muted hover:text-ink touch:min-h-11">
        <ChevronRight aria-hidden className="size-3.5! transition-transform group-open:rotate-90" />
        {words}
      </summary>
      <div className="mt-1 rounded-md border border-line">{children}</div>
    </details>
  );
}
