"use client";

import { ActDialog } from "@/components/directory/act-dialog";
import type { Quarter } from "@/lib/reviews/quarter";

import { signThisQuarter } from "./actions";

type Props = {
  quarter: Quarter;
  name: string;
  /** SHA-256 of the figures on the screen. */
  seen: string;
  commented: number;
  of: number;
  reason?: string;
};

/** The dialog says what follows before anything is frozen. */
export function SignDialog({ quarter, name, seen, commented, of, reason }: Props) {
  return (
    <ActDialog
      label="Sign"
      kind="filled"
      reason={reason}
      title={`Sign ${name}?`}
      confirm={`Sign ${name}`}
      keep="Not yet"
      done={`${name} is signed.`}
      act={signThisQuarter.bind(null, { quarter, seen })}
    >
      <p>{`You sign the figures of ${name} as they stand on this page, and ${commented} of ${of} charts with a comment.`}</p>
      <ul className="grid list-disc gap-1 pl-5">
        <li>Figures and comments are kept as they are, with a SHA-256 over their text and your name.</li>
        <li>Nobody can change them, add a comment or sign this quarter again.</li>
        <li>The page and its print show what you signed, also in years.</li>
      </ul>
    </ActDialog>
  );
}
