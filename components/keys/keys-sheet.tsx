"use client";

import { useRef } from "react";

import { useKeys } from "@/components/keys/context";
import { type KeyScope, keyRows } from "@/components/keys/registry";
import { ShownKey } from "@/components/keys/shown-key";
import { Dialog } from "@/components/ui/dialog";

const scopes: { scope: KeyScope; title: string }[] = [
  { scope: "everywhere", title: "Everywhere" },
  { scope: "list", title: "In a list" },
  { scope: "request", title: "On a request" },
  { scope: "meeting", title: "In a meeting" },
];

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** What `?` shows: the registry itself. */
export default function KeysSheet({ open, onOpenChange }: Props) {
  // The sheet is read first; its only control stands below the keys.
  const start = useRef<HTMLDivElement>(null);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      initialFocus={start}
      title="Keys"
      description="Single keys are off while you type, and on a button. None of them decides: each only opens a choice."
    >
      <div ref={start} tabIndex={-1} className="grid gap-5 outline-none">
        {scopes.map(({ scope, title }) => (
          <section key={scope} aria-label={title}>
            <h3 className="pb-1 text-xs font-medium text-muted">{title}</h3>
            <dl className="divide-y divide-line border-y border-line">
              {keyRows
                .filter((row) => row.scope === scope)
                .map(({ action, label, keys }) => (
                  <div key={action} className="flex min-h-8 items-center justify-between gap-4 py-1 text-sm">
                    <dt>{label}</dt>
                    <dd className="flex items-center gap-2">
                      {keys.map((key) => (
                        <ShownKey key={key} keys={key} />
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <SingleKeysSwitch />
      </div>
    </Dialog>
  );
}

function SingleKeysSwitch() {
  const { singleKeys, setSingleKeys } = useKeys();
  return (
    <label className="flex min-h-8 items-center gap-2 text-sm touch:min-h-11">
      <input
        type="checkbox"
        checked={singleKeys}
        onChange={(event) => setSingleKeys(event.target.checked)}
        className="size-4 accent-accent"
      />
      Single keys and sequences are on
    </label>
  );
}
