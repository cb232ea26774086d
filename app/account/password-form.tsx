"use client";

import { type FormEvent, useRef, useState } from "react";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ErrorSummary } from "@/components/ui/error-summary";
import { announce } from "@/components/ui/live-region";
import { TextField } from "@/components/ui/text-field";
import type { Outcome } from "@/lib/refusal";

import { changeMyPassword } from "./actions";

export function PasswordForm({ shortest }: { shortest: number }) {
  const form = useRef<HTMLFormElement>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    setBusy(true);
    const answer = await changeMyPassword({
      current: String(typed.get("current")),
      password: String(typed.get("password")),
    });
    setOutcome(answer);
    setAttempt((count) => count + 1);
    setBusy(false);
    if (!answer.ok) return;
    form.current?.reset();
    announce("Your password is changed.");
  }

  const refusal = outcome && !outcome.ok ? outcome : null;
  const errors = refusal?.fields ?? {};
  return (
    <form ref={form} method="post" onSubmit={send} noValidate className="grid gap-4">
      <ErrorSummary message={refusal?.message} errors={errors} attempt={attempt} />
      {outcome?.ok && (
        <Callout
          tone="good"
          title="Your password is changed. Your other sessions of this account are ended."
        />
      )}
      <TextField
        label="Password now"
        name="current"
        type="password"
        autoComplete="current-password"
        error={errors.current}
      />
      <TextField
        label="New password"
        name="password"
        type="password"
        hint={`At least ${shortest} characters. A few words in a row are fine, and so is a password manager.`}
        autoComplete="new-password"
        error={errors.password}
      />
      <div>
        <Button type="submit" kind="filled" busy={busy}>
          Change password
        </Button>
      </div>
    </form>
  );
}
