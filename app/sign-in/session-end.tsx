"use client";

import { type ReactNode, useEffect, useState } from "react";

import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";

import { type SessionEnd, staySignedIn } from "./actions";

const warnAhead = 2 * 60_000;

/**
 * Two minutes before the session ends it says so, with the way to stay (WCAG 2.2.1). For the shell of signed-in pages.
 * Before it speaks it asks the server, because a click in another tab has moved the end.
 */
export function SessionEndWarning(rendered: SessionEnd) {
  return <Warning key={rendered.expiresAt.getTime()} {...rendered} />;
}

function Warning(rendered: SessionEnd) {
  const [end, setEnd] = useState<SessionEnd | null>(rendered);
  const [shown, setShown] = useState(false);

  useEffect(() => {
    if (!end) return;
    const timer = setTimeout(async () => {
      const told = isNear(end) ? await whenSignedOut().catch(() => end) : end;
      setShown(told === null || isNear(told));
      setEnd(told && { ...told }); // a new one, so that the next look follows this one's answer
    }, 15_000);
    return () => clearTimeout(timer);
  }, [end]);

  if (!shown) return null;
  if (!end) return <SignedOut />;

  async function stay() {
    setEnd(await staySignedIn().catch(() => end));
    setShown(false);
  }

  const isFinal = end.expiresAt.getTime() === end.endsAt.getTime();
  return (
    <Notice>
      <p>
        You will be signed out at <time dateTime={end.expiresAt.toISOString()}>{clock(end.expiresAt)}</time>
        {isFinal
          ? ", eight hours after you signed in. Finish what you are writing."
          : ", because nothing was clicked for a while."}
      </p>
      {!isFinal && <Button onClick={stay}>Stay signed in</Button>}
    </Notice>
  );
}

/** A plain request, since a server action would wait in line with what the person does meanwhile. */
async function whenSignedOut(): Promise<SessionEnd | null> {
  const answer = await fetch("/api/session");
  if (!answer.ok) throw new Error(`The register answered ${answer.status}.`);
  const told: { expiresAt: string; endsAt: string } | null = await answer.json();
  return told && { expiresAt: new Date(told.expiresAt), endsAt: new Date(told.endsAt) };
}

function isNear(end: SessionEnd) {
  return end.expiresAt.getTime() - Date.now() <= warnAhead;
}

function SignedOut() {
  return (
    <Notice>
      <p>You are signed out. What you typed is still here; sign in beside it, in another tab.</p>
      <LinkButton href="/sign-in">Sign in</LinkButton>
    </Notice>
  );
}

function Notice({ children }: { children: ReactNode }) {
  return (
    <div
      role="alert"
      className="fixed inset-x-4 bottom-4 z-40 mx-auto flex max-w-xl flex-wrap items-center justify-between gap-3 rounded-lg bg-panel p-4 text-sm shadow-float print:hidden"
    >
      {children}
    </div>
  );
}

function clock(at: Date) {
  return at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
