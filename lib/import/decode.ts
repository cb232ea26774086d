// The bytes of a file become text. UTF-8 and UTF-16 say what they are; what is neither is taken for Windows-1252, as
// Excel saves CSV in western Europe and America.

import { type Outcome, type Refusal, refuse } from "@/lib/refusal";

export const largestSheet = 5 * 1024 * 1024;

export type Decoded = { text: string; encoding: "UTF-8" | "UTF-16" | "Windows-1252" };

export function decoded(bytes: Uint8Array): Outcome<Decoded> {
  if (bytes.byteLength > largestSheet) return whyTooLarge();
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    return refuse(
      "invalid-input",
      "This is a workbook. Save the sheet as CSV, or copy its cells and paste them here.",
    );
  }
  const encoding = utf16In(bytes);
  if (encoding) return { ok: true, text: new TextDecoder(encoding).decode(bytes), encoding: "UTF-16" };
  if (bytes.includes(0)) return refuse("invalid-input", "This file holds no text. Save the sheet as CSV.");
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { ok: true, text, encoding: "UTF-8" };
  } catch {
    const text = new TextDecoder("windows-1252").decode(bytes);
    return { ok: true, text, encoding: "Windows-1252" };
  }
}

export function whyTooLarge(): Refusal {
  return refuse("too-long", "A sheet has at most 5 MB. Divide it, and import one part after the other.");
}

/** By its mark; without one, by the zeros that every second byte of western text is then. */
function utf16In(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (startsWith(bytes, [0xff, 0xfe])) return "utf-16le";
  if (startsWith(bytes, [0xfe, 0xff])) return "utf-16be";
  const head = bytes.subarray(0, 1000);
  const zeros = (parity: number) => head.filter((byte, at) => at % 2 === parity && byte === 0).length;
  if (head.length < 4 || zeros(0) + zeros(1) < head.length / 4) return null;
  return zeros(1) > zeros(0) ? "utf-16le" : "utf-16be";
}

function startsWith(bytes: Uint8Array, mark: number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}
