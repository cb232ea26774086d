import { Signature } from "lucide-react";
import type { ReactNode } from "react";

import { CopyButton } from "@/components/ui/copy-button";
import { signedSoFar } from "@/lib/audit/checkpoints";
import { formatInstant } from "@/lib/dates";

/** What somebody signed who does not own the database: to be kept elsewhere, and held against the record later. */
export async function Signed({ now, zone }: { now: Date; zone: string }) {
  const { latest, waitsTooLong } = await signedSoFar(now);
  if (!latest) {
    return (
      <Line>
        Nothing is signed yet. A signer shows that the record was not written anew as a whole; the guide to
        running the register says how to have one.
      </Line>
    );
  }
  const { size, at, note, key } = latest;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Line isLate={waitsTooLong}>
        {waitsTooLong && "The signer is silent. "}
        {`Signed up to event ${size.toLocaleString("en")} on ${formatInstant(at, zone)}, key `}
        <span className="font-mono text-[0.95em]">{key.split("+")[1]}</span>.
      </Line>
      <div className="flex flex-wrap gap-1 print:hidden">
        <CopyButton kind="ghost" text={note}>
          Copy the checkpoint
        </CopyButton>
        <CopyButton kind="ghost" text={key}>
          Copy the key
        </CopyButton>
      </div>
      <p className="hidden font-mono text-xs break-all whitespace-pre-wrap print:block">{note}</p>
    </div>
  );
}

function Line({ isLate = false, children }: { isLate?: boolean; children: ReactNode }) {
  return (
    <p className={`flex gap-2 text-sm ${isLate ? "text-soon" : "text-muted"}`}>
      <Signature aria-hidden className="mt-0.5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
