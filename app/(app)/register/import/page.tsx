import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { loadDirectory } from "@/app/(app)/exceptions/request-form/load-directory";
import { NothingToBreak } from "@/app/(app)/exceptions/request-form/nothing-to-break";
import { ExportButton } from "@/components/export-button";
import { Page } from "@/components/page";
import { requireActor } from "@/lib/auth/session";
import { whyCannotAsk } from "@/lib/exceptions/file-request";
import { organisation } from "@/lib/organisation";

import { ImportSheet } from "./import-sheet";

const title = "Import a spreadsheet";
export const metadata: Metadata = { title };

/** Whoever may ask may ask for many at once, and is a party to each of them (R4). */
export default async function ImportPage() {
  const actor = await requireActor();
  if (whyCannotAsk(actor)) forbidden();
  const [{ zone }, directory] = await Promise.all([organisation(), loadDirectory()]);
  if (directory.policies.length === 0 || directory.systems.length === 0)
    return <NothingToBreak title={title} directory={directory} />;

  return (
    <Page title={title} breadcrumbs={[{ href: "/register", label: "Register" }]}>
      <p className="max-w-read text-muted">
        Each row becomes a request that waits for its approval, whatever the sheet says about one. You are a
        party to what you import, so somebody else decides it.
      </p>
      <ImportSheet zone={zone} directory={directory} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line pt-5 text-sm text-muted">
        <p className="max-w-read">
          From one register into another: take all that was asked here, in the columns that an import knows.
        </p>
        <ExportButton action="/register/import/sheet" query="?view=all" about="all that was asked" />
      </div>
    </Page>
  );
}
