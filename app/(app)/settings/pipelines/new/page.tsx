import type { Metadata } from "next";

import { Page } from "@/components/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { requireRole } from "@/lib/auth/session";
import { addressOfRegister } from "@/lib/env";
import { choosableSystems } from "@/lib/systems/choosable-systems";

import { TokenForm } from "./token-form";

export const metadata: Metadata = { title: "Make a token" };

export default async function NewTokenPage() {
  await requireRole("administrator");
  const systems = await choosableSystems();

  return (
    <Page title="Make a token" breadcrumbs={[{ href: "/settings/pipelines", label: "Pipelines" }]} narrow>
      {systems.length === 0 ? (
        <EmptyState
          title="There are no systems yet."
          action={<LinkButton href="/systems/new">Add a system</LinkButton>}
        >
          A token is bound to the systems that its pipeline builds.
        </EmptyState>
      ) : (
        <TokenForm
          register={addressOfRegister()}
          systems={systems.map(({ id, key, name, environments }) => ({ id, key, name, environments }))}
        />
      )}
    </Page>
  );
}
