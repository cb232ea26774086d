import { ExternalLink, FileDown } from "lucide-react";

import type { EvidenceOnRecord } from "@/lib/exceptions/exception-with-history";

/** The name of a file that is taken away, or of a link that leads out of the register. */
export function EvidenceName({ number, evidence }: { number: number; evidence: EvidenceOnRecord }) {
  const { id, name, link } = evidence;
  const look = "inline-flex min-w-0 items-center gap-1.5 text-accent hover:underline touch:min-h-11";
  if (link) {
    return (
      <a href={link} target="_blank" rel="noopener noreferrer external" className={look}>
        <ExternalLink aria-hidden className="shrink-0" />
        <span className="min-w-0 break-words">{name}</span>
        <span className="sr-only"> (opens another site)</span>
      </a>
    );
  }
  return (
    <a href={`/exceptions/EX-${number}/evidence/${id}`} download className={look}>
      <FileDown aria-hidden className="shrink-0" />
      <span className="min-w-0 break-words">{name}</span>
    </a>
  );
}
