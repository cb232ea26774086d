import type { Metadata } from "next";

import { Page } from "@/components/page";
import { Section } from "@/components/section";
import { requireRole } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { sampleLetters } from "@/lib/meetings/sample-letters";
import { composeOne } from "@/lib/notices/compose";
import { type KindName, kinds } from "@/lib/notices/kinds";
import { composeLetter } from "@/lib/notices/letter";
import { sampleOf } from "@/lib/notices/sample";
import { organisation } from "@/lib/organisation";
import { sampleGapLetter } from "@/lib/reviews/sample-letter";

export const metadata: Metadata = { title: "How each mail reads" };

/** Each kind of mail, about a made-up exception, meeting or policy: it has been sent to nobody. */
export default async function MailKindsPage() {
  await requireRole("administrator", "auditor");
  const { zone } = await organisation();
  const now = new Date();
  const desk = { zone, now, base: env().NEXTAUTH_URL };
  const notices = (Object.keys(kinds) as KindName[]).map((kind) => ({
    label: kinds[kind].label,
    composed: composeOne(sampleOf(kind, now), desk),
  }));
  const letters = [...sampleLetters(zone, now), sampleGapLetter(zone, now)].map(({ label, letter }) => ({
    label,
    composed: composeLetter(letter, desk.base),
  }));
  const mails = [...notices, ...letters];

  return (
    <Page
      narrow
      title="How each mail reads"
      breadcrumbs={[{ href: "/settings/mail", label: "Mail" }]}
      facts={<span className="text-muted">Made up, and sent to nobody.</span>}
    >
      {mails.map(({ label, composed: { subject, html } }) => (
        <Section key={label} title={label}>
          <details className="rounded-lg border border-line bg-panel">
            <summary className="cursor-pointer px-4 py-3 text-sm">{subject}</summary>
            {/* Sandboxed: it can run nothing, fetch nothing and lead nowhere. */}
            <iframe
              title={`The mail “${label}” as its reader sees it`}
              sandbox=""
              srcDoc={html}
              loading="lazy"
              className="h-120 w-full border-t border-line"
            />
          </details>
        </Section>
      ))}
    </Page>
  );
}
