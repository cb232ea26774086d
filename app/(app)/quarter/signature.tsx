import { Suspense } from "react";

import { Callout } from "@/components/ui/callout";
import { formatInstant } from "@/lib/dates";
import { charts, readChart } from "@/lib/reviews/charts";
import { type Period, quarterName } from "@/lib/reviews/quarter";
import { differsFrom } from "@/lib/reviews/quarter-page";
import type { SignedQuarter } from "@/lib/reviews/signed-quarter";

type Props = { signed: SignedQuarter; period: Period; zone: string };

/** Who signed, when, over which hash, and whether the record still tells the same. */
export function Signature({ signed, period, zone }: Props) {
  return (
    <div className="grid gap-3 text-sm">
      <p>
        {`${signed.signedBy} signed ${quarterName(period.quarter)} on ${formatInstant(signed.signedAt, zone)}. `}
        <span className="text-muted">
          SHA-256 <code className="font-mono text-[0.95em] break-all text-ink">{signed.sha256}</code>
        </span>
      </p>
      <div className="print:hidden">
        <Suspense fallback={<p className="text-muted">The figures are being counted again.</p>}>
          <CountedAgain signed={signed} period={period} />
        </Suspense>
      </div>
    </div>
  );
}

async function CountedAgain({ signed, period }: Pick<Props, "signed" | "period">) {
  const differing = await differsFrom(signed, period).catch(() => null);
  if (differing === null)
    return (
      <Callout tone="neutral" title="The figures could not be counted again. What was signed stands below." />
    );
  if (differing.length === 0)
    return <Callout tone="good" title="Counted again from the record just now: the same figures." />;
  return (
    <Callout tone="bad" title="Counted again, the record tells otherwise than what was signed.">
      <ul className="list-disc pl-5">
        {differing.map((key) => {
          const chart = readChart(key);
          return <li key={key}>{chart ? charts[chart].question : "The five figures"}</li>;
        })}
      </ul>
      What was signed stands below, unchanged.
    </Callout>
  );
}
