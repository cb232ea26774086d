// How much JavaScript a page brings over the wire: every script that its HTML names, packed as it is sent.

import { page, pageText } from "./browser";

export async function scriptBytes(url: string, path: string, cookie = ""): Promise<number> {
  const html = await pageText(url + path, cookie);
  // The one for browsers without modules is loaded by none that we support.
  const modern = html.replaceAll(/<script[^>]*\bnoModule\b[^>]*>/gi, "");
  const named = new Set(modern.match(/\/_next\/static\/[\w./~@()[\]-]+?\.js/g));
  const sizes = await Promise.all([...named].map(async (script) => (await page(url + script)).byteLength));
  return sizes.reduce((sum, size) => sum + size, 0);
}
