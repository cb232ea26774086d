// .snyk: an entry for each id and path. Two paths in one item of a list are two; `patch` hides nothing.

import { firstText, isRow, type Row, rowAt } from "@/lib/gate/fields";
import { baseName, claimsOf, forEver, lineOf, type Source, type Waiver } from "@/lib/gate/imports/waiver";

export const snyk: Source = {
  name: "snyk",
  isFor: ({ path, documents: [document] }) =>
    baseName(path).endsWith(".snyk") || (isRow(document) && isRow(document.ignore) && "version" in document),
  read: ({ text, documents }) =>
    documents.filter(isRow).flatMap((document) =>
      Object.entries(rowAt(document, "ignore")).flatMap(([id, items]) =>
        [items]
          .flat()
          .filter(isRow)
          .flatMap((item) => waiversOf(id, item, text)),
      ),
    ),
};

function waiversOf(id: string, item: Row, text: string): Waiver[] {
  const under = (lineOf(text, id) ?? 1) - 1;
  return Object.entries(item).map(([path, given]) => {
    const said = isRow(given) ? given : {};
    const end = firstText(said, "expires");
    const wide = [path === "*" && "It counts for every path.", !end && forEver];
    return {
      // Ids come in any case.
      rule: { tool: "snyk", id: /^snyk-/i.test(id) ? id.toUpperCase() : id },
      resource: path === "*" ? "" : path,
      line: lineOf(text, path, under),
      claims: claimsOf({
        reason: firstText(said, "reason"),
        end,
        person: firstText(said, "ignoredBy", "email"),
        wide: wide.filter(Boolean).join(" "),
      }),
    };
  });
}
