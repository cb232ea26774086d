// A write is taken from our own pages only. The browser says where a request comes from; one that says
// nothing is refused, because the framework would let it pass.

export function cameFromOurPages(headers: Headers, publicUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site) return site === "same-origin";
  return headers.get("origin") === new URL(publicUrl).origin;
}
