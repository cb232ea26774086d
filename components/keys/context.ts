"use client";

// What hands the keys down, apart from what listens to them: the sheet and the palette read it, and are fetched by the provider.

import { createContext, useContext, useEffect, useRef } from "react";

import type { KeyAction } from "@/components/keys/registry";

export type Handler = () => void;

export type Keys = {
  register: (action: KeyAction, handler: Handler) => () => void;
  run: (action: KeyAction) => void;
  /** Whether anything on this page answers to the action. */
  has: (action: KeyAction) => boolean;
  singleKeys: boolean;
  setSingleKeys: (on: boolean) => void;
};

export const KeysContext = createContext<Keys | null>(null);

export function useKeys(): Keys {
  const keys = useContext(KeysContext);
  if (!keys) throw new Error("Keys are used outside the shell.");
  return keys;
}

/** Answers to a key of the registry while this component is on the page: `useKeyAction("inbox.approve", () => choose("approve"))`. */
export function useKeyAction(action: KeyAction, handler: Handler, enabled = true) {
  const keys = useContext(KeysContext);
  const latest = useRef(handler);
  latest.current = handler;

  const register = keys?.register;
  useEffect(() => {
    if (!enabled || !register) return;
    return register(action, () => latest.current());
  }, [action, enabled, register]);
}
