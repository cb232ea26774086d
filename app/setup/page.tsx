import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";

import { PlainFrame } from "@/components/shell/plain-frame";
import { isLoopbackRequest } from "@/lib/auth/loopback";
import { isRegisterEmpty } from "@/lib/auth/set-up-register";
import { printSetupCode } from "@/lib/auth/setup-code";
import { env } from "@/lib/env";

import { SetupForm } from "./setup-form";

export const metadata: Metadata = { title: "Set up" };

/** There until the first administrator can sign in, and then never again. */
export default async function SetupPage() {
  const isHere = isLoopbackRequest(await headers(), env().NEXTAUTH_URL);
  if (!(await isRegisterEmpty())) notFound();
  if (!isHere) printSetupCode();

  return (
    <PlainFrame>
      <div className="grid gap-1">
        <h1 className="text-xl font-semibold">Set up the register</h1>
        <p className="text-muted">
          It is empty. Say whose it is and who looks after it; people, groups, policies and systems are added
          afterwards.
        </p>
      </div>
      <SetupForm
        zones={Intl.supportedValuesOf("timeZone")}
        providerName={env().OIDC_ISSUER ? env().OIDC_NAME : null}
        needsCode={!isHere}
      />
    </PlainFrame>
  );
}
