import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { keyRows } from "@/components/keys/registry";

const root = join(import.meta.dirname, "../..");
const sources = ["app", "components"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
      join(root, folder, file),
    ),
  )
  .filter((file) => file.endsWith(".tsx"))
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

const answeredSomewhere = keyRows.filter(({ href, native }) => !href && !native).map(({ action }) => action);

test.each(answeredSomewhere)(
  "the key for %s, shown in the sheet, has somebody who answers to it",
  (action) => {
    const registered = sources.includes(`useKeyAction("${action}"`);
    const everywhere = sources.includes(`["${action}", () =>`);
    expect(registered || everywhere).toBe(true);
  },
);

test("every place a key goes to is a page", () => {
  const pages = readdirSync(join(root, "app"), { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|[\\/])page\.tsx$/.test(file))
    .map(
      (file) =>
        `/${file
          .replaceAll("\\", "/")
          .replace(/\([^)]*\)\//g, "")
          .replace(/\/?page\.tsx$/, "")}`,
    );
  const goals = keyRows.flatMap(({ href }) => (href ? [href] : []));
  expect(goals.filter((href) => !pages.includes(href))).toEqual([]);
});
