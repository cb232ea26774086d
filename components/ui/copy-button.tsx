"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import type { ButtonKind } from "@/components/ui/button-look";
import { announce } from "@/components/ui/live-region";

type Props = { text: string; children: string; kind?: ButtonKind; iconOnly?: boolean };

export function CopyButton({ text, children, kind, iconOnly }: Props) {
  const [copied, setCopied] = useState(false);

  async function copy() {
    const done = await copyText(text);
    setCopied(done);
    if (done) setTimeout(() => setCopied(false), 2000);
  }

  return (
    <Button kind={kind} icon={copied ? Check : Copy} iconOnly={iconOnly} onClick={copy}>
      {copied ? "Copied" : children}
    </Button>
  );
}

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    announce("Copied.");
    return true;
  } catch {
    announce("The browser did not allow copying.");
    return false;
  }
}
