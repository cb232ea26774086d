// What may be kept as evidence: pictures, PDF and plain text, told by what is in the file and not by its name alone.
// Nothing of it is ever shown as a page: files leave the register as attachments only.

import { fileTypeFromBuffer } from "file-type";

import { largestFile, signatures, texts } from "@/lib/evidence/accepted-files";
import { type Outcome, type RefusalCode, refuseField } from "@/lib/refusal";

const acceptedInWords = "a picture (PNG, JPEG, WebP), a PDF or text (TXT, LOG, CSV, JSON, MD)";

/** The name under which the file is kept, or why it is not. */
export async function whatItIs(bytes: Uint8Array, givenName: string): Promise<Outcome<{ name: string }>> {
  if (bytes.length === 0) return no("This file is empty.");
  if (bytes.length > largestFile) return no("A file has at most 10 MB.", "too-long");

  const name = safeName(givenName);
  const kind = extensionOf(name);
  const signature = signatures[kind];
  if (!signature && !texts.includes(kind)) return no(`Evidence is ${acceptedInWords}.`);
  if (signature) {
    // The head tells; nothing is unpacked.
    const found = await fileTypeFromBuffer(bytes.subarray(0, 4100));
    return found?.ext === signature
      ? { ok: true, name }
      : no(`The name says ${kind.toUpperCase()}, and what is in the file is something else.`);
  }
  if (!isPlainText(bytes)) return no(`The name says ${kind.toUpperCase()}, and the file is not plain text.`);
  if (isMarkup(bytes)) return no("This is a web page or a drawing in code. Save it as a PDF or a picture.");
  return { ok: true, name };
}

function no(message: string, code: RefusalCode = "invalid-input") {
  return refuseField("file", message, code);
}

/** The last part of a path, without what a file system or a reader trips over, 120 characters at most. */
export function safeName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? "";
  const clean = last
    .normalize("NFC")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, "")
    .replaceAll(/[<>:"|?*]/g, "_")
    .replaceAll(/\s+/g, " ")
    .replace(/^[. ]+(?=.*\.)/, "")
    .trim();
  const kind = extensionOf(clean);
  const stem = kind ? clean.slice(0, -(kind.length + 1)).trim() : clean;
  const shortest = [...(stem || "evidence")].slice(0, 120 - kind.length - 1).join("");
  return kind ? `${shortest}.${kind}` : shortest;
}

function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
}

// Tab, line ends and form feed are in logs; every other control character is not text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const unprintable = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f]/;

function isPlainText(bytes: Uint8Array): boolean {
  try {
    return !unprintable.test(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
}

function isMarkup(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 1024));
  return /^\s*<(!doctype|\?xml|html|head|body|svg|script|iframe|math|style|!--)/i.test(head);
}
