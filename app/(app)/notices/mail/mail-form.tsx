"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";

import { answerOf } from "@/components/answer-of";
import { Section } from "@/components/section";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/checkbox";
import { LinkButton } from "@/components/ui/link-button";
import { announce } from "@/components/ui/live-region";
import { Select } from "@/components/ui/select";

import { saveMailPreferences } from "../actions";

type Preferences = { digestHour: number; zone: string | null; muted: string[] };
type Choice = {
  kind: string;
  label: string /** Who must do something about it gets it all the same. */;
  always: string | null;
};

type Props = { preferences: Preferences; choices: Choice[]; organisationZone: string; zones: string[] };

const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, "0")}:00`,
}));

export function MailForm({ preferences, choices, organisationZone, zones }: Props) {
  const router = useRouter();
  const [wish, setWish] = useState(preferences);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function save() {
    setBusy(true);
    const outcome = await answerOf(saveMailPreferences(wish));
    setBusy(false);
    setProblem(outcome.ok ? null : outcome.message);
    if (!outcome.ok) return;
    announce("Saved. It holds for what happens from now on.");
    router.push("/notices");
  }

  function toggle(kind: string, isOn: boolean) {
    const others = wish.muted.filter((muted) => muted !== kind);
    setWish({ ...wish, muted: isOn ? others : [...others, kind] });
  }

  return (
    <form
      className="grid max-w-read gap-8"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {problem && <Callout tone="bad" title={problem} />}
      <Section title="The morning mail">
        <div className="grid gap-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
          <Select
            name="digestHour"
            label="Hour"
            options={hours}
            value={String(wish.digestHour)}
            onChange={(event) => setWish({ ...wish, digestHour: Number(event.target.value) })}
          />
          <Select
            name="zone"
            label="Time zone"
            options={[
              { value: "", label: `The organisation's, ${organisationZone}` },
              ...zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
            ]}
            value={wish.zone ?? ""}
            onChange={(event) => setWish({ ...wish, zone: event.target.value || null })}
          />
        </div>
      </Section>
      <Section title="What comes by mail">
        <ul className="grid gap-1 border-y border-line py-2">
          {choices.map(({ kind, label, always }) => (
            <li key={kind} className="py-1">
              <Checkbox
                name={kind}
                label={label}
                hint={always}
                checked={!wish.muted.includes(kind)}
                onChange={(event) => toggle(kind, event.target.checked)}
              />
            </li>
          ))}
        </ul>
        <p className="text-xs text-muted">
          A decision that waits for you, an emergency to ratify, a request that was sent back to you and an
          exception without an owner always come by mail: somebody waits for you.
        </p>
      </Section>
      <ActionBar>
        <LinkButton href="/notices">Cancel</LinkButton>
        <Button type="submit" kind="filled" busy={busy}>
          Save
        </Button>
      </ActionBar>
    </form>
  );
}
