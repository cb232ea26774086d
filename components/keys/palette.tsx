"use client";

import { Command } from "cmdk";
import { CornerDownLeft, FileText, Search } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type ReactNode, useRef, useState } from "react";

import { useKeys } from "@/components/keys/context";
import { type KeyAction, keyRows } from "@/components/keys/registry";
import { ShownKey } from "@/components/keys/shown-key";
import { Dialog } from "@/components/ui/dialog";

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

// Only what makes sense to pick from a list: opening the palette from itself does not.
const leftOut: KeyAction[] = [
  "palette.open",
  "search.focus",
  "layer.close",
  "list.next",
  "list.previous",
  "list.open",
];

/** ⌘K: every action of the registry that works on this page, a number to open, or words to search for. */
export default function Palette({ open, onOpenChange }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Go anywhere, do anything"
      shape="palette"
      initialFocus={input}
    >
      <Commands input={input} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

function Commands({ input, close }: { input: React.RefObject<HTMLInputElement | null>; close: () => void }) {
  const keys = useKeys();
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const words = typed.trim();
  const number = /^(?:ex-?)?(\d+)$/i.exec(words)?.[1];

  function act(work: () => void) {
    close();
    // The dialog gives the focus back first; whatever the action focuses comes after it.
    setTimeout(work, 50);
  }

  return (
    <Command loop label="Commands" className="flex min-h-0 flex-col">
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Search aria-hidden className="text-muted" />
        <Command.Input
          ref={input}
          value={typed}
          onValueChange={setTyped}
          placeholder="Type a command, a number such as EX-1042, or words to search for"
          className="h-11 w-full bg-transparent text-sm outline-none"
        />
      </div>
      <Command.List className="max-h-80 scroll-py-1 overflow-y-auto p-1">
        {number && (
          <Item
            value={`open ${words}`}
            always
            icon={<FileText aria-hidden />}
            onSelect={() => act(() => router.push(`/exceptions/EX-${number}` as Route))}
          >
            Open <span className="font-mono">EX-{number}</span>
          </Item>
        )}
        {keyRows
          .filter(({ action }) => !leftOut.includes(action) && keys.has(action))
          .map(({ action, label, keys: [key = ""] }) => (
            <Item key={action} value={label} keys={key} onSelect={() => act(() => keys.run(action))}>
              {label}
            </Item>
          ))}
        {words && (
          <Item
            value={`search ${words}`}
            always
            icon={<Search aria-hidden />}
            onSelect={() => act(() => router.push(`/register?q=${encodeURIComponent(words)}` as Route))}
          >
            Search the register for “{words}”
          </Item>
        )}
      </Command.List>
    </Command>
  );
}

type ItemProps = {
  value: string;
  onSelect: () => void;
  keys?: string;
  icon?: ReactNode;
  /** Stands there whatever was typed. */
  always?: boolean;
  children: ReactNode;
};

function Item({ value, onSelect, keys, icon = <CornerDownLeft aria-hidden />, always, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      forceMount={always}
      onSelect={onSelect}
      className="flex min-h-9 cursor-default items-center gap-2.5 rounded-sm px-2 text-sm data-[selected=true]:bg-accent-tint touch:min-h-11 [&>svg]:text-muted"
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys && <ShownKey keys={keys} />}
    </Command.Item>
  );
}
