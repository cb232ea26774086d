/** Where to go after signing in: a path of this site, whatever else was asked for. */
export function returnPath(wanted: string | string[] | undefined | null): string {
  if (typeof wanted !== "string" || !/^\/(?![/\\])/.test(wanted)) return "/";
  if (!URL.canParse(wanted, "http://here")) return "/";
  const url = new URL(wanted, "http://here");
  const signInPages = /^\/(sign-in|setup|api)(\/|$)/;
  if (url.host !== "here" || signInPages.test(url.pathname)) return "/";
  return url.pathname + url.search + url.hash;
}
