// JSON from strangers. The platform's own parser keeps the last of two equal keys without a word and knows no depth:
// a report that says "results" twice would be read as its writer pleases. So one pass over the text looks for both,
// and for raw control characters, which real tools write; then the platform parses.

export const deepest = 100;

export type Parsed = { ok: true; value: unknown; repaired: boolean } | { ok: false; why: string };

export function parseJson(text: string): Parsed {
  const seen = lookThrough(text);
  if (seen.why) return { ok: false, why: seen.why };

  try {
    const value: unknown = JSON.parse(seen.rawControls ? escapeRawControls(text) : text);
    return { ok: true, value, repaired: seen.rawControls };
  } catch {
    return { ok: false, why: "This is not JSON, or it was cut off." };
  }
}

/** Strings, brackets and keys only: whether it is JSON at all is for the parser to say. */
function lookThrough(text: string): { why: string | null; rawControls: boolean } {
  const objects: (Set<string> | null)[] = [];
  let rawControls = false;

  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === openBrace || character === openBracket) {
      objects.push(character === openBrace ? new Set() : null);
      if (objects.length > deepest) {
        return { why: `This is nested deeper than ${deepest} levels.`, rawControls };
      }
    } else if (character === closeBrace || character === closeBracket) {
      objects.pop();
    } else if (character === quote) {
      const string = stringAt(text, at);
      rawControls ||= string.rawControls;
      const keys = objects.at(-1);
      if (keys && colonAfter(text, string.end)) {
        const key = keyIn(text.slice(at, string.end));
        if (keys.has(key)) {
          return { why: `This names “${key.slice(0, 60).toWellFormed()}” twice in one object.`, rawControls };
        }
        keys.add(key);
      }
      at = string.end - 1;
    }
  }
  return { why: null, rawControls };
}

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket, colon] = [...'"\\{}[]:'].map(
  (character) => character.charCodeAt(0),
);

function stringAt(text: string, start: number): { end: number; rawControls: boolean } {
  let rawControls = false;
  let at = start + 1;
  for (; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === backslash) at++;
    else if (character === quote) return { end: at + 1, rawControls };
    else if (character < 0x20) rawControls = true;
  }
  return { end: at, rawControls };
}

function colonAfter(text: string, end: number): boolean {
  let at = end;
  while (at < text.length && " \t\r\n".includes(text[at] as string)) at++;
  return text.charCodeAt(at) === colon;
}

/** "\u0061" and "a" are one key. */
function keyIn(quoted: string): string {
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

function escapeRawControls(text: string): string {
  const parts: string[] = [];
  let copied = 0;
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) !== quote) continue;
    const { end, rawControls } = stringAt(text, at);
    if (rawControls) {
      parts.push(text.slice(copied, at), text.slice(at, end).replace(rawControl, escaped));
      copied = end;
    }
    at = end - 1;
  }
  return parts.join("") + text.slice(copied);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const rawControl = /[\u0000-\u001f]/g;

function escaped(control: string): string {
  return `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
