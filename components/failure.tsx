"use client";

import { RotateCw } from "lucide-react";

import { Button } from "@/components/ui/button";

type Props = {
  /** What failed: "The register could not be read." */
  title: string;
  /** What is safe: "Nothing was recorded. Your draft is kept." */
  safe?: string;
  error: unknown;
  retry: () => void;
};

/** An error in the page's frame: what failed, what is safe, Try again, and the id to quote. */
export function Failure({ title, safe = "Nothing was recorded.", error, retry }: Props) {
  const id = digestOf(error);
  return (
    <div role="alert" className="grid justify-items-start gap-1 py-8">
      <h1 className="text-xl font-semibold">{title}</h1>
      <p className="max-w-read text-muted">
        {safe} Try again; if it fails once more, tell your administrator.
      </p>
      {id && (
        <p className="text-sm text-muted">
          Quote <code className="font-mono text-ink">{id}</code>, which finds this in the server’s log.
        </p>
      )}
      <div className="mt-3">
        <Button kind="filled" icon={RotateCw} onClick={retry}>
          Try again
        </Button>
      </div>
    </div>
  );
}

function digestOf(error: unknown): string | null {
  const { digest } = (error ?? {}) as { digest?: unknown };
  return typeof digest === "string" ? digest : null;
}
