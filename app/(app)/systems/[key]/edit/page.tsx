import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";

import { Page } from "@/components/page";
import { requireRole } from "@/lib/auth/session";
import { whyCannotEditSystem } from "@/lib/systems/inventory";
import { systemPage } from "@/lib/systems/system-page";

import { SystemForm } from "../../system-form";

type Props = { params: Promise<{ key: string }> };

export const metadata: Metadata = { title: "Edit a system" };

export default async function EditSystemPage({ params }: Props) {
  const actor = await requireRole("administrator");
  const system = await systemPage(decodeURIComponent((await params).key));
  if (!system) notFound();
  if (whyCannotEditSystem(system, actor)) forbidden();

  const { key, name } = system;
  return (
    <Page
      title={name}
      facts={<span className="font-mono text-muted">{key}</span>}
      breadcrumbs={[
        { href: "/systems", label: "Systems" },
        { href: `/systems/${key}`, label: name },
      ]}
      narrow
    >
      <SystemForm system={system} />
    </Page>
  );
}
