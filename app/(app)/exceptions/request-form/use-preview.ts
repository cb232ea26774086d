"use client";

import { useEffect, useState } from "react";

import type { Preview } from "@/lib/exceptions/preview";
import type { Refusal } from "@/lib/refusal";

import { previewRequest } from "../actions";
import { type RequestValues, toDraft } from "./request-values";

const patience = 300;

/**
 * What the request would become, asked again 300 ms after the last change, and when it was refused. The answer before
 * stays until the next one is there.
 */
export function usePreview(
  values: RequestValues,
  known: { zone: string; continuesId?: string; exceptionId?: string },
  refusal: Refusal | null,
) {
  const [answer, setAnswer] = useState<{ preview: Preview | null; problem: string | null }>({
    preview: null,
    problem: null,
  });
  const [busy, setBusy] = useState(false);
  const draft = JSON.stringify(toDraft(values, known));

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever was refused may be out of date on the screen
  useEffect(() => {
    let outdated = false;
    const timer = setTimeout(async () => {
      setBusy(true);
      const outcome = await previewRequest(JSON.parse(draft)).catch(() => null);
      if (outdated) return;
      setBusy(false);
      if (!outcome)
        setAnswer((last) => ({ ...last, problem: "The register does not answer. What you typed is kept." }));
      else if (outcome.ok) setAnswer({ preview: outcome.preview, problem: null });
      else setAnswer((last) => ({ ...last, problem: outcome.message }));
    }, patience);
    return () => {
      outdated = true;
      clearTimeout(timer);
    };
  }, [draft, refusal]);

  return { ...answer, busy };
}
