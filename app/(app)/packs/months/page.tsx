import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { requireReader } from "@/components/directory/require-reader";
import { PackButton } from "@/components/pack-button";
import { Page } from "@/components/page";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { sizeInWords } from "@/lib/evidence/size";
import { organisation } from "@/lib/organisation";
import { packSentence } from "@/lib/packs/chosen";
import { mostInWords, whyTooLarge, whyTooMany } from "@/lib/packs/limits";
import { type MonthOfPack, monthsOf } from "@/lib/packs/months";
import { whyCannotTake } from "@/lib/packs/take-pack";

import { readAsked } from "../read-asked";

export const metadata: Metadata = { title: "Evidence packs by month" };

type Props = { searchParams: Promise<{ of?: string; query?: string }> };

/** Where what was asked for is too much for one pack. */
export default async function PacksByMonthPage({ searchParams }: Props) {
  const actor = await requireReader();
  const { of = "", query = "" } = await searchParams;
  const now = new Date();
  const { zone } = await organisation();
  const asked = await readAsked(of, query, { actor, zone, now });
  if (!asked) notFound();

  const { chosen, months } = await monthsOf(asked, actor, zone, now);
  const refusal = whyCannotTake(chosen, actor);
  const files = months.reduce((all, one) => all + one.files, 0);
  const bytes = months.reduce((all, one) => all + one.bytes, 0);
  return (
    <Page
      narrow
      title="Evidence packs by month"
      breadcrumbs={[of === "quarter" ? quarterCrumb(query) : listCrumb(query)]}
      facts={<span className="text-muted">{packSentence(asked)}</span>}
    >
      <p className="max-w-read text-sm">
        {`${counted(chosen.length, "exception")}${files > 0 ? ` with ${counted(files, "file")}, ${sizeInWords(bytes)}` : ""}. One pack holds ${mostInWords}. Each exception is in the pack of the month in which it was asked for, and each pack has a manifest of its own.`}
      </p>
      {months.length === 0 ? (
        <EmptyState title="There is nothing to make a pack of." />
      ) : (
        <Table
          caption="Months, oldest first"
          head={
            <>
              <Th>Month</Th>
              <Th numeric>Exceptions</Th>
              <Th numeric>Evidence</Th>
              <Th>Pack</Th>
            </>
          }
        >
          {months.map((one) => (
            <Tr key={one.month.key}>
              <Td grow>{one.month.name}</Td>
              <Td label="Exceptions" numeric>
                {one.exceptions.toLocaleString("en")}
              </Td>
              <Td label="Evidence" numeric nowrap>
                {one.files === 0 ? "none" : sizeInWords(one.bytes)}
              </Td>
              <Td>
                <PackButton
                  of={asked.of}
                  query={query}
                  month={one.month}
                  reason={(refusal ?? whyNotThisMonth(one))?.message}
                />
              </Td>
            </Tr>
          ))}
        </Table>
      )}
    </Page>
  );
}

const listCrumb = (query: string) => ({ href: `/register?${query}`, label: "Register" });
const quarterCrumb = (query: string) => ({ href: `/quarter?q=${query}`, label: "Quarter" });

function whyNotThisMonth({ exceptions, files, bytes }: MonthOfPack) {
  return whyTooMany(exceptions) ?? whyTooLarge(files, bytes);
}

const counted = (amount: number, thing: string) =>
  `${amount.toLocaleString("en")} ${thing}${amount === 1 ? "" : "s"}`;
