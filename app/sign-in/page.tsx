import { ChevronRight } from "lucide-react";
import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";

import { DemoStrip } from "@/app/sign-in/demo-strip";
import { PlainFrame } from "@/components/shell/plain-frame";
import { Callout } from "@/components/ui/callout";
import { cast } from "@/lib/auth/cast";
import { returnPath } from "@/lib/auth/return-path";
import { canPickPerson, currentSession, isDemo } from "@/lib/auth/session";
import { isRegisterEmpty } from "@/lib/auth/set-up-register";
import { problemSentence } from "@/lib/auth/sign-in-problems";
import { env } from "@/lib/env";

import { CastList } from "./cast-list";
import { PasswordForm } from "./password-form";
import { ProviderButton } from "./provider-button";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ to?: string; error?: string; callbackUrl?: string }> };

export default async function SignInPage({ searchParams }: Props) {
  const asked = await searchParams;
  const to = returnPath(asked.to ?? pathOf(asked.callbackUrl));
  if (await currentSession()) redirect(to as Route);
  if (await isRegisterEmpty()) redirect("/setup");

  const { OIDC_ISSUER, OIDC_NAME } = env();
  const people = (await canPickPerson()) ? await cast(new Date()) : null;

  return (
    <PlainFrame banner={(await isDemo()) && <DemoStrip />} wide={people !== null}>
      <h1 className="text-xl font-semibold">Sign in</h1>
      {asked.error && <Callout tone="bad" title={problemSentence(asked.error, OIDC_NAME)} />}
      {people && <CastList people={people} to={to} />}
      {OIDC_ISSUER && <ProviderButton name={OIDC_NAME} to={to} />}
      {people || OIDC_ISSUER ? (
        <details className="group">
          <summary className="inline-flex min-h-6 cursor-pointer items-center gap-1 text-sm text-muted hover:text-ink touch:min-h-11">
            <ChevronRight aria-hidden className="transition-transform group-open:rotate-90" />
            With an e-mail address and a password
          </summary>
          <div className="max-w-md pt-4">
            <PasswordForm to={to} providerName={OIDC_NAME} />
          </div>
        </details>
      ) : (
        <PasswordForm to={to} providerName={OIDC_NAME} isOnlyWay />
      )}
    </PlainFrame>
  );
}

/** next-auth sends people back here with the whole address of where they were going. */
function pathOf(callbackUrl: string | undefined) {
  if (!callbackUrl || !URL.canParse(callbackUrl)) return callbackUrl;
  const { pathname, search } = new URL(callbackUrl);
  return pathname + search;
}
