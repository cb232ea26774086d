import { KeyList } from "@/components/keys/key-list";
import { Section } from "@/components/section";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDay } from "@/lib/dates";
import { meetingsPerPage, pastMeetings } from "@/lib/meetings/past-meetings";

/** Each meeting that was held, with its minutes behind its day. */
export async function PastMeetings({ page, zone }: { page: number; zone: string }) {
  const { meetings, total } = await pastMeetings(page);
  return (
    <Section title="Past meetings" count={total}>
      {total === 0 ? (
        <EmptyState title="No meeting was held yet.">
          Each one stays here with its minutes: what was looked at, who was there, and what came of it.
        </EmptyState>
      ) : (
        <KeyList>
          <Table
            caption="Past meetings"
            head={
              <>
                <Th>Day</Th>
                <Th>Led by</Th>
                <Th numeric>There</Th>
                <Th numeric>Items</Th>
                <Th numeric>Carried over</Th>
                <Th numeric>Follow-ups</Th>
              </>
            }
          >
            {meetings.map(({ number, openedAt, chair, present, items, carried, followUps }) => (
              <Tr key={number}>
                <Td nowrap>
                  <RowLink href={`/meeting/${number}`}>{formatDay(openedAt, zone)}</RowLink>
                  {items === 0 && <span className="ml-2 text-muted">All clear</span>}
                </Td>
                <Td label="Led by">{chair}</Td>
                <Td label="There" numeric>
                  {present}
                </Td>
                <Td label="Items" numeric>
                  {items}
                </Td>
                <Td label="Carried over" numeric>
                  {carried}
                </Td>
                <Td label="Follow-ups" numeric>
                  {followUps}
                </Td>
              </Tr>
            ))}
          </Table>
        </KeyList>
      )}
      <Pagination
        page={page}
        pageSize={meetingsPerPage}
        total={total}
        hrefFor={(to) => `/meeting?page=${to}`}
      />
    </Section>
  );
}
