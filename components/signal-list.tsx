"use client";

import { Columns2, TriangleAlert } from "lucide-react";

import { ExceptionNumber, exceptionNumber } from "@/components/exception-number";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import type { Word } from "@/lib/exceptions/differences";
import type { Signal } from "@/lib/exceptions/signals";

/** Warnings that explain themselves and say what would clear them. They never block. */
export function SignalList({ signals }: { signals: Signal[] }) {
  return (
    <ul className="grid gap-3 text-sm">
      {signals.map((signal) => (
        <li key={signal.kind} className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-1.5">
          <TriangleAlert aria-hidden className="mt-0.5 text-soon" />
          <div className="grid gap-0.5">
            <p className="flex flex-wrap items-center gap-x-3">
              <span className="font-medium text-soon">{signal.headline}</span>
              {signal.twin && <Compare twin={signal.twin} />}
            </p>
            {signal.points.length > 0 && <Points words={signal.points} />}
            <p className="max-w-read text-xs text-muted">{signal.why}</p>
            <p className="max-w-read text-xs">{signal.clears}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Points({ words }: { words: string[] }) {
  return (
    <p className="text-xs break-words text-muted">
      {words.map((word, index) => (
        <span key={word}>
          {index > 0 && " · "}
          <mark className="rounded-sm bg-soon-tint px-0.5 text-soon">{word}</mark>
        </span>
      ))}
    </p>
  );
}

function Compare({ twin }: { twin: NonNullable<Signal["twin"]> }) {
  const name = exceptionNumber(twin.number);
  return (
    <Dialog
      title={`This reason beside that of ${name}`}
      description="The words that both have are marked."
      shape="wide"
      trigger={
        <button
          type="button"
          aria-label={`Compare with ${name}`}
          className="inline-flex min-h-6 items-center gap-1 text-xs text-accent hover:underline print:hidden"
        >
          <Columns2 aria-hidden />
          Compare
        </button>
      }
      footer={<DialogClose>Done</DialogClose>}
    >
      <div className="grid gap-x-8 gap-y-5 text-sm sm:grid-cols-2">
        <Side heading="This request" words={twin.words} without="removed" />
        <Side
          heading={
            <>
              <ExceptionNumber number={twin.number} link />{" "}
              <span className="font-normal text-muted">{twin.title}</span>
            </>
          }
          words={twin.words}
          without="added"
        />
      </div>
    </Dialog>
  );
}

type SideProps = { heading: React.ReactNode; words: Word[]; without: "added" | "removed" };

function Side({ heading, words, without }: SideProps) {
  const shown = words.filter(({ change }) => change !== without);
  return (
    <section className="grid content-start gap-1.5">
      <h3 className="font-medium">{heading}</h3>
      <p className="break-words whitespace-pre-line">
        {shown.map(({ text, change }, index) =>
          change === "same" && text.trim() ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the words never move
            <mark key={index} className="rounded-sm bg-soon-tint text-soon">
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </p>
    </section>
  );
}
