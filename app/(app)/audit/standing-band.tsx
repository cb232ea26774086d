"use client";

import { ShieldCheck } from "lucide-react";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { announce } from "@/components/ui/live-region";
import type { Standing } from "@/lib/audit/standing";
import { formatInstant } from "@/lib/dates";

import { verifyTrail } from "./actions";

/** Whether the record holds. It is verified on request; the page stays usable meanwhile, and nothing here repairs. */
export function StandingBand({ known, zone }: { known: Standing | null; zone: string }) {
  const [standing, setStanding] = useState(known);
  const [isVerifying, setVerifying] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);

  async function verify() {
    setVerifying(true);
    setFailed(null);
    announce("Verifying the record.");
    const outcome = await verifyTrail().catch(() => null);
    setVerifying(false);
    if (!outcome?.ok) {
      setFailed(outcome?.message ?? "The record could not be verified. Nothing was changed; try again.");
      return;
    }
    setStanding(outcome.standing);
    announce(inWords(outcome.standing));
  }

  const button = (
    <Button icon={ShieldCheck} busy={isVerifying} busyLabel="Verifying…" onClick={verify}>
      Verify now
    </Button>
  );
  const when = standing && `Verified on ${formatInstant(new Date(standing.at), zone)}.`;

  return (
    <div aria-busy={isVerifying} className="grid gap-2">
      {standing === null ? (
        <Callout tone="neutral" title="Not verified since the register was started." action={button} />
      ) : standing.breach === null ? (
        <Callout tone="good" title={inWords(standing)} action={button}>
          {when}
        </Callout>
      ) : (
        <Callout tone="bad" title="The record does not hold." action={button}>
          <p className="font-mono text-[0.95em]">{standing.breach}</p>
          <p>
            {`${when} Decide nothing more here. Keep this database as it is, tell your auditors, and compare it with
            your last good backup. Nothing on this page repairs it: a repaired trail proves nothing.`}
          </p>
        </Callout>
      )}
      {failed && <Callout tone="soon" title={failed} />}
    </div>
  );
}

function inWords({ breach, events }: Standing): string {
  return breach === null
    ? `Intact up to event ${events.toLocaleString("en")}`
    : `The record does not hold. ${breach}`;
}
