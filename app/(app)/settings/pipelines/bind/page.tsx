import type { Metadata } from "next";

import { Page } from "@/components/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { requireRole } from "@/lib/auth/session";
import { issuerList } from "@/lib/gate/issuers";
import { choosableSystems } from "@/lib/systems/choosable-systems";

import { BindingForm } from "./binding-form";

export const metadata: Metadata = { title: "Bind a pipeline" };

export default async function BindPage() {
  await requireRole("administrator");
  const [systems, all] = await Promise.all([choosableSystems(), issuerList()]);
  const issuers = all.filter(({ retiredAt }) => retiredAt === null);

  return (
    <Page title="Bind a pipeline" breadcrumbs={[{ href: "/settings/pipelines", label: "Pipelines" }]} narrow>
      {issuers.length === 0 ? (
        <EmptyState
          title="There is no issuer yet."
          action={<LinkButton href="/settings/pipelines/issuers/new">Add an issuer</LinkButton>}
        >
          A pipeline is bound to what GitHub or GitLab says of its jobs.
        </EmptyState>
      ) : systems.length === 0 ? (
        <EmptyState
          title="There are no systems yet."
          action={<LinkButton href="/systems/new">Add a system</LinkButton>}
        >
          A pipeline is bound to the systems that it builds.
        </EmptyState>
      ) : (
        <BindingForm
          issuers={issuers.map(({ id, url, kind }) => ({ id, url, kind }))}
          systems={systems.map(({ id, key, name }) => ({ id, key, name }))}
        />
      )}
    </Page>
  );
}
