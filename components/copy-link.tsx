"use client";

import { Link } from "lucide-react";
import { useState } from "react";

import { useKeyAction } from "@/components/keys/context";
import { Button } from "@/components/ui/button";
import type { ButtonKind } from "@/components/ui/button-look";
import { copyText } from "@/components/ui/copy-button";

type Props = {
  kind?: ButtonKind;
  /** Where the address does not say by itself what is on the screen: "/register?view=all". */
  path?: string;
};

/** Copies the address of what is on the screen, filter and open panel included. The key is `l`. */
export function CopyLink({ kind, path }: Props) {
  const [copied, setCopied] = useState(false);

  async function copy() {
    const done = await copyText(path ? new URL(path, window.location.href).href : window.location.href);
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
