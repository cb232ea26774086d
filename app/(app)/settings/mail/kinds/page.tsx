import type { Metadata } from "next";

import { Page } from "@/components/page";
import { Section } from "@/components/section";
import { requireRole } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { composeOne } from "@/lib/notices/compose";
import { type KindName, kinds } from "@/lib/notices/kinds";
import { sampleOf } from "@/lib/notices/sample";
import { organisation } from "@/lib/organisation";

export const metadata: Metadata = { title: "How each mail reads" };

/** Each kind of mail about one made-up exception: it has been sent to nobody. */
export default async function MailKindsPage() {
  await requireRole("administrator", "auditor");
  const { zone } = await organisation();
  const now = new Date();
  const desk = { zone, now, base: env().NEXTAUTH_URL };

  return (
    <Page
      narrow
      title="How each mail reads"
      breadcrumbs={[{ href: "/settings/mail", label: "Mail" }]}
      facts={<span className="text-muted">Written for a made-up EX-1042, and sent to nobody.</span>}
    >
      {(Object.keys(kinds) as KindName[]).map((kind) => {
        const { subject, html } = composeOne(sampleOf(kind, now), desk);
        return (
          <Section key={kind} title={kinds[kind].label}>
            <details className="rounded-lg border border-line bg-panel">
              <summary className="cursor-pointer px-4 py-3 text-sm">{subject}</summary>
              {/* Sandboxed: it can run nothing, fetch nothing and lead nowhere. */}
              <iframe
                title={`The mail “${kinds[kind].label}” as its reader sees it`}
                sandbox=""
                srcDoc={html}
                loading="lazy"
                className="h-120 w-full border-t border-line"
              />
            </details>
          </Section>
        );
      })}
    </Page>
  );
}
