import { Settings2 } from "lucide-react";
import type { Metadata } from "next";

import { listHref, listQuery, type SearchParams } from "@/components/directory/list-query";
import { KeyList } from "@/components/keys/key-list";
import { Page } from "@/components/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { TabLinks } from "@/components/ui/tab-links";
import { requireActor } from "@/lib/auth/session";
import { countUnread, myNotices, noticeViews } from "@/lib/notices/my-notices";
import { organisation } from "@/lib/organisation";

import { MarkAllRead } from "./mark-all-read";
import { NoticeRow } from "./notice-row";

export const metadata: Metadata = { title: "Notices" };

const path = "/notices";
const names = { all: "All", unread: "Unread" };

export default async function NoticesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const now = new Date();
  const params = await searchParams;
  const { view } = listQuery(params, noticeViews, ["told"]);
  const page = Math.max(1, Math.floor(Number(params.page)) || 1);
  const { zone } = await organisation();
  const [{ notices, total, pageSize }, unread] = await Promise.all([
    myNotices(actor, { view, page, zone, now }),
    countUnread(actor, now),
  ]);
  const href = (changes: { view?: (typeof noticeViews)[number] }) =>
    listHref(
      path,
      { q: "", view, order: "told", reversed: false, ...changes },
      { view: "all", order: "told" },
    );

  return (
    <Page
      narrow
      title="Notices"
      actions={
        <>
          {unread > 0 && <MarkAllRead until={now.toISOString()} />}
          <LinkButton href={`${path}/mail`} icon={Settings2}>
            Mail
          </LinkButton>
        </>
      }
    >
      <TabLinks
        label="Which notices"
        tabs={noticeViews.map((one) => ({
          href: href({ view: one }),
          label: names[one],
          count: one === "unread" ? unread : undefined,
          current: one === view,
        }))}
      />
      {notices.length === 0 ? (
        view === "unread" ? (
          <EmptyState
            title="You have read everything."
            action={<LinkButton href={path}>All notices</LinkButton>}
          />
        ) : (
          <EmptyState title="Nobody had to tell you anything yet.">
            What waits for your decision, what happens to your requests and what of yours ends soon appears
            here, and comes by mail.
          </EmptyState>
        )
      ) : (
        <KeyList>
          <ul aria-label="Notices" className="-mt-6">
            {notices.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} now={now} zone={zone} />
            ))}
          </ul>
        </KeyList>
      )}
      <Pagination
        page={page}
        pageSize={pageSize}
        total={total}
        hrefFor={(next) => `${href({})}${href({}).includes("?") ? "&" : "?"}page=${next}`}
      />
    </Page>
  );
}
