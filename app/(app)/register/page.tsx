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
import { SkeletonRows } from "@/components/ui/skeleton";
import type { Actor } from "@/lib/auth/actor";
import { whyCannotAsk } from "@/lib/exceptions/file-request";
import { type Params, parseFilter, queryOf } from "@/lib/exceptions/register-filter";
import { type Known, knownOf, knownSentence } from "@/lib/exceptions/register-known";
import { type RegisterPage as Read, registerPage } from "@/lib/exceptions/register-page";
import { whyCannotPack } from "@/lib/exceptions/why-cannot-pack";
import { organisation } from "@/lib/organisation";

import { Chips } from "./chips";
import { ColumnsMenu } from "./columns-menu";

import { FilterDialog } from "./filter-dialog";
import { List } from "./list";
import { SearchWords } from "./search-words";
import { Tiles } from "./tiles";

export const metadata: Metadata = { title: "Register" };

export default async function RegisterPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireReader();
  const now = new Date();
  const known = await knownOf(parseFilter(await searchParams), actor);
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
          <CopyLink />
          <PrintButton />
          <PackButton
            of="list"
            query={query}
            reason={whyCannotPack(actor, ownOnly(filter, actor))?.message}
          />
          <ExportButton action="/register/export" query={query} />
        </>
      }
    >
      <PrintHead organisation={name} person={actor.name} now={now} zone={zone} />
      <div className="grid gap-4">
        {page ? (
          <Tiles filter={filter} counts={page.inView} />
        ) : (
          <Suspense fallback={<Tiles filter={filter} />}>
            <CountedTiles filter={filter} read={read} />
          </Suspense>
        )}
        <div className="flex flex-wrap items-center gap-2 print:hidden">
          <SearchWords filter={filter} />
          <FilterDialog filter={filter} actorId={actor.id} />
          <ColumnsMenu filter={filter} />
        </div>
        <Chips known={known} />
        {dropped.length > 0 && (
          <Callout
            tone="soon"
            title={`Left out, because the register does not know it: ${dropped.join(", ")}.`}
          />
        )}
        {page ? (
          <WholeList {...list} page={page} />
        ) : (
          <Suspense fallback={<SkeletonRows label="The register is being read." />}>
            <ReadList {...list} read={read} />
          </Suspense>
        )}
      </div>
    </Page>
  );
}

/** Whoever asks for their own requests finds no others. */
function ownOnly({ requester }: Known["filter"], { id }: Actor) {
  return requester === "me" || requester === id ? { requesterId: id, filedById: id } : undefined;
}

async function CountedTiles({ filter, read }: { filter: Known["filter"]; read: Promise<Read> }) {
  const { inView } = await read;
  return <Tiles filter={filter} counts={inView} />;
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
