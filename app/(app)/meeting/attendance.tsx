"use client";

import { Users } from "lucide-react";
import { useState, useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Combobox, type Option } from "@/components/ui/combobox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { announce } from "@/components/ui/live-region";

import { tickAttendance } from "./actions";

type Props = {
  number: number;
  /** Those who are asked, and those who came. */
  listed: { id: string; name: string; present: boolean }[];
  people: Option[];
  reason?: string;
};

/** Who is there: each tick is on record at once. */
export function Attendance({ number, listed, people, reason }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, start] = useTransition();

  function tick(personId: string, name: string, present: boolean) {
    start(async () => {
      const outcome = await answerOf(tickAttendance({ number, personId, present }));
      setRefusal(outcome.ok ? null : outcome.message);
      if (outcome.ok) announce(`${name} is ${present ? "" : "not "}here.`);
    });
  }

  const others = people.filter(({ value }) => !listed.some(({ id, present }) => id === value && present));
  return (
    <Dialog
      title="Who is here"
      description="Each tick stands in the minutes. Those who are here get them by mail."
      trigger={
        <Button icon={Users} reason={reason}>
          Who is here
        </Button>
      }
      footer={<DialogClose>Close</DialogClose>}
    >
      <div className="grid gap-3" aria-busy={busy}>
        {refusal && (
          <p role="alert" className="text-sm text-bad">
            {refusal}
          </p>
        )}
        <ul className="grid gap-1.5">
          {listed.map(({ id, name, present }) => (
            <li key={id}>
              <Checkbox
                name={`here-${id}`}
                label={name}
                checked={present}
                onChange={(event) => tick(id, name, event.target.checked)}
              />
            </li>
          ))}
        </ul>
        <Combobox
          name="somebody-else"
          label="Somebody else"
          placeholder="Search people"
          options={others}
          value={null}
          onChange={(id) => {
            const chosen = others.find(({ value }) => value === id);
            if (chosen) tick(chosen.value, chosen.label, true);
          }}
        />
      </div>
    </Dialog>
  );
}
