"use client";

import { type FormEvent, useState } from "react";

import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/text-field";
import { problemSentence } from "@/lib/auth/sign-in-problems";

import { signInWith } from "./sign-in-with";

type Props = { to: string; providerName: string; isOnlyWay?: boolean };

export function PasswordForm({ to, providerName, isOnlyWay = false }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    setBusy(true);
    const found = await signInWith(
      "local",
      { email: String(typed.get("email")), password: String(typed.get("password")) },
      to,
    );
    setProblem(found);
    setAttempt((count) => count + 1);
    // While the next page loads the button stays busy: a second press would count as an attempt.
    if (found) setBusy(false);
  }

  return (
    // By POST also before the page is alive, so that no password ever stands in an address.
    <form method="post" onSubmit={send} className="grid gap-4">
      <ErrorSummary
        message={problem ? problemSentence(problem, providerName) : undefined}
        attempt={attempt}
      />
      <TextField
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="username"
        required
        autoFocus={isOnlyWay}
      />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
      <div>
        <Button type="submit" kind={isOnlyWay ? "filled" : "outlined"} busy={busy} busyLabel="Signing in…">
          Sign in
        </Button>
      </div>
    </form>
  );
}
