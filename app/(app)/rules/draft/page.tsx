import type { Metadata } from "next";

import { Page } from "@/components/page";
import { requireRole } from "@/lib/auth/session";
import { whyCannotPublish } from "@/lib/exceptions/publish-rules";
import { problemsOf } from "@/lib/exceptions/rule-problems";
import { ruleSets, surroundings } from "@/lib/exceptions/rule-sets";

import { chosenVersion } from "../chosen-version";
import { ProblemList } from "../problem-list";
import { DraftEditor } from "./draft-editor";

export const metadata: Metadata = { title: "Draft of the routing rules" };

export default async function DraftPage() {
  const actor = await requireRole("administrator");
  const [versions, around] = await Promise.all([ruleSets(), surroundings(new Date())]);
  const { draft, inForce } = chosenVersion(versions, undefined);
  const start = draft ?? inForce;
  const problems = problemsOf(start.rules, around);

  return (
    <Page
      title={`Version ${inForce.version + 1}, draft`}
      breadcrumbs={[{ href: "/rules", label: "Routing rules" }]}
      facts={
        <span className="text-muted">
          {draft
            ? `${draft.draftedBy?.name ?? "Somebody"} wrote on it last. It routes nothing until it is published.`
            : `It begins as a copy of version ${inForce.version}.`}
        </span>
      }
    >
      {draft && <ProblemList problems={problems} isDraft />}
      <DraftEditor
        key={draft?.draftedAt.toISOString() ?? "new"}
        rules={start.rules}
        note={draft?.note ?? ""}
        saved={draft ? { version: draft.version, at: draft.draftedAt.toISOString() } : null}
        cannotPublish={
          whyCannotPublish(draft ? { ...draft, blocking: problems.blocking } : null, actor)?.message ?? null
        }
        groups={around.pools.map(({ key, name }) => ({ value: key, label: name }))}
      />
    </Page>
  );
}
