import type { Metadata } from "next";

import { Page } from "@/components/page";
import { requireActor } from "@/lib/auth/session";
import { mailChoices, myPreferences } from "@/lib/notices/preferences";
import { organisation } from "@/lib/organisation";

import { MailForm } from "./mail-form";

export const metadata: Metadata = { title: "How you are told" };

export default async function MailPreferencesPage() {
  const actor = await requireActor();
  const [preferences, { zone }] = await Promise.all([myPreferences(actor), organisation()]);

  return (
    <Page narrow title="How you are told" breadcrumbs={[{ href: "/notices", label: "Notices" }]}>
      <p className="max-w-read text-sm text-muted">
        What you must do yourself is mailed at once. All else waits for one mail on the morning of the next
        working day, and is left out if it is no longer true by then. Notices stand in the app at once,
        whatever you choose here.
      </p>
      <MailForm
        preferences={preferences}
        choices={mailChoices}
        organisationZone={zone}
        zones={Intl.supportedValuesOf("timeZone")}
      />
    </Page>
  );
}
