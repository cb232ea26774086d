"use client";

import { type ReactNode, useState } from "react";

import { answerOf } from "@/components/answer-of";
import { useKeyAction } from "@/components/keys/context";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { LinkButton } from "@/components/ui/link-button";
import { SkeletonRows } from "@/components/ui/skeleton";

import { peekAt } from "./peek-at";

type Peeked = { href: string; title: string; shown: ReactNode };

/** Space looks into the row that has the focus: what is asked and how it stands, without leaving the list. */
export function Peek() {
  const [open, setOpen] = useState(false);
  const [peeked, setPeeked] = useState<Peeked | null>(null);

  useKeyAction("list.peek", () => {
    const href = document.activeElement?.closest("[data-row-link]")?.getAttribute("href");
    const number = href?.split("/").at(-1);
    if (!href || !number) return;
    setPeeked({ href, title: number, shown: <SkeletonRows label={`${number} is being read.`} /> });
    setOpen(true);
    void answerOf(peekAt(number)).then((outcome) =>
      setPeeked((now) => {
        // Closed, or another row is looked into by now.
        if (now?.href !== href) return now;
        return outcome.ok
          ? { href, title: `${number} ${outcome.title}`, shown: outcome.shown }
          : { ...now, shown: <Callout tone="bad" title={outcome.message} /> };
      }),
    );
  });

  if (!peeked) return null;
  return (
    <Dialog
      shape="wide"
      title={peeked.title}
      open={open}
      onOpenChange={setOpen}
      footer={
        <>
          <DialogClose>Close</DialogClose>
          <LinkButton kind="filled" href={peeked.href}>
            Open
          </LinkButton>
        </>
      }
    >
      {peeked.shown}
    </Dialog>
  );
}
