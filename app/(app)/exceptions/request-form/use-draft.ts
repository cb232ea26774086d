"use client";

import { useEffect, useRef, useState } from "react";
import type { UseFormReturn } from "react-hook-form";

import { emptyValues, type RequestValues } from "./request-values";

/** Keeps what is typed in this browser until it is sent, and brings it back (nothing typed is ever lost). */
export function useDraft(key: string | undefined, form: UseFormReturn<RequestValues>, values: RequestValues) {
  const [restored, setRestored] = useState(false);
  const ready = useRef(false);
  const { reset, formState } = form;

  useEffect(() => {
    const kept = key && read(key);
    if (kept) {
      // A draft of an older form may lack a field.
      reset({ ...emptyValues, ...kept }, { keepDefaultValues: true });
      setRestored(true);
    }
    ready.current = true;
  }, [key, reset]);

  useEffect(() => {
    if (!key || !ready.current || !formState.isDirty) return;
    const timer = setTimeout(() => write(key, values), 400);
    return () => clearTimeout(timer);
  }, [key, values, formState.isDirty]);

  return {
    restored,
    forget: () => key && remove(key),
    /** Back to what the page came with: an empty form, the request to be changed, the exception to be extended. */
    startAfresh: () => {
      if (key) remove(key);
      reset();
      setRestored(false);
    },
  };
}

// Storage may be switched off or full; then nothing is kept, and nothing breaks.
function read(key: string): RequestValues | null {
  try {
    const kept = window.localStorage.getItem(key);
    return kept ? (JSON.parse(kept) as RequestValues) : null;
  } catch {
    return null;
  }
}

function write(key: string, values: RequestValues) {
  try {
    window.localStorage.setItem(key, JSON.stringify(values));
  } catch {}
}

function remove(key: string) {
  try {
    window.localStorage.removeItem(key);
  } catch {}
}
