import fc from "fast-check";
import { expect, test } from "vitest";

import { csvLines, csvStream } from "@/lib/csv";

test("no cell begins with a character that a spreadsheet runs as a formula", () => {
  const starts = fc.constantFrom("=", "+", "-", "@", "\t", "\r");
  fc.assert(
    fc.property(starts, fc.string(), (start, rest) => {
      const cell = csvLines([[start + rest]]).replace(/^"/, "");
      expect(cell.startsWith(`'${start}`)).toBe(true);
    }),
  );
});

test("commas, quotes and line ends stay inside their cell", () => {
  expect(csvLines([["a,b", 'say "no"', "two\r\nlines", null, 3, new Date("2026-11-20T08:41:00Z")]])).toBe(
    '"a,b","say ""no""","two\r\nlines",,3,2026-11-20T08:41:00.000Z\r\n',
  );
});

test("a batch is asked for when the one before it was taken, and the source ends when the reader leaves", async () => {
  let made = 0;
  let ended = false;
  async function* batches() {
    try {
      for (; ; made++) yield [[made]];
    } finally {
      ended = true;
    }
  }
  const reader = csvStream(["n"], batches()).getReader();
  const read = async () => new TextDecoder("utf-8", { ignoreBOM: true }).decode((await reader.read()).value);

  expect(await read()).toBe("\uFEFFn\r\n");
  expect(await read()).toBe("0\r\n");
  expect(made).toBeLessThan(4);
  await reader.cancel();
  expect(ended).toBe(true);
});
