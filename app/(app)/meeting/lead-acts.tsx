"use client";

import { ActDialog } from "@/components/directory/act-dialog";

import { endThisMeeting, sayAllClear, takeMeetingOver } from "./actions";

type EndProps = { number: number; discussed: number; comesBack: number; readers: number; reason?: string };

export function EndMeeting({ number, discussed, comesBack, readers, reason }: EndProps) {
  return (
    <ActDialog
      label="End the meeting"
      kind="filled"
      reason={reason}
      title={`End meeting ${number}?`}
      confirm="End and send the minutes"
      keep="Go on"
      done={`Meeting ${number} has ended. The minutes are on their way.`}
      act={endThisMeeting.bind(null, { number })}
    >
      <ul className="grid list-disc gap-1 pl-5">
        <li>{`${counted(discussed, "item")} discussed. ${comesBack === 0 ? "Nothing" : counted(comesBack, "item")} ${comesBack > 1 ? "come" : "comes"} back at the next meeting.`}</li>
        <li>The minutes are kept as they are, with a SHA-256 over their text. Nothing is added to them.</li>
        <li>{`${readers === 0 ? "Nobody else was there, so nobody gets" : `${readers === 1 ? "One person gets" : `${readers} people get`}`} them by mail.`}</li>
      </ul>
    </ActDialog>
  );
}

export function TakeOver({ number, chair, reason }: { number: number; chair: string; reason?: string }) {
  return (
    <ActDialog
      label="Take over"
      reason={reason}
      title={`Take meeting ${number} over from ${chair}?`}
      confirm="Take over"
      keep="Leave it"
      done="You lead the meeting now."
      act={takeMeetingOver.bind(null, { number })}
    >
      <p>{`You turn the items and write from then on; ${chair} follows and can take it back. Nothing written is lost.`}</p>
    </ActDialog>
  );
}

export function SendAllClear({ readers, reason }: { readers: number; reason?: string }) {
  return (
    <ActDialog
      label="Send the all-clear"
      kind="filled"
      reason={reason}
      title="Send the all-clear?"
      confirm="Send the all-clear"
      keep="Not now"
      done="The all-clear is on its way."
      act={sayAllClear.bind(null, {})}
    >
      <p>{`It stands among the meetings as one without items, and goes by mail to the ${readers === 1 ? "one other person who is" : `${readers} others who are`} asked to the meeting.`}</p>
    </ActDialog>
  );
}

const counted = (amount: number, thing: string) => `${amount} ${thing}${amount === 1 ? "" : "s"}`;
