"use client";

import { Link } from "lucide-react";
import { useState } from "react";

import { useKeyAction } from "@/components/keys/context";
import { Button } from "@/components/ui/button";
import type { ButtonKind } from "@/components/ui/button-look";
import { copyText } from "@/components/ui/copy-button";

/** Copies the address of what is on the screen, filter and open panel included. The key is `l`. */
export function CopyLink({ kind }: { kind?: ButtonKind }) {
  const [copied, setCopied] = useState(false);

  async function copy() {
    const done = await copyText(window.location.href);
    setCopied(done);
    if (done) setTimeout(() => setCopied(false), 2000);
  }
  useKeyAction("request.copyLink", () => void copy());

  return (
    <Button kind={kind} icon={Link} onClick={copy}>
      {copied ? "Copied" : "Copy link"}
    </Button>
  );
}
