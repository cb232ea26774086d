"use client";

import type { ReactNode } from "react";

import { type ActsProps, Selection } from "@/components/selection";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { SnoozeChoice } from "@/lib/exceptions/snooze";

import { useAttendTo } from "../exceptions/use-attend-to";

type Props = { choices: SnoozeChoice[]; children: ReactNode };

/** Several requests at once, for what is private: deciding never is. */
export function InboxSelection({ choices, children }: Props) {
  return <Selection acts={(selection) => <Acts {...selection} choices={choices} />}>{children}</Selection>;
}

function Acts({ selected, finish, choices }: ActsProps & { choices: SnoozeChoice[] }) {
  const { attendTo, busy } = useAttendTo(selected, finish);
  return (
    <>
      <Button kind="ghost" busy={busy} onClick={() => attendTo({ watching: true }, "watched")}>
        Watch
      </Button>
      {choices.length > 0 && (
        <Menu align="start" trigger={<Button kind="ghost">Snooze</Button>}>
          {choices.map(({ label, until }) => (
            <MenuItem key={until} onSelect={() => attendTo({ snoozedUntil: until }, "snoozed")}>
              {label}
            </MenuItem>
          ))}
        </Menu>
      )}
    </>
  );
}
