import { ExternalLink } from "lucide-react";

import { runOf } from "@/lib/gate/run-of";
import type { Context } from "@/lib/gate/schemas";

/** The run of the pipeline, with a link to it where the pipeline sent one. */
export function RunLink({ context }: { context: Context }) {
  const run = runOf(context);
  if (!run) return null;
  if (!run.url) return <span>{run.label}</span>;
  return (
    <a
      href={run.url}
      rel="noreferrer nofollow"
      className="relative z-1 inline-flex min-h-6 items-center gap-1 text-accent hover:underline"
    >
      {run.label}
      <ExternalLink aria-hidden className="size-3!" />
    </a>
  );
}
