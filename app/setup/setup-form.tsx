"use client";

import { type FormEvent, useEffect, useState } from "react";

import { Button } from "@/components/ui/button";
import { RadioCards } from "@/components/ui/choice";
import { Combobox } from "@/components/ui/combobox";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/text-field";
import type { Refusal } from "@/lib/refusal";

import { setUp } from "./actions";

type Props = { zones: string[]; providerName: string | null; needsCode: boolean };

export function SetupForm({ zones, providerName, needsCode }: Props) {
  const [zone, setZone] = useState<string | null>(null);
  const [signIn, setSignIn] = useState<"password" | "provider">(providerName ? "provider" : "password");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);

  // The server cannot know it. Most people set the register up where its organisation is.
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const text = (name: string) => String(typed.get(name) ?? "");
    setBusy(true);
    const answer = await setUp({
      organisation: text("organisation"),
      zone: zone ?? "",
      name: text("name"),
      email: text("email"),
      signIn,
      password: text("password"),
      code: text("code"),
      begin: text("begin") === "sheet" ? "sheet" : "empty",
    });
    // Nothing comes back when it went well: the answer is the sign-in page.
    setRefusal(answer ?? null);
    setAttempt((count) => count + 1);
    setBusy(false);
  }

  const errors = refusal?.fields ?? {};
  return (
    <form method="post" onSubmit={send} noValidate className="grid gap-6">
      <ErrorSummary message={refusal?.message} errors={errors} attempt={attempt} />
      {needsCode && (
        <TextField
          label="Setup code"
          name="code"
          hint="You are not at the machine that the register runs on. Its log shows a code of twenty digits and letters."
          error={errors.code}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      <TextField
        label="Organisation"
        name="organisation"
        error={errors.organisation}
        autoComplete="organization"
      />
      <Combobox
        label="Time zone"
        name="zone"
        hint="Ends, due times and days are shown and counted in it."
        error={errors.zone}
        options={[...new Set([...zones, "UTC", ...(zone ? [zone] : [])])].map((name) => ({
          value: name,
          label: name,
        }))}
        value={zone}
        onChange={setZone}
      />
      <TextField label="Your name" name="name" error={errors.name} autoComplete="name" />
      <TextField
        label="Your e-mail address"
        name="email"
        type="email"
        error={errors.email}
        autoComplete="username"
      />
      {providerName && (
        <RadioCards
          legend="How you sign in"
          name="signIn"
          value={signIn}
          onChange={(event) => setSignIn(event.target.value === "provider" ? "provider" : "password")}
          error={errors.signIn}
          options={[
            {
              value: "provider",
              label: `With ${providerName}`,
              hint: "The first to sign in there with this e-mail address becomes administrator.",
            },
            { value: "password", label: "With a password" },
          ]}
        />
      )}
      {signIn === "password" && (
        <TextField
          label="Password"
          name="password"
          type="password"
          hint="At least 15 characters. A few words in a row are fine, and so is a password manager."
          error={errors.password}
          autoComplete="new-password"
        />
      )}
      <RadioCards
        legend="How it begins"
        name="begin"
        hint="To look around first there is the demo: npm start without DATABASE_URL serves a register of its own, with a year of made-up requests. It never becomes a live one."
        defaultValue="empty"
        options={[
          { value: "empty", label: "Empty", hint: "People ask from now on." },
          {
            value: "sheet",
            label: "With the spreadsheet of today",
            hint: "After sign-in: paste it, and each row becomes a request that waits for its approval. Rules, systems and people come first.",
          },
        ]}
      />
      <div>
        <Button type="submit" kind="filled" busy={busy}>
          Set up the register
        </Button>
      </div>
    </form>
  );
}
