import { AddRule, BelongsHere, NamePolicy } from "@/app/(app)/gate/rules/map-dialogs";
import { MappedTable } from "@/app/(app)/gate/rules/mapped-table";
import { UnmappedTable } from "@/app/(app)/gate/rules/unmapped-table";
import { Section } from "@/components/section";
import type { Actor } from "@/lib/auth/actor";
import { mappablePolicies } from "@/lib/gate/mappable-policies";
import { mappedRules } from "@/lib/gate/mapped-rules";
import { unmappedRules } from "@/lib/gate/unmapped-rules";
import { whyCannotMapTo } from "@/lib/gate/why-cannot-map";
import { whyCannotEditPolicy } from "@/lib/policies/catalogue";
import type { PolicyPage } from "@/lib/policies/policy-page";
import { unmapped } from "@/lib/unmapped";

type Props = { policy: PolicyPage; actor: Actor; now: Date; zone: string };

/** Which scanner rules check this policy, and those that nobody has mapped yet. */
export async function ScannerRules({ policy, actor, now, zone }: Props) {
  if (policy.key === unmapped) return <Unmapped actor={actor} now={now} zone={zone} />;
  const { id, key } = policy;
  const [mapped, seen] = await Promise.all([mappedRules(id), unmappedRules(now)]);
  const cannotMap = whyCannotMapTo(policy, actor)?.message;
  const shown = seen.slice(0, 10);

  return (
    <>
      <Section
        title="Checked by"
        count={mapped.length}
        actions={<AddRule policy={{ id, key }} reason={cannotMap} />}
      >
        {mapped.length === 0 ? (
          <p className="text-sm text-muted">
            No scanner rule is mapped to it, so pipelines know nothing of it.
          </p>
        ) : (
          <MappedTable
            caption={`Scanner rules that check ${key}`}
            rules={mapped}
            zone={zone}
            cannotEnd={whyCannotEditPolicy(policy, actor)?.message}
          />
        )}
      </Section>
      {!cannotMap && shown.length > 0 && (
        <details className="group grid gap-2">
          <summary className="min-h-6 cursor-default text-sm text-muted">
            {`Rules that nobody has mapped: ${seen.length}`}
          </summary>
          <div className="pt-2">
            <UnmappedTable
              rules={shown}
              now={now}
              zone={zone}
              acts={({ rule }) => <BelongsHere rule={rule} policy={{ id, key }} />}
            />
          </div>
        </details>
      )}
    </>
  );
}

async function Unmapped({ actor, now, zone }: Omit<Props, "policy">) {
  const [rules, policies] = await Promise.all([unmappedRules(now), mappablePolicies(actor)]);
  const options = policies.map(({ id, key, title, reason }) => ({
    value: id,
    label: key,
    detail: title,
    reason,
  }));
  return (
    <Section title="Rules that nobody has mapped" count={rules.length}>
      {rules.length === 0 ? (
        <p className="text-sm text-muted">Every rule that pipelines reported in 90 days has its policy.</p>
      ) : (
        <UnmappedTable
          rules={rules}
          now={now}
          zone={zone}
          acts={({ rule }) => <NamePolicy rule={rule} policies={options} />}
        />
      )}
    </Section>
  );
}
