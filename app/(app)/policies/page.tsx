import { Plus, TriangleAlert } from "lucide-react";
import type { Metadata } from "next";

import { Count } from "@/components/directory/count";
import { DirectoryList } from "@/components/directory/directory-list";
import { InlineLink } from "@/components/directory/inline-link";
import { listQuery, type SearchParams } from "@/components/directory/list-query";
import { requireReader } from "@/components/directory/require-reader";
import { LinkButton } from "@/components/ui/link-button";
import { RowLink, Td, Th, Tr } from "@/components/ui/table";
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
  return (
    <DirectoryList
      path={path}
      title="Policies"
      rows={policies}
      total={total}
      query={query}
      usual={usual}
      views={policyViews}
      viewName={(view) => viewWords[view]}
      sentence={inWords}
      counts={["inForce", "expired", "pending"]}
      add={
        <>
          <LinkButton href={`${path}/gaps`} icon={TriangleAlert}>
            Gaps
          </LinkButton>
          <LinkButton href={`${path}/new`} icon={Plus} reason={whyCannotAdminister(actor)?.message}>
            Add a policy
          </LinkButton>
        </>
      }
      empty={{
        title: "The catalogue is empty.",
        words:
          "Policies are the rules that an exception breaks, each with a group that answers for it. Add the first one, then people can ask for an exception.",
      }}
      nothing="there is no such policy"
      head={(sort) => (
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
      )}
      row={(policy) => (
        <Tr key={policy.id}>
          <Td nowrap>
            <RowLink href={`${path}/${policy.key}`}>
              <span className="font-mono">{policy.key}</span>
            </RowLink>
          </Td>
          <Td>{policy.title}</Td>
          <Td label="Domain">{domainNames[policy.domain]}</Td>
          <Td label="Control owner">
            <InlineLink href={`/groups/${policy.controlOwner.key}`}>{policy.controlOwner.name}</InlineLink>
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
      )}
    />
  );
}

function inWords(view: PolicyView): string {
  if (view === "used") return "Policies in use";
  return view === "retired" ? "Retired policies" : `${domainNames[view]} policies in use`;
}
