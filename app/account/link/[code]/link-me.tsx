"use client";

import { useState, useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { announce } from "@/components/ui/live-region";

import { linkMe } from "../../actions";

export function LinkMe({ code, name }: { code: string; name: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isLinked, setLinked] = useState(false);
  const [busy, start] = useTransition();

  function link() {
    start(async () => {
      const outcome = await answerOf(linkMe({ code }));
      setProblem(outcome.ok ? null : outcome.message);
      if (!outcome.ok) return;
      setLinked(true);
      announce(`You are ${name} from now on.`);
    });
  }

  if (isLinked) {
    return (
      <>
        <Callout tone="good" title={`You are ${name} from now on.`}>
          Start the pipeline again: it asks in your name.
        </Callout>
        <div>
          <LinkButton href="/account">To your account</LinkButton>
        </div>
      </>
    );
  }
  return (
    <>
      {problem && <Callout tone="bad" title={problem} />}
      <div className="flex flex-wrap gap-2">
        <Button kind="filled" busy={busy} busyLabel="Linking…" onClick={link}>
          Yes, link me
        </Button>
        <LinkButton href="/">No, that is not me</LinkButton>
      </div>
    </>
  );
}
