"use client";

import { MoreHorizontal, PackageCheck, Printer } from "lucide-react";
import type { Route } from "next";
import { usePathname, useRouter } from "next/navigation";
import { useRef, useState } from "react";

import { CopyLink } from "@/components/copy-link";
import { useKeyAction } from "@/components/keys/context";
import { PackForm } from "@/components/pack-form";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useWhenAsked } from "@/components/use-when-asked";
import type { Act } from "@/lib/exceptions/possible-acts";

import { CloseDialog, HandOverDialog, RetractDialog, RevokeDialog, WithdrawDialog } from "./act-form";
import { RecheckDialog } from "./recheck-dialog";

type DialogName = "withdraw" | "close" | "recheck" | "revoke" | "reassign" | "retract";

type Props = {
  exceptionId: string;
  number: number;
  /** For each act null, or the sentence why not. */
  reasons: Record<Act, string | null>;
  /** Deciding is ratifying while an emergency waits for it. */
  ratifies: boolean;
  /** The acts that this status offers as buttons, the first one filled; the rest stand in the menu. */
  first: Act[];
  opened?: DialogName;
  people: { id: string; name: string; team: string }[];
  today: string;
  notVerifier?: { id: string; name: string };
  me: { id: string };
};

const labels: Record<Act, string> = {
  decide: "Decide",
  edit: "Change",
  withdraw: "Withdraw",
  extend: "Extend",
  close: "Close",
  recheck: "Check again",
  revoke: "Revoke",
  raise: "Raise the risk",
  retract: "Take my approval back",
  reassign: "Hand over",
  copy: "Copy to a new request",
  pack: "Evidence pack",
  note: "Add a note",
};

const inMenu: Act[] = [
  "edit",
  "withdraw",
  "extend",
  "close",
  "recheck",
  "revoke",
  "retract",
  "reassign",
  "copy",
];

/** What can be done, by status: buttons for the first acts, a menu for the others. None is hidden; each says why not. */
export function Acts({
  ratifies,
  exceptionId,
  number,
  reasons,
  first,
  opened,
  people,
  today,
  notVerifier,
  me,
}: Props) {
  const router = useRouter();
  const path = usePathname();
  const [dialog, setDialog] = useState<DialogName | null>(opened && !reasons[opened] ? opened : null);
  const pack = useRef<HTMLFormElement>(null);
  useWhenAsked(opened, (asked) => asked && !reasons[asked] && setDialog(asked));
  const hrefs: Partial<Record<Act, string>> = {
    decide: `/inbox?open=EX-${number}`,
    edit: `/exceptions/EX-${number}/edit`,
    extend: `/exceptions/new?continues=EX-${number}`,
    copy: `/exceptions/new?copy=EX-${number}`,
  };

  function close() {
    setDialog(null);
    if (opened) router.replace(path as Route, { scroll: false });
  }

  const more = useRef<HTMLButtonElement>(null);
  useKeyAction("request.more", () => more.current?.click());
  // Whoever came by a link has no list behind them.
  useKeyAction("request.back", () => (window.history.length > 1 ? router.back() : router.push("/register")));

  const shared = { exceptionId, people, onClose: close };
  return (
    <>
      {first.map((act, index) => {
        const kind = index === 0 && !reasons[act] ? "filled" : "outlined";
        const href = hrefs[act];
        return href ? (
          <LinkButton key={act} href={href} kind={kind} reason={reasons[act]}>
            {act === "decide" && ratifies ? "Ratify" : labels[act]}
          </LinkButton>
        ) : (
          <Button
            key={act}
            kind={act === "revoke" ? "danger" : kind}
            reason={reasons[act]}
            onClick={() => setDialog(act as DialogName)}
          >
            {labels[act]}
          </Button>
        );
      })}
      <CopyLink />
      <Menu
        trigger={
          <Button ref={more} kind="outlined" icon={MoreHorizontal} iconOnly>
            More
          </Button>
        }
      >
        {inMenu
          .filter((act) => !first.includes(act))
          .map((act) => (
            <MenuItem
              key={act}
              reason={reasons[act]}
              onSelect={() => (hrefs[act] ? router.push(hrefs[act] as Route) : setDialog(act as DialogName))}
            >
              {labels[act]}
            </MenuItem>
          ))}
        <MenuItem
          icon={<PackageCheck aria-hidden className="text-muted" />}
          reason={reasons.pack}
          onSelect={() => pack.current?.requestSubmit()}
        >
          {labels.pack}
        </MenuItem>
        <MenuItem
          icon={<Printer aria-hidden className="text-muted" />}
          onSelect={() => setTimeout(() => window.print(), 100)}
        >
          Print
        </MenuItem>
      </Menu>
      <PackForm ref={pack} of="exception" query={`EX-${number}`} />

      <WithdrawDialog {...shared} open={dialog === "withdraw"} />
      <CloseDialog {...shared} open={dialog === "close"} today={today} notVerifier={notVerifier} me={me} />
      <RecheckDialog exceptionId={exceptionId} open={dialog === "recheck"} onClose={close} />
      <RevokeDialog {...shared} open={dialog === "revoke"} />
      <RetractDialog {...shared} open={dialog === "retract"} />
      <HandOverDialog {...shared} open={dialog === "reassign"} />
    </>
  );
}
