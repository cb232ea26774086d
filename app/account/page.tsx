import type { Metadata } from "next";

import { DemoStrip } from "@/app/sign-in/demo-strip";
import { Links } from "@/components/gate/links";
import { Section } from "@/components/section";
import { PlainFrame } from "@/components/shell/plain-frame";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { shortestPassword } from "@/lib/auth/password";
import { passwordSetAt } from "@/lib/auth/password-set-at";
import { isDemo, requireSession } from "@/lib/auth/session";
import { sessionsOf } from "@/lib/auth/sessions";
import { feedMadeAt } from "@/lib/calendar/feed";
import { formatInstant } from "@/lib/dates";
import { linksOf } from "@/lib/gate/link-person";
import { organisation } from "@/lib/organisation";

import { endLink } from "./actions";
import { CalendarFeed } from "./calendar-feed";
import { PasswordForm } from "./password-form";
import { SessionList } from "./session-list";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const { actor, mustChangePassword } = await requireSession();
  const { zone } = await organisation();
  const [sessions, setAt, calendarMadeAt, links] = await Promise.all([
    sessionsOf(actor, new Date()),
    passwordSetAt(actor.accountId),
    feedMadeAt(actor),
    linksOf(actor),
  ]);

  return (
    <PlainFrame banner={(await isDemo()) && <DemoStrip />}>
      <h1 className="text-xl font-semibold">
        {mustChangePassword ? "Choose a password of your own" : "Account"}
      </h1>
      {mustChangePassword && (
        <Callout tone="soon" title="You signed in with a one-time password.">
          An administrator has seen it, so it opens nothing but this page.
        </Callout>
      )}
      <Section title="Password">
        {setAt ? (
          <>
            {!mustChangePassword && (
              <p className="text-sm text-muted">Set on {formatInstant(setAt, zone)}.</p>
            )}
            <PasswordForm shortest={shortestPassword} />
          </>
        ) : (
          <p className="text-sm text-muted">
            You sign in without a password of this register, so there is none to change.
          </p>
        )}
      </Section>
      <Section title="Where you are signed in" count={sessions.length}>
        <SessionList
          sessions={sessions.map(({ id, device, createdAt }) => ({
            id,
            device: device || "Unknown device",
            since: formatInstant(createdAt, zone),
            isThisOne: id === actor.sessionId,
          }))}
        />
      </Section>
      {!mustChangePassword && (
        <Section title="Calendar">
          <CalendarFeed madeAt={calendarMadeAt && formatInstant(calendarMadeAt, zone)} />
        </Section>
      )}
      {!mustChangePassword && (
        <Section title="In pipelines">
          {links.length > 0 ? (
            <Links links={links} zone={zone} end={endLink} />
          ) : (
            <p className="text-sm text-muted">
              No GitHub or GitLab person is linked to you. A pipeline that you start and that wants to ask for
              an exception prints a link for you.
            </p>
          )}
        </Section>
      )}
      {!mustChangePassword && (
        <div>
          <LinkButton href="/">Back to the register</LinkButton>
        </div>
      )}
    </PlainFrame>
  );
}
