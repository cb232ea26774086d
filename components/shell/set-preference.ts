const oneYear = 365 * 24 * 3600;

/** Keeps a preference in its cookie and shows it at once: `data-theme` and `data-density` stand on <html>. */
export function setPreference(name: "theme" | "density" | "single-keys", value: string) {
  const secure = window.location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox 120
  document.cookie = `${name}=${value}; path=/; max-age=${oneYear}; samesite=lax${secure}`;
  if (name !== "single-keys") document.documentElement.dataset[name] = value;
}
