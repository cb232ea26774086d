import type { Metadata } from "next";

import { InlineLink } from "@/components/directory/inline-link";
import { requireReader } from "@/components/directory/require-reader";
import { Page } from "@/components/page";
import { Section } from "@/components/section";
import { EmptyState } from "@/components/ui/empty-state";
import { countFoundEntries } from "@/lib/gate/imports/found-entries";
import { mappablePolicies } from "@/lib/gate/mappable-policies";
import { mappedRules } from "@/lib/gate/mapped-rules";
import { unmappedRules } from "@/lib/gate/unmapped-rules";
import { organisation } from "@/lib/organisation";
import { whyCannotAdminister } from "@/lib/people/administration";
import { unmapped } from "@/lib/unmapped";

import { GateTabs } from "../gate-tabs";
import { NamePolicy, NoPolicy } from "./map-dialogs";
import { MappedTable } from "./mapped-table";
import { UnmappedTable } from "./unmapped-table";

export const metadata: Metadata = { title: "Rules without a policy" };

export default async function RulesWithoutPolicyPage() {
  const actor = await requireReader();
  const now = new Date();
  const [rules, none, policies, inCode, { zone }] = await Promise.all([
    unmappedRules(now),
    mappedRules(null),
    mappablePolicies(actor),
    countFoundEntries(),
    organisation(),
  ]);
  const cannot = whyCannotAdminister(actor)?.message;
  const options = policies.map(({ id, key, title, reason }) => ({
    value: id,
    label: key,
    detail: title,
    reason,
  }));

  return (
    <Page title="Gate">
      <GateTabs current="rules" unmapped={rules.length} found={inCode} />
      <Section title="Nobody has mapped these" count={rules.length}>
        {rules.length === 0 ? (
          <EmptyState title="Every rule that pipelines reported has its policy." />
        ) : (
          <>
            <p className="max-w-read text-sm text-muted">
              Reported in the last 90 days. Their findings count against{" "}
              <InlineLink href={`/policies/${unmapped}`}>{unmapped}</InlineLink> until somebody names the
              policy that they check.
            </p>
            <UnmappedTable
              rules={rules}
              now={now}
              zone={zone}
              acts={({ rule }) => (
                <>
                  <NamePolicy rule={rule} policies={options} />
                  <NoPolicy rule={rule} reason={cannot} />
                </>
              )}
            />
          </>
        )}
      </Section>
      <Section title="These are no policy" count={none.length}>
        {none.length === 0 ? (
          <p className="text-sm text-muted">No rule was left out: whatever scanners report counts.</p>
        ) : (
          <MappedTable
            caption="Rules that are no policy"
            rules={none}
            zone={zone}
            withReason
            cannotEnd={cannot}
          />
        )}
      </Section>
    </Page>
  );
}
