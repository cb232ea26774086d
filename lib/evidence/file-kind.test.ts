import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";

import { acceptedFiles, largestFile } from "@/lib/evidence/accepted-files";
import { safeName, whatItIs } from "@/lib/evidence/file-kind";

const bytes = (text: string) => new TextEncoder().encode(text);
const of = (...parts: (Uint8Array | number[])[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

// The smallest head by which each format is known.
const png = of(
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13],
  bytes("IHDR"),
  new Uint8Array(17),
  [0, 0, 0, 4],
  bytes("IDAT"),
  new Uint8Array(8),
);
const jpeg = of([0xff, 0xd8, 0xff, 0xe0, 0, 16], bytes("JFIF\0"), new Uint8Array(16));
const webp = of(bytes("RIFF"), [36, 0, 0, 0], bytes("WEBPVP8 "), new Uint8Array(16));
const pdf = bytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n");
const zip = of(bytes("PK\u0003\u0004"), new Uint8Array(40));

describe("what is kept as evidence", () => {
  test.each([
    ["picture.png", png],
    ["photo.jpg", jpeg],
    ["photo.JPEG", jpeg],
    ["screen.webp", webp],
    ["report.pdf", pdf],
    ["notes.txt", bytes("Read on Monday: nothing found.\r\n\tÜbergabe an Ben ✓")],
    ["access.log", bytes("\u001b[32mok\u001b[0m 10.0.0.1 - GET /")],
    ["users.csv", bytes("\ufeffname,mail\nCora,cora@example.com")],
    ["rule.json", bytes('{"cidr": "10.0.0.0/28"}')],
    ["README.md", bytes("# What was done\n<details>Logs</details>")],
  ])("%s", async (name, content) => {
    expect(await whatItIs(content, name)).toMatchObject({ ok: true });
  });

  test("the form's picker offers just these", () => {
    expect(acceptedFiles).toBe(".png,.jpg,.jpeg,.webp,.pdf,.txt,.log,.csv,.json,.md");
  });
});

describe("what is not (B15)", () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  test.each([
    ["a web page called a picture", "page.png", bytes("<!doctype html><script>alert(1)</script>")],
    ["a drawing with a script", "drawing.svg", bytes(svg)],
    ["the same called a picture", "drawing.png", bytes(svg)],
    ["the same called text", "drawing.txt", bytes(`\ufeff  ${svg}`)],
    ["a web page", "page.html", bytes("<html></html>")],
    ["a web page called a log", "page.log", bytes("\n<HTML><body onload=alert(1)>")],
    ["an archive", "bomb.zip", zip],
    ["an archive called a PDF", "bomb.pdf", zip],
    ["an archive called text", "bomb.txt", zip],
    [
      "a packed million of zeros called a picture",
      "zeros.png",
      new Uint8Array(deflateSync(new Uint8Array(1_000_000))),
    ],
    ["a programme", "run.exe", of(bytes("MZ"), new Uint8Array(64))],
    ["a PNG called JPEG", "picture.jpg", png],
    ["a picture called text", "picture.txt", png],
    ["text that is not UTF-8", "latin.txt", Uint8Array.from([0x47, 0xfc, 0x72])],
    ["text with a zero byte", "zero.txt", bytes("a\0b")],
    ["a file without a kind", "LICENSE", bytes("Apache")],
    ["a file with two kinds, the last one bad", "report.pdf.html", pdf],
    ["nothing at all", "empty.txt", new Uint8Array()],
  ])("%s", async (_, name, content) => {
    expect(await whatItIs(content, name)).toMatchObject({ ok: false, fields: { file: expect.any(String) } });
  });

  test("ten megabytes pass and one byte more does not", async () => {
    const most = new Uint8Array(largestFile).fill(0x61);
    expect(await whatItIs(most, "log.txt")).toMatchObject({ ok: true });
    expect(await whatItIs(new Uint8Array(largestFile + 1).fill(0x61), "log.txt")).toMatchObject({
      code: "too-long",
    });
  });
});

describe("the name under which it is kept", () => {
  test.each([
    ["../../etc/passwd.txt", "passwd.txt"],
    ["C:\\Users\\cora\\log.TXT", "log.txt"],
    ["..\\..\\.htaccess.txt", "htaccess.txt"],
    ['a"b<c>d|e?.txt', "a_b_c_d_e_.txt"],
    ["two\r\nlines.txt", "twolines.txt"],
    ["\u202egnp.exe.txt", "gnp.exe.txt"],
    ["  many   spaces .txt", "many spaces.txt"],
    [".txt", "evidence.txt"],
    ["Übergabe – Ben.pdf", "Übergabe – Ben.pdf"],
  ])("%j becomes %j", (given, kept) => {
    expect(safeName(given)).toBe(kept);
  });

  test("a long name keeps its kind", () => {
    const kept = safeName(`${"a".repeat(500)}.log`);
    expect(kept).toHaveLength(120);
    expect(kept).toMatch(/a\.log$/);
  });
});
