import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";

import { Instant } from "@/components/instant";
import { Page } from "@/components/page";
import { Person } from "@/components/person";
import { DescriptionList, Fact } from "@/components/ui/description-list";
import { TabLinks } from "@/components/ui/tab-links";
import { requireRole } from "@/lib/auth/session";
import { mailServer, oneMail, whyCannotRetry } from "@/lib/notices/mail-log";
import { organisation } from "@/lib/organisation";
import { SendAgain } from "../../send-again";
import { sendMailAgain } from "../actions";
import { MailState } from "../mail-state";

export const metadata: Metadata = { title: "Mail" };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ as?: string }> };

export default async function OneMailPage({ params, searchParams }: Props) {
  const actor = await requireRole("administrator", "auditor");
  const [{ id }, { as }, { zone }] = await Promise.all([params, searchParams, organisation()]);
  const mail = z.uuid().safeParse(id).success ? await oneMail(id) : null;
  if (!mail) notFound();

  const path = `/settings/mail/${id}`;
  const isText = as === "text";
  return (
    <Page
      narrow
      title={mail.subject}
      breadcrumbs={[{ href: "/settings/mail", label: "Mail" }]}
      facts={<MailState state={mail.state} />}
      actions={
        <SendAgain send={sendMailAgain} what={{ mailId: id }} reason={whyCannotRetry(mail, actor)?.message} />
      }
    >
      <DescriptionList>
        <Fact term="To">
          <Person person={mail.person} /> <span className="text-muted">{mail.person.email}</span>
        </Fact>
        <Fact term="Written">
          <Instant at={mail.writtenAt} zone={zone} />
        </Fact>
        {mail.sentAt && (
          <Fact term={mail.state === "kept" ? "Kept" : "Sent"}>
            <Instant at={mail.sentAt} zone={zone} />
            {mail.state === "kept" && !mailServer() && " No mail server is named, so it was not sent."}
          </Fact>
        )}
        {mail.state === "moot" && (
          <Fact term="Not sent">
            Nothing in it was news any more, or what was left of it went out with other mail.
          </Fact>
        )}
        {mail.failure !== "" && (
          <Fact term="Failed">
            {mail.failure}
            {mail.state === "due" && (
              <>
                {" "}
                Tried {mail.attempts === 1 ? "once" : `${mail.attempts} times`}, again{" "}
                <Instant at={mail.nextAt} zone={zone} />.
              </>
            )}
          </Fact>
        )}
        <Fact term="Message-ID">
          <span className="font-mono text-xs">{mail.messageId}</span>
        </Fact>
      </DescriptionList>
      <div className="grid gap-4">
        <TabLinks
          label="How it is read"
          tabs={[
            { href: path, label: "As HTML", current: !isText },
            { href: `${path}?as=text`, label: "As text", current: isText },
          ]}
        />
        {isText ? (
          <pre className="overflow-x-auto rounded-lg border border-line bg-panel p-4 font-mono text-xs whitespace-pre-wrap">
            {mail.plain}
          </pre>
        ) : (
          // Sandboxed: it can run nothing, fetch nothing and lead nowhere.
          <iframe
            title="The mail as its reader sees it"
            sandbox=""
            srcDoc={mail.html}
            className="h-160 w-full rounded-lg border border-line"
          />
        )}
      </div>
    </Page>
  );
}
