import { redirect } from "next/navigation";
import type { ReactNode } from "react";

import { Shell } from "@/components/shell/shell";
import { Strip } from "@/components/ui/strip";
import { isDemo, requireActor } from "@/lib/auth/session";
import { isRegisterEmpty } from "@/lib/auth/set-up-register";
import { requestsAwaitingDecision } from "@/lib/exceptions/requests-awaiting-decision";

import { signOut } from "./sign-out";

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  if (await isRegisterEmpty()) redirect("/setup");
  const actor = await requireActor();
  const waiting = await requestsAwaitingDecision(actor, new Date());

  return (
    <Shell
      person={{ name: actor.name, title: roleTitles[actor.role] }}
      counts={{ inbox: waiting.length }}
      signOut={signOut}
      banner={
        (await isDemo()) && (
          <Strip>
            Demo register with made-up people. Its clock can be moved, so it proves nothing; a live register
            starts from an empty database.
          </Strip>
        )
      }
    >
      {children}
    </Shell>
  );
}

const roleTitles = {
  member: "",
  administrator: "Administrator",
  auditor: "Auditor: reads everything, writes nothing",
  outside_approver: "Outside approver: sees what is put to you",
};
