import { redirect } from "next/navigation";
import type { ReactNode } from "react";

import { DemoStrip } from "@/app/sign-in/demo-strip";
import { SessionEndWarning } from "@/app/sign-in/session-end";
import { Shell } from "@/components/shell/shell";
import { currentSession, isDemo, requireActor } from "@/lib/auth/session";
import { isRegisterEmpty } from "@/lib/auth/set-up-register";
import { whyCannotAsk } from "@/lib/exceptions/file-request";
import { countAwaitingDecision } from "@/lib/exceptions/requests-awaiting-decision";

import { countFailedMails } from "@/lib/notices/mail-log";
import { countUnread } from "@/lib/notices/my-notices";
import { countSilencedWebhooks } from "@/lib/outgoing/webhooks";

import { signOut } from "./sign-out";

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (!session && (await isRegisterEmpty())) redirect("/setup");
  const actor = await requireActor();
  const now = new Date();
  const [inbox, unread, failedMails, silencedWebhooks] = await Promise.all([
    countAwaitingDecision(actor, now),
    countUnread(actor, now),
    actor.role === "administrator" ? countFailedMails() : 0,
    actor.role === "administrator" ? countSilencedWebhooks() : 0,
  ]);

  return (
    <Shell
      person={{ name: actor.name, title: roleTitles[actor.role] }}
      counts={{ inbox, settings: failedMails + silencedWebhooks }}
      isKeeper={actor.role === "administrator" || actor.role === "auditor"}
      unread={unread}
      isOutsider={actor.role === "outside_approver"}
      whyNoRequest={whyCannotAsk(actor)?.message}
      signOut={signOut}
      banner={(await isDemo()) && <DemoStrip />}
    >
      {children}
      {session && <SessionEndWarning expiresAt={session.expiresAt} endsAt={session.endsAt} />}
    </Shell>
  );
}

const roleTitles = {
  member: "",
  administrator: "Administrator",
  auditor: "Auditor: reads everything, writes nothing",
  outside_approver: "Outside approver: sees what is put to you",
};
