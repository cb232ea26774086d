"use client";

import { useRouter } from "next/navigation";

import { FormDialog } from "@/components/directory/form-dialog";
import { Checkbox } from "@/components/ui/checkbox";
import { openSchema } from "@/lib/meetings/schemas";

import { startMeeting } from "./actions";

type Props = { items: number; asked: { id: string; name: string }[]; meId: string; reason?: string };

/** Who is there, and it begins with the agenda as it is then. */
export function StartMeeting({ items, asked, meId, reason }: Props) {
  const router = useRouter();
  const others = asked.filter(({ id }) => id !== meId);
  return (
    <FormDialog<{ present: string[] }, { number: number }>
      label="Start the meeting"
      look="filled"
      reason={reason}
      title={`Start the meeting with ${items === 1 ? "one item" : `${items} items`}?`}
      description="You lead it. Everybody who opens this page follows you, and whoever could lead can take over."
      confirm="Start"
      schema={openSchema}
      values={{ present: [] }}
      send={startMeeting}
      done={({ number }) => {
        router.refresh();
        return `Meeting ${number} is open.`;
      }}
    >
      {({ form }) => (
        <fieldset className="grid gap-1.5">
          <legend className="mb-1.5 text-sm font-medium">Who is here besides you</legend>
          {others.map(({ id, name }) => (
            <Checkbox key={id} id={`here-${id}`} label={name} value={id} {...form.register("present")} />
          ))}
          <p className="text-sm text-muted">Whoever comes later is ticked then.</p>
        </fieldset>
      )}
    </FormDialog>
  );
}
