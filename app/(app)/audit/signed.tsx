import { Signature } from "lucide-react";

import { CopyButton } from "@/components/ui/copy-button";
import { signedSoFar } from "@/lib/audit/checkpoints";
import { formatInstant } from "@/lib/dates";

/** What somebody signed who does not own the database: to be kept elsewhere, and held against the record later. */
export async function Signed({ now, zone }: { now: Date; zone: string }) {
  const { latest, waitsTooLong } = await signedSoFar(now);
  if (!latest) {
    return (
      <Line>
        Nothing is signed yet. A signer shows that the whole record was not written anew: see “Signed
        checkpoints” in the guide to running the register.
      </Line>
    );
  }
  const { size, at, note, key } = latest;
  return (
    <Line isLate={waitsTooLong}>
      <span>
        {`${waitsTooLong ? "The signer is silent. Signed" : "Signed"} up to event ${size.toLocaleString("en")} on ${formatInstant(at, zone)}, key `}
        <span className="font-mono text-[0.95em]">{key.split("+")[1]}</span>.
      </span>
      <span className="flex flex-wrap gap-1 print:hidden">
        <CopyButton kind="ghost" text={note}>
          Copy the checkpoint
        </CopyButton>
        <CopyButton kind="ghost" text={key}>
          Copy the key
        </CopyButton>
      </span>
      <span className="hidden font-mono text-xs whitespace-pre-wrap break-all print:block">{note}</span>
    </Line>
  );
}

function Line({ isLate = false, children }: { isLate?: boolean; children: React.ReactNode }) {
  return (
    <div
      className={`flex flex-wrap items-center gap-x-3 gap-y-1 text-sm ${isLate ? "text-soon" : "text-muted"}`}
    >
      <Signature aria-hidden className="shrink-0" />
      {children}
    </div>
  );
}
