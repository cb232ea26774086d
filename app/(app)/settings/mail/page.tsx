import { Eye } from "lucide-react";
import type { Metadata } from "next";

import { Chips } from "@/components/directory/chips";
import { listHref, listQuery, type SearchParams } from "@/components/directory/list-query";
import { Instant } from "@/components/instant";
import { KeyList } from "@/components/keys/key-list";
import { Page } from "@/components/page";
import { Person } from "@/components/person";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { requireRole } from "@/lib/auth/session";
import { relative } from "@/lib/dates";
import { mailLog, mailServer, mailViews } from "@/lib/notices/mail-log";
import { organisation } from "@/lib/organisation";
import { whyCannotAdminister } from "@/lib/people/administration";

import { SettingsTabs } from "../settings-tabs";
import { MailState } from "./mail-state";
import { SendTest } from "./send-test";

export const metadata: Metadata = { title: "Mail" };

const path = "/settings/mail";

export default async function MailPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireRole("administrator", "auditor");
  const now = new Date();
  const params = await searchParams;
  const { view } = listQuery(params, mailViews, ["written"]);
  const page = Math.max(1, Math.floor(Number(params.page)) || 1);
  const [{ mails, total, waiting, failed, pageSize }, { zone }] = await Promise.all([
    mailLog({ view, page }),
    organisation(),
  ]);
  const counts = { all: undefined, waiting, failed };
  const names = { all: "All", waiting: "Waiting", failed: "Failed" };
  const href = (one: (typeof mailViews)[number]) =>
    listHref(
      path,
      { q: "", view: one, order: "written", reversed: false },
      { view: "all", order: "written" },
    );

  return (
    <Page title="Mail">
      <SettingsTabs current="/settings/mail" />
      <Where />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        {mailServer() && <SendTest reason={whyCannotAdminister(actor)?.message} />}
        <LinkButton href="/settings/mail/kinds" icon={Eye}>
          How each mail reads
        </LinkButton>
      </div>
      <Chips
        label="Which mails"
        chips={mailViews.map((one) => ({
          href: href(one),
          label: names[one],
          count: counts[one],
          current: one === view,
        }))}
      />
      {mails.length === 0 ? (
        <EmptyState
          title={
            view === "failed"
              ? "No mail has failed."
              : view === "waiting"
                ? "No mail waits."
                : "No mail has been written yet."
          }
        >
          {view === "all" &&
            "Mails are written when somebody has to act or something ends. The worker sends them."}
        </EmptyState>
      ) : (
        <KeyList>
          <Table
            caption="Mails, newest first"
            head={
              <>
                <Th>Subject</Th>
                <Th>To</Th>
                <Th>State</Th>
                <Th>Written</Th>
              </>
            }
          >
            {mails.map((mail) => (
              <Tr key={mail.id}>
                <Td grow>
                  <RowLink href={`${path}/${mail.id}`}>{mail.subject}</RowLink>
                  {mail.failure !== "" && <span className="block text-xs text-bad">{mail.failure}</span>}
                </Td>
                <Td label="To" nowrap>
                  <Person person={mail.person} />
                </Td>
                <Td label="State" nowrap>
                  <MailState state={mail.state} />
                </Td>
                <Td label="Written" nowrap>
                  <Instant at={mail.writtenAt} zone={zone} className="relative z-1">
                    {relative(mail.writtenAt, now)}
                  </Instant>
                </Td>
              </Tr>
            ))}
          </Table>
        </KeyList>
      )}
      <Pagination
        page={page}
        pageSize={pageSize}
        total={total}
        hrefFor={(next) => `${href(view)}${view === "all" ? "?" : "&"}page=${next}`}
      />
    </Page>
  );
}

function Where() {
  const server = mailServer();
  if (!server) {
    return (
      <Callout tone="neutral" title="Mail is kept here and not sent.">
        No mail server is named. Set SMTP_URL, and MAIL_FROM for the sender, then start again: what is kept
        goes out then, as far as it still holds and was not read here meanwhile.
      </Callout>
    );
  }
  return (
    <p className="text-sm text-muted">
      Mail goes out by <span className="font-mono text-xs">{server.host}</span>
      {server.from && <> from {server.from}</>}.
    </p>
  );
}
