const regionId = "live-region";

/** One for the whole page, in the root layout: a region that comes and goes is not read. */
export function LiveRegion() {
  return <div id={regionId} role="status" aria-live="polite" className="sr-only" />;
}

/** Says a sentence to whoever listens instead of looking: counts, "Recording…", refusals. */
export function announce(sentence: string) {
  const region = document.getElementById(regionId);
  if (!region) return;
  // The same sentence twice is only read twice when the region was empty in between.
  region.textContent = "";
  window.setTimeout(() => {
    region.textContent = sentence;
  }, 50);
}
