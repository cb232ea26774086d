"use client";

import { LogIn } from "lucide-react";
import { signIn } from "next-auth/react";
import { useState } from "react";

import { Button } from "@/components/ui/button";

export function ProviderButton({ name, to }: { name: string; to: string }) {
  const [busy, setBusy] = useState(false);

  async function go() {
    setBusy(true);
    await signIn("oidc", { callbackUrl: to }).catch(() => window.location.assign("/sign-in?error=provider"));
  }

  return (
    <div>
      <Button kind="filled" icon={LogIn} busy={busy} busyLabel={`Going to ${name}…`} onClick={go}>
        Sign in with {name}
      </Button>
    </div>
  );
}
