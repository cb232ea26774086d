import { Plus } from "lucide-react";
import type { Metadata } from "next";

import { Count } from "@/components/directory/count";
import { InlineLink } from "@/components/directory/inline-link";
import { ListBar } from "@/components/directory/list-bar";
import { keptBySearch, listHref, listQuery, type SearchParams } from "@/components/directory/list-query";
import { requireReader } from "@/components/directory/require-reader";
import { sortLinks } from "@/components/directory/sort-links";
import { KeyList } from "@/components/keys/key-list";
import { Page } from "@/components/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatLength } from "@/lib/dates";
import { whyCannotAdminister } from "@/lib/people/administration";
import { type PolicyView, policyList, policyOrders, policyViews } from "@/lib/policies/policy-list";
import { domainNames } from "@/lib/words";

export const metadata: Metadata = { title: "Policies" };

const path = "/policies";
const usual = { view: "used", order: "key" } as const;
const viewWords: Record<PolicyView, string> = { used: "In use", ...domainNames, retired: "Retired" };

export default async function PoliciesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireReader();
  const query = listQuery(await searchParams, policyViews, policyOrders);
  const { policies, total } = await policyList(query);
  const href = (changes: Partial<typeof query>) => listHref(path, { ...query, ...changes }, usual);
  const sort = sortLinks(query, ["inForce", "expired", "pending"], href);
  const add = <AddPolicy reason={whyCannotAdminister(actor)?.message} />;

  return (
    <Page title="Policies" count={policies.length} actions={add}>
      <ListBar
        path={path}
        searchLabel="Search policies"
        q={query.q}
        kept={keptBySearch(query, usual)}
        chips={policyViews.map((view) => ({
          href: href({ view }),
          label: viewWords[view],
          current: view === query.view,
        }))}
        words={inWords(query.view, query.q)}
        shown={policies.length}
        total={total}
        unknown={query.unknown}
      />
      <KeyList>
        {total === 0 ? (
          <EmptyState title="The catalogue is empty." action={add}>
            Policies are the rules that an exception breaks, each with a group that answers for it. Add the
            first one, then people can ask for an exception.
          </EmptyState>
        ) : policies.length === 0 ? (
          <EmptyState title="Nothing matches." action={<LinkButton href={path}>Clear filters</LinkButton>}>
            {inWords(query.view, query.q)}: there is no such policy.
          </EmptyState>
        ) : (
          <Table
            caption="Policies"
            head={
              <>
                <Th sort={sort("key")}>Key</Th>
                <Th sort={sort("title")}>Rule</Th>
                <Th>Domain</Th>
                <Th>Control owner</Th>
                <Th>Longest</Th>
                <Th numeric sort={sort("inForce")}>
                  In force
                </Th>
                <Th numeric sort={sort("expired")}>
                  Past its end
                </Th>
                <Th numeric sort={sort("pending")}>
                  Pending
                </Th>
              </>
            }
          >
            {policies.map((policy) => (
              <Tr key={policy.id}>
                <Td nowrap>
                  <RowLink href={`${path}/${policy.key}`}>
                    <span className="font-mono">{policy.key}</span>
                  </RowLink>
                </Td>
                <Td>{policy.title}</Td>
                <Td label="Domain">{domainNames[policy.domain]}</Td>
                <Td label="Control owner">
                  <InlineLink href={`/groups/${policy.controlOwner.key}`}>
                    {policy.controlOwner.name}
                  </InlineLink>
                </Td>
                <Td label="Longest" nowrap>
                  {policy.longestSeconds ? (
                    formatLength(policy.longestSeconds)
                  ) : (
                    <span className="text-muted">By risk</span>
                  )}
                </Td>
                <Td label="In force" numeric>
                  <Count value={policy.inForce} />
                </Td>
                <Td label="Past its end" numeric>
                  <Count value={policy.expired} asks />
                </Td>
                <Td label="Pending" numeric>
                  <Count value={policy.pending} />
                </Td>
              </Tr>
            ))}
          </Table>
        )}
      </KeyList>
    </Page>
  );
}

function AddPolicy({ reason }: { reason?: string }) {
  return (
    <LinkButton href={`${path}/new`} icon={Plus} reason={reason}>
      Add a policy
    </LinkButton>
  );
}

function inWords(view: PolicyView, q: string): string {
  const which =
    view === "used"
      ? "Policies in use"
      : view === "retired"
        ? "Retired policies"
        : `${domainNames[view]} policies in use`;
  return q ? `${which} with “${q}”` : which;
}
