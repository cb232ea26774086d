"use client";

import { ListTodo, Repeat2 } from "lucide-react";
import { type RefObject, useRef } from "react";

import { ActDialog } from "@/components/directory/act-dialog";
import { FormDialog, PersonField } from "@/components/directory/form-dialog";
import { useKeyAction } from "@/components/keys/context";
import type { Option } from "@/components/ui/combobox";
import { TextField } from "@/components/ui/text-field";
import { followUpSchema } from "@/lib/meetings/schemas";

import { carryItemOver, followUpAtMeeting } from "./actions";

type Props = {
  number: number;
  item: number;
  people: Option[];
  /** Today in a week: when the next meeting looks at what was promised. */
  inAWeek: string;
  reason?: string;
  /** Why it is not carried over. */
  notCarried?: string;
};

type Promised = { number: number; item: number; what: string; ownerId: string | null; dueOn: string };

/** What comes of an item: somebody does something by a day, or it comes back at the next meeting. */
export function ItemActs({ number, item, people, inAWeek, reason, notCarried }: Props) {
  const [followUp, carryOver] = [useRef<HTMLSpanElement>(null), useRef<HTMLSpanElement>(null)];
  useKeyAction("meeting.followUp", () => pressIn(followUp));
  useKeyAction("meeting.carryOver", () => pressIn(carryOver));
  return (
    <>
      <span ref={followUp} className="contents">
        <FormDialog<Promised, object>
          label="Follow-up"
          icon={ListTodo}
          passKeys
          reason={reason}
          title="Who does what, and by when?"
          description="It stands in the minutes and on their Home until they say that it is done. When it is late, the next meeting looks at it."
          schema={followUpSchema}
          values={{ number, item, what: "", ownerId: null, dueOn: inAWeek }}
          send={followUpAtMeeting}
          confirm="Record follow-up"
          done={() => "Follow-up recorded."}
        >
          {(fields) => (
            <>
              <TextField
                label="What"
                error={fields.errorOf("what")}
                {...fields.form.register("what")}
                id="field-follow-up"
              />
              <PersonField {...fields} name="ownerId" label="Who" people={people} />
              <TextField
                label="By when"
                type="date"
                error={fields.errorOf("dueOn")}
                {...fields.form.register("dueOn")}
              />
            </>
          )}
        </FormDialog>
      </span>
      <span ref={carryOver} className="contents">
        <ActDialog
          label="Carry over"
          icon={Repeat2}
          passKeys
          reason={reason ?? notCarried}
          title={`Carry item ${item} over?`}
          confirm="Carry over"
          keep="Keep it here"
          done="Carried over to the next meeting."
          act={carryItemOver.bind(null, { number, item })}
        >
          <p>It comes back at the next meeting, with how often it has been carried.</p>
        </ActDialog>
      </span>
    </>
  );
}

function pressIn(place: RefObject<HTMLElement | null>) {
  place.current?.querySelector("button")?.click();
}
