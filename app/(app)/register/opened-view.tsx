"use client";

import { Bookmark } from "lucide-react";
import { useState } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { offerUndo } from "@/components/undo";

import { changeThisView } from "./actions";
import type { Opened } from "./shown";

type Props = { opened: Opened; query: string };

/** Which view this began as, and what to do about it when it is no longer that. */
export function OpenedView({ opened: { id, name, group, modified, outdated, reason }, query }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function save(what: string) {
    setBusy(true);
    const outcome = await answerOf(changeThisView({ viewId: id, query: what }));
    setBusy(false);
    setRefusal(outcome.ok ? null : outcome.message);
    if (!outcome.ok || group || what !== query) return;
    offerUndo({ said: `“${name}” is saved as it is shown.`, undo: () => void save(outcome.before) });
  }

  return (
    <div className="flex flex-wrap items-center gap-2 text-sm print:hidden">
      <span className="inline-flex min-w-0 items-center gap-1.5">
        <Bookmark aria-hidden className="text-accent" />
        <span className="font-medium">{name}</span>
        {group && <span className="text-muted">of {group}</span>}
        {modified && <span className="text-soon">· modified</span>}
      </span>
      {(modified || outdated) && (
        <Button kind="ghost" reason={reason} busy={isBusy} onClick={() => save(query)}>
          Save
        </Button>
      )}
      {modified && (
        <LinkButton kind="ghost" href={`/register?saved=${id}`}>
          Reset
        </LinkButton>
      )}
      {refusal && (
        <p role="alert" className="text-bad">
          {refusal}
        </p>
      )}
    </div>
  );
}
