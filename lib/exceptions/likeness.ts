// How alike two texts are: the share of their trigrams that both have, 0 to 1. The twin of similarity() in PostgreSQL's
// pg_trgm, which finds near-copies among all; this one compares two texts that are at hand.

/** From here on two reasons are called a near-copy: other reasons of the same kind stay below, changed names and dates above. */
export const nearCopyFrom = 0.5;

export function likeness(one: string, other: string): number {
  const [mine, theirs] = [trigrams(one), trigrams(other)];
  const shared = [...mine].filter((trigram) => theirs.has(trigram)).length;
  const all = mine.size + theirs.size - shared;
  return all === 0 ? 0 : shared / all;
}

/** Two blanks before each word and one after it, as pg_trgm counts. */
function trigrams(text: string): Set<string> {
  const found = new Set<string>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    const letters = [..."  ", ...word, " "];
    for (let start = 0; start + 3 <= letters.length; start++)
      found.add(letters.slice(start, start + 3).join(""));
  }
  return found;
}
