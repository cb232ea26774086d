import { expect, test } from "vitest";

import { asMarkup, asText } from "@/components/copied-table";
import { gridOf } from "@/lib/import/grid";

const rows = [
  ["No.", "What", "Ends (UTC)"],
  ["EX-1042", "=HYPERLINK(1)", "2026-11-25T08:41:00.000Z"],
  ["EX-1043", "<b>5 & 6</b>", "'-1"],
];

test("what is copied is a table to a spreadsheet, and none of its cells is a formula", () => {
  expect(gridOf(asText(rows), 10)).toMatchObject({
    separator: "\t",
    rows: [rows[0], ["EX-1042", "'=HYPERLINK(1)", rows[1]?.[2]], ["EX-1043", "<b>5 & 6</b>", "''-1"]],
  });
});

test("and the same as HTML, in which nothing of a cell is a tag", () => {
  expect(asMarkup(rows)).toBe(
    "<table><tr><th>No.</th><th>What</th><th>Ends (UTC)</th></tr>" +
      "<tr><td>EX-1042</td><td>'=HYPERLINK(1)</td><td>2026-11-25T08:41:00.000Z</td></tr>" +
      "<tr><td>EX-1043</td><td>&lt;b&gt;5 &amp; 6&lt;/b&gt;</td><td>''-1</td></tr></table>",
  );
});
