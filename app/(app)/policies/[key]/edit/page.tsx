import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";

import { requireReader } from "@/components/directory/require-reader";
import { Page } from "@/components/page";
import { whyCannotAdminister } from "@/lib/people/administration";
import { choosableGroups } from "@/lib/people/choosable-groups";
import { whyCannotEditPolicy } from "@/lib/policies/catalogue";
import { policyPage } from "@/lib/policies/policy-page";
import { domainNames } from "@/lib/words";

import { PolicyForm } from "../../policy-form";

type Props = { params: Promise<{ key: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Edit ${(await params).key}` };
}

export default async function EditPolicyPage({ params }: Props) {
  const actor = await requireReader();
  const policy = await policyPage(decodeURIComponent((await params).key));
  if (!policy) notFound();
  if (whyCannotEditPolicy(policy, actor)) forbidden();

  const { key, domain, controlOwner } = policy;
  const fixed = `${domainNames[domain]} · ${controlOwner.name}. Only administrators change the domain and the control owner.`;

  return (
    <Page
      title={policy.title}
      mark={<span className="font-mono">{key}</span>}
      breadcrumbs={[
        { href: "/policies", label: "Policies" },
        { href: `/policies/${key}`, label: key },
      ]}
      narrow
    >
      <PolicyForm
        policy={policy}
        groups={await choosableGroups()}
        fixed={whyCannotAdminister(actor) ? fixed : undefined}
      />
    </Page>
  );
}
