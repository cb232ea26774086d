// Text from reports is hostile: what is kept of it can be hashed, stored and shown, and runs nothing.

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const terminalEscapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*\u0007?|[@-Z\\^_])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const controls = /[\u0000-\u001f\u007f-\u009f]/g;

/** Most text needs nothing of what follows, and reports hold a lot of it. */
const plain = /^(?:[!-~]+(?: [!-~]+)*)?$/;

/** For fingerprints: the same words in one form (NFC), without control characters and outer spaces. */
export function bare(text: string): string {
  if (plain.test(text)) return text;
  return text.toWellFormed().normalize("NFC").replace(controls, "").trim();
}

/** For people: one line without terminal escapes, at most `max` characters. */
export function shown(text: string, max = 500): string {
  if (text.length <= max && plain.test(text)) return text;
  // The longest that can matter is cut first, so that a text of megabytes costs nothing.
  const line = text
    .slice(0, max * 20)
    .toWellFormed()
    .replace(terminalEscapes, "")
    .replace(controls, " ");
  const words = collapsed(line);
  return words.length > max ? `${words.slice(0, max - 1).toWellFormed()}…` : words;
}

export function collapsed(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
