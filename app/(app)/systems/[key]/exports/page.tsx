import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { Chips } from "@/components/directory/chips";
import { requireReader } from "@/components/directory/require-reader";
import { Page } from "@/components/page";
import { env } from "@/lib/env";
import { exportsHere } from "@/lib/gate/exports/exports-here";
import { systemPage } from "@/lib/systems/system-page";
import { environmentNames } from "@/lib/words";

import { ExportsTable } from "./exports-table";

export const metadata: Metadata = { title: "Exports" };

type Props = { params: Promise<{ key: string }>; searchParams: Promise<{ environment?: string }> };

/** What each tool is told, in each environment. */
export default async function ExportsPage({ params, searchParams }: Props) {
  await requireReader();
  const system = await systemPage(decodeURIComponent((await params).key));
  if (!system) notFound();
  const { environment: asked } = await searchParams;
  const environment = system.environments.find((one) => one === asked) ?? system.environments[0];
  if (!environment) notFound();

  const address = env().NEXTAUTH_URL.replace(/\/+$/, "");
  const here = await exportsHere({ system, environment, address }, new Date());
  const path = `/systems/${encodeURIComponent(system.key)}`;
  return (
    <Page
      title="Exports"
      breadcrumbs={[
        { href: "/systems", label: "Systems" },
        { href: path, label: system.name },
      ]}
    >
      <p className="max-w-read text-sm text-muted">
        For tools that enforce by themselves: fetched by the job that uses the file, never committed. No entry
        outlives its approval. What a format cannot narrow to what was approved is left out.
      </p>
      <Chips
        label="Environment"
        chips={system.environments.map((one) => ({
          href: `${path}/exports?environment=${one}`,
          label: environmentNames[one],
          current: one === environment,
        }))}
      />
      {here && <ExportsTable {...here} {...{ address, environment }} systemKey={system.key} />}
    </Page>
  );
}
