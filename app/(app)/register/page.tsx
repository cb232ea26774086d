import { FileUp } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";

import { CopyLink } from "@/components/copy-link";
import { requireReader } from "@/components/directory/require-reader";
import { ExportButton } from "@/components/export-button";
import { PackButton } from "@/components/pack-button";
import { Page } from "@/components/page";
import { PrintButton } from "@/components/print-button";
import { PrintHead } from "@/components/print-head";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { Actor } from "@/lib/auth/actor";
import { whyCannotAsk } from "@/lib/exceptions/file-request";
import { type Params, queryOf } from "@/lib/exceptions/register-filter";
import { type Known, knownSentence } from "@/lib/exceptions/register-known";
import { type RegisterPage as Read, registerPage } from "@/lib/exceptions/register-page";
import { whyCannotPack } from "@/lib/exceptions/why-cannot-pack";
import { organisation } from "@/lib/organisation";
import { auditorsWriteNothing } from "@/lib/refusal";

import { Chips } from "./chips";
import { ColumnsMenu } from "./columns-menu";
import { FilterDialog } from "./filter-dialog";
import { GroupMenu } from "./group-menu";
import { List } from "./list";
import { OpenedView } from "./opened-view";
import { SearchWords } from "./search-words";
import { RegisterSelection } from "./selection";
import { type Shown, shownIn } from "./shown";
import { Tiles } from "./tiles";
import { ViewsDialog } from "./views-dialog";

export const metadata: Metadata = { title: "Register" };

export default async function RegisterPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireReader();
  const now = new Date();
  const { known, pinned, opened, link } = await shownIn(await searchParams, actor, now);
  const { filter, dropped } = known;
  const read = registerPage(filter, { actorId: actor.id, now });
  const [{ name, zone }, page] = await Promise.all([organisation(), unlessSlow(read)]);
  const list = { known, actor, now, zone };
  const query = queryOf({ ...filter, page: 1 });

  return (
    <Page
      title="Register"
      actions={
        <>
          <CopyLink path={link} />
          <PrintButton />
          <PackButton
            of="list"
            query={query}
            reason={whyCannotPack(actor, ownOnly(filter, actor))?.message}
          />
          <ExportButton action="/register/export" query={query} />
          {whyCannotAsk(actor) === null && (
            <LinkButton href="/register/import" icon={FileUp}>
              Import
            </LinkButton>
          )}
        </>
      }
    >
      <PrintHead organisation={name} person={actor.name} now={now} zone={zone} />
      <div className="grid gap-4">
        {page ? (
          <Tiles filter={filter} pinned={pinned} counts={page.inView} />
        ) : (
          <Suspense fallback={<Tiles filter={filter} pinned={pinned} />}>
            <CountedTiles filter={filter} pinned={pinned} read={read} />
          </Suspense>
        )}
        <div className="flex flex-wrap items-center gap-2 print:hidden">
          <SearchWords filter={filter} />
          <FilterDialog filter={filter} actorId={actor.id} />
          <ViewsDialog query={query} />
          <GroupMenu filter={filter} />
          <ColumnsMenu filter={filter} />
        </div>
        {opened && <OpenedView key={opened.id} opened={opened} query={query} />}
        <Chips known={known} />
        {dropped.length > 0 && (
          <Callout
            tone="soon"
            title={`Left out, because the register does not know it: ${dropped.join(", ")}.`}
          >
            {opened &&
              !opened.modified &&
              `The view “${opened.name}” holds it. Saved now, it is kept without.`}
          </Callout>
        )}
        <RegisterSelection
          filter={filter}
          reason={actor.role === "auditor" ? auditorsWriteNothing.message : undefined}
        >
          {page ? (
            <WholeList {...list} page={page} />
          ) : (
            <Suspense fallback={<SkeletonRows label="The register is being read." />}>
              <ReadList {...list} read={read} />
            </Suspense>
          )}
        </RegisterSelection>
      </div>
    </Page>
  );
}

/** Whoever asks for their own requests finds no others. */
function ownOnly({ requester }: Known["filter"], { id }: Actor) {
  return requester === "me" || requester === id ? { requesterId: id, filedById: id } : undefined;
}

type CountedProps = { filter: Known["filter"]; pinned: Shown["pinned"]; read: Promise<Read> };

async function CountedTiles({ filter, pinned, read }: CountedProps) {
  const { inView } = await read;
  return <Tiles filter={filter} pinned={pinned} counts={inView} />;
}

type ListProps = { known: Known; actor: Actor; now: Date; zone: string };

async function ReadList({ read, ...list }: ListProps & { read: Promise<Read> }) {
  return <WholeList {...list} page={await read} />;
}

function WholeList({ known, page, actor, now, zone }: ListProps & { page: Read }) {
  return (
    <List
      filter={known.filter}
      sentence={knownSentence(known)}
      page={page}
      now={now}
      zone={zone}
      mayAsk={whyCannotAsk(actor) === null}
    />
  );
}

const patience = 200;

/**
 * What is read at once comes in one piece, which costs half as much as a page with gaps that are filled in later. What
 * takes longer leaves its place to be filled, and the heading and the filters can be used meanwhile.
 */
function unlessSlow<Result>(reading: Promise<Result>): Promise<Result | null> {
  let timer: ReturnType<typeof setTimeout>;
  const slow = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, patience, null);
  });
  return Promise.race([reading, slow]).finally(() => clearTimeout(timer));
}
