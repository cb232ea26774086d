import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { csvLines } from "@/lib/csv";
import { unescapedCell } from "@/lib/escaped-cell";
import { decoded } from "@/lib/import/decode";
import { gridOf } from "@/lib/import/grid";
import { mostRows, readSheet } from "@/lib/import/sheet";
import { naughtyStrings } from "@/lib/testing/naughty-strings";

const rowsOf = (text: string) => {
  const grid = gridOf(text, 10_000);
  return grid.ok ? grid.rows : grid.message;
};

/** Any rectangle of cells, odd ones among them. Lines of one empty cell are no lines. */
const cell = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(...naughtyStrings, '"', '""', "'=1", "''-", "a\r\nb", "\r", "\t"),
);
const grids = fc
  .integer({ min: 2, max: 5 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
  );

/** As a spreadsheet writes its clipboard: quoted only where it has to be. */
const onClipboard = (rows: string[][]) =>
  rows
    .map((cells) =>
      cells.map((one) => (/[\t\r\n"]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one)).join("\t"),
    )
    .join("\r\n");

describe("a grid that was written is read as it was", () => {
  test("from our own CSV, formulas and all", () => {
    fc.assert(
      fc.property(grids, (rows) => {
        const read = rowsOf(csvLines([["one", "two"], ...rows]));
        expect(Array.isArray(read) && read.slice(1).map((cells) => cells.map(unescapedCell))).toEqual(rows);
      }),
    );
  });

  test("from the clipboard of a spreadsheet", () => {
    fc.assert(
      fc.property(grids, (rows) => {
        expect(rowsOf(onClipboard([["one", "two"], ...rows]))).toEqual([["one", "two"], ...rows]);
      }),
    );
  });

  test("whatever separates it, with and without Excel's line about it", () => {
    for (const separator of [",", ";", "\t"]) {
      const text = [`Title${separator}"An ""end"""`, `a${separator}"b${separator}\nc"`].join("\n");
      const rows = [
        ["Title", 'An "end"'],
        ["a", `b${separator}\nc`],
      ];
      expect(rowsOf(text)).toEqual(rows);
      expect(rowsOf(`sep=${separator}\r\n${text}\r\n`)).toEqual(rows);
    }
  });

  test("nothing that is pasted throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => void readSheet(text)));
    for (const text of naughtyStrings) readSheet(`Title\tOwner\n${text}\t${text}`);
  });
});

describe("quotation marks", () => {
  test("that a spreadsheet left as they are stay in the cell", () => {
    expect(rowsOf('Title\tOwner\n"Atlas" moves\t5" pipe\n"open\tCora')).toEqual([
      ["Title", "Owner"],
      ['"Atlas" moves', '5" pipe'],
      ['"open', "Cora"],
    ]);
  });

  test("that nothing closes in a CSV are named by their row", () => {
    expect(rowsOf('a,b\n1,2\n3,"four')).toBe("A quotation mark that opens in row 3 is never closed.");
  });
});

describe("the bytes of a file", () => {
  const bytes = (...parts: (string | number[])[]) =>
    new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
  const utf16 = (text: string) => Buffer.from(text, "utf16le");

  test.each([
    ["UTF-8 with its mark", bytes([0xef, 0xbb, 0xbf], "Título;Ü"), "UTF-8"],
    ["UTF-8 without it", bytes("Título;Ü"), "UTF-8"],
    ["UTF-16 with its mark", bytes([0xff, 0xfe], [...utf16("Título;Ü")]), "UTF-16"],
    ["UTF-16 without it", bytes([...utf16("Título;Ü")]), "UTF-16"],
    ["UTF-16, the other way round", bytes([0xfe, 0xff], [...utf16("Título;Ü").swap16()]), "UTF-16"],
    ["Windows-1252", new Uint8Array([0x54, 0xed, 0x74, 0x75, 0x6c, 0x6f, 0x3b, 0xdc]), "Windows-1252"],
  ])("%s", (_, file, encoding) => {
    expect(decoded(file)).toEqual({ ok: true, text: "Título;Ü", encoding });
  });

  test("a workbook and a picture are told what to do", () => {
    expect(decoded(bytes([0x50, 0x4b, 3, 4], "xl/workbook.xml"))).toMatchObject({
      message: "This is a workbook. Save the sheet as CSV, or copy its cells and paste them here.",
    });
    expect(decoded(bytes([0x89], "PNG", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]))).toMatchObject({
      message: "This file holds no text. Save the sheet as CSV.",
    });
  });

  test("five megabytes are taken, and one byte more is not", () => {
    const most = 5 * 1024 * 1024;
    expect(decoded(new Uint8Array(most).fill(65))).toMatchObject({ ok: true });
    expect(decoded(new Uint8Array(most + 1).fill(65))).toMatchObject({ ok: false, code: "too-long" });
    const text = `Title\n${"ä".repeat((most - 6) / 2)}`;
    expect(readSheet(text)).toMatchObject({ ok: true });
    expect(readSheet(`${text}a`)).toMatchObject({ ok: false, code: "too-long" });
  });
});

describe("the sheet", () => {
  test("rows keep the numbers that they have in the spreadsheet, empty ones left out", () => {
    expect(readSheet("Title\tOwner\n\t\nOne\tCora\n\n \t\nTwo\tBen\n")).toMatchObject({
      headings: ["Title", "Owner"],
      rows: [
        { number: 3, cells: ["One", "Cora"] },
        { number: 6, cells: ["Two", "Ben"] },
      ],
    });
  });

  test("the line that our own CSV ends with is no row", () => {
    const footer =
      "All: 2 of 2. As of 2026-11-20T12:00:00.000Z. Times are UTC; the zone of the organisation is Europe/Berlin.";
    expect(
      readSheet(
        csvLines([
          ["No.", "What"],
          ["EX-1", "One"],
          [footer, null],
        ]),
      ),
    ).toMatchObject({
      rows: [{ number: 2 }],
    });
  });

  test("nothing, and headings alone, are told apart from a sheet", () => {
    expect(readSheet(" \n")).toMatchObject({ message: "Paste a sheet, or choose a file." });
    expect(readSheet("Title\tOwner")).toMatchObject({
      message: "The first row holds the headings, and nothing stands below them.",
    });
  });

  test("two thousand rows are read, and one more is not", () => {
    const lines = (rows: number) => `Title\n${"One\n".repeat(rows)}`;
    expect(readSheet(lines(mostRows))).toMatchObject({ ok: true });
    expect(readSheet(lines(mostRows + 1))).toMatchObject({
      message: "A sheet has at most 2,000 rows. Divide it, and import one part after the other.",
    });
  });
});
