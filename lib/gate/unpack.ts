// The bytes of a report as text, within limits: a packed bomb is refused before it opens.

import { gunzipSync } from "node:zlib";

export const largestReport = 10 * 1024 * 1024;

export type Unpacked = { ok: true; text: string } | { ok: false; tooLarge: boolean; why: string };

const tooLarge: Unpacked = { ok: false, tooLarge: true, why: "This is larger than 10 MiB unpacked." };

export function unpack(bytes: Uint8Array): Unpacked {
  if (bytes.length > largestReport) return tooLarge;
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!packed) return decode(bytes);

  try {
    return decode(gunzipSync(bytes, { maxOutputLength: largestReport }));
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE") return tooLarge;
    return { ok: false, tooLarge: false, why: "This is packed, and damaged or cut off." };
  }
}

/** UTF-8; and UTF-16 with its mark, which is what PowerShell writes when output is redirected to a file. */
function decode(bytes: Uint8Array): Unpacked {
  const mark = `${bytes[0]},${bytes[1]}`;
  const encoding = mark === "255,254" ? "utf-16le" : mark === "254,255" ? "utf-16be" : "utf-8";
  try {
    return { ok: true, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, tooLarge: false, why: "This is not text in UTF-8." };
  }
}
