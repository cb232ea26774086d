// Checkov: what a report says was skipped, each finding of a baseline, and the comments and switches in the source.

import { firstText, isRow, listAt, type Row, rowAt, rowsAt, textsAt } from "@/lib/gate/fields";
import {
  baseName,
  claimsOf,
  forEver,
  lineOf,
  type Source,
  type SourceFile,
  type Waiver,
} from "@/lib/gate/imports/waiver";

const tool = "checkov";

export const checkovReport: Source = {
  name: "checkov",
  isFor: ({ documents }) => documents.some((one) => [one].flat().some(isFramework)),
  read: ({ documents }, notes) =>
    documents
      .flat()
      .filter(isFramework)
      .flatMap((framework) => rowsAt(rowAt(framework, "results"), "skipped_checks", notes).map(skipped)),
};

function isFramework(value: unknown): value is Row {
  return isRow(value) && "check_type" in value && isRow(value.results);
}

function skipped(check: Row): Waiver {
  const path = firstText(check, "repo_file_path", "file_path").replace(/^\//, "");
  const resource = firstText(check, "resource_address", "resource");
  return {
    rule: { tool, id: firstText(check, "check_id") },
    resource: [path, resource].filter(Boolean).join(" "),
    line: null,
    claims: claimsOf({
      reason: firstText(rowAt(check, "check_result"), "suppress_comment"),
      end: undefined,
      person: undefined,
      wide: forEver,
    }),
  };
}

export const checkovBaseline: Source = {
  name: "checkov-baseline",
  isFor: ({ path, documents: [document] }) =>
    baseName(path).endsWith(".checkov.baseline") ||
    (isRow(document) && Array.isArray(document.failed_checks)),
  read: ({ text, documents }, notes) =>
    documents
      .filter(isRow)
      .flatMap((document) =>
        rowsAt(document, "failed_checks", notes).flatMap((file) =>
          rowsAt(file, "findings", notes).flatMap((finding) => baselined(file, finding, text)),
        ),
      ),
};

function baselined(file: Row, finding: Row, text: string): Waiver[] {
  const resource = firstText(finding, "resource");
  // Two files may both have it: it stands under its own.
  const under = lineOf(text, JSON.stringify(firstText(file, "file"))) ?? 1;
  return textsAt(finding, "check_ids").map((id) => ({
    rule: { tool, id },
    resource: [firstText(file, "file").replace(/^\//, ""), resource].filter(Boolean).join(" "),
    line: lineOf(text, resource, under - 1),
    claims: { wide: `Checkov does not compare the file. ${forEver}` },
  }));
}

// Three names, and lists with commas (bridgecrewio/checkov:checkov/common/comment/enum.py).
const comment = /(?:checkov|bridgecrew|cortex):skip=\s*([A-Za-z_\d]+(?:,[A-Za-z_\d]+)*)(?::([^\n]*))?/g;
const option = /--skip-check[ =]+["']?([A-Za-z_\d*]+(?:,[A-Za-z_\d*]+)*)/g;

/** Any other file of the code base, and Checkov's own settings. */
export const checkovSource: Source = {
  name: "checkov-source",
  isFor: (file) =>
    new RegExp(comment).test(file.text) || new RegExp(option).test(file.text) || settings(file).length > 0,
  read: (file) => [
    ...file.text
      .split(/\r?\n/)
      .flatMap((line, at) => [
        ...[...line.matchAll(comment)].flatMap(([, ids, words]) => inSource(ids, words, at + 1)),
        ...[...line.matchAll(option)].flatMap(([, ids]) => everywhere(ids?.split(",") ?? [], at + 1)),
      ]),
    ...settings(file).flatMap((id) => everywhere([id], lineOf(file.text, id))),
  ],
};

function inSource(ids = "", words = "", line: number): Waiver[] {
  return ids.split(",").map((id) => ({
    rule: { tool, id },
    resource: "",
    line,
    claims: claimsOf({ reason: words.trim(), end: undefined, person: undefined, wide: forEver }),
  }));
}

function everywhere(ids: string[], line: number | null): Waiver[] {
  return ids.map((id) => ({
    rule: { tool, id },
    resource: "",
    line,
    claims: { wide: `It counts for every file that this run scans. ${forEver}` },
  }));
}

function settings({ path, documents: [document] }: SourceFile): string[] {
  if (!/^\.?checkov\.ya?ml$/.test(baseName(path)) || !isRow(document)) return [];
  const listed =
    listAt(document, "skip-check").length > 0
      ? textsAt(document, "skip-check")
      : [firstText(document, "skip-check")];
  return listed
    .flatMap((one) => one.split(","))
    .map((id) => id.trim())
    .filter(Boolean);
}
