"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from "react";

import { type Handler, type Keys, KeysContext } from "@/components/keys/context";
import { matchKey, type Place } from "@/components/keys/match";
import { type KeyAction, keyRows } from "@/components/keys/registry";
import { setPreference } from "@/components/shell/set-preference";

// Fetched when one of them is first opened: a page that is only read needs neither.
const KeysSheet = lazy(() => import("@/components/keys/keys-sheet"));
const Palette = lazy(() => import("@/components/keys/palette"));

type Handlers = Map<KeyAction, Handler[]>;

const sequencePatience = 1000;

type Props = { singleKeys: boolean; children: ReactNode };

/** Listens once for the whole page and hands each press to whoever registered for it last. */
export function KeysProvider({ singleKeys: initially, children }: Props) {
  const router = useRouter();
  const [singleKeys, setSingleKeys] = useState(initially);
  const [open, setOpen] = useState<"sheet" | "palette" | "none" | null>(null);
  const handlers = useRef<Handlers>(new Map());

  const keys = useMemo<Keys>(() => {
    const global = new Map<KeyAction, Handler>([
      ["palette.open", () => setOpen("palette")],
      ["keys.open", () => setOpen("sheet")],
      ["search.focus", () => focusSearch() || setOpen("palette")],
      ...keyRows.flatMap(({ action, href }): [KeyAction, Handler][] =>
        href ? [[action, () => router.push(href as Route)]] : [],
      ),
    ]);
    const handlerOf = (action: KeyAction) => handlers.current.get(action)?.at(-1) ?? global.get(action);

    return {
      register: (action, handler) => registerIn(handlers.current, action, handler),
      run: (action) => handlerOf(action)?.(),
      has: (action) => handlerOf(action) !== undefined,
      singleKeys,
      setSingleKeys: (on) => {
        setSingleKeys(on);
        setPreference("single-keys", on ? "on" : "off");
      },
    };
  }, [router, singleKeys]);

  useEffect(() => listen(keys), [keys]);

  return (
    <KeysContext value={keys}>
      {children}
      {open !== null && (
        <Suspense>
          <KeysSheet open={open === "sheet"} onOpenChange={(isOpen) => setOpen(isOpen ? "sheet" : "none")} />
          <Palette
            open={open === "palette"}
            onOpenChange={(isOpen) => setOpen(isOpen ? "palette" : "none")}
          />
        </Suspense>
      )}
    </KeysContext>
  );
}

function registerIn(handlers: Handlers, action: KeyAction, handler: Handler) {
  handlers.set(action, [...(handlers.get(action) ?? []), handler]);
  return () => {
    handlers.set(
      action,
      (handlers.get(action) ?? []).filter((one) => one !== handler),
    );
  };
}

function listen(keys: Keys) {
  let after: string | null = null;
  let patience: ReturnType<typeof setTimeout> | undefined;

  function onKeyDown(event: KeyboardEvent) {
    const key = nameOf(event);
    if (!key || event.defaultPrevented) return;

    const match = matchKey({ key, after }, placeOf(event.target), keys.singleKeys, keys.has);
    after = null;
    clearTimeout(patience);
    if (!match) return;

    if ("startsSequence" in match) {
      after = match.startsSequence;
      patience = setTimeout(() => {
        after = null;
      }, sequencePatience);
      return;
    }
    if (!keys.has(match.action)) return;
    event.preventDefault();
    keys.run(match.action);
  }

  document.addEventListener("keydown", onKeyDown);
  return () => {
    clearTimeout(patience);
    document.removeEventListener("keydown", onKeyDown);
  };
}

function nameOf(event: KeyboardEvent): string | null {
  if (
    event.altKey ||
    event.isComposing ||
    (event.repeat && event.key.length === 1 && !"jk".includes(event.key))
  )
    return null;
  const chord = isMac() ? event.metaKey : event.ctrlKey;
  if (chord) return event.shiftKey ? null : `mod+${event.key}`;
  if (event.metaKey || event.ctrlKey) return null;
  return event.key === " " ? "Space" : event.key;
}

function isMac() {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

// What is fading away no longer holds the keys.
const openLayer = ["dialog", "alertdialog", "menu"]
  .map((role) => `[role="${role}"]:not([data-closed])`)
  .join();
const choosing = ["radio", "checkbox"];

function placeOf(target: EventTarget | null): Place {
  const element = target instanceof HTMLElement ? target : document.body;
  const isInput = element instanceof HTMLInputElement;
  return {
    typing:
      element.isContentEditable ||
      element.matches("textarea, select") ||
      (isInput && !choosing.includes(element.type)),
    inLayer: document.querySelector(openLayer) !== null,
    onButton: element.closest("button:not([data-keys-pass]), [role=button], summary") !== null,
    onLink: element.closest("a") !== null,
    inList: !isInput && element.closest("[data-key-list]") !== null,
  };
}

function focusSearch(): boolean {
  const box = document.querySelector<HTMLInputElement>("[data-search]");
  if (!box || box.offsetParent === null) return false;
  box.focus();
  box.select();
  return true;
}
