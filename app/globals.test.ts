// The look's promise in numbers: what is read has 4.5:1, edges and chart marks 3:1, on every surface they stand on,
// in light and in dark (WCAG 2.2, 1.4.3 and 1.4.11). Read out of globals.css, so a changed token is a changed result.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Colour = { lightness: number; chroma: number; hue: number };
type Theme = "light" | "dark";

const tokens = readTokens(readFileSync(new URL("./globals.css", import.meta.url), "utf8"));
const surfaces = ["canvas", "panel", "sunken"];
const tinted = ["accent", "good", "wait", "back", "soon", "bad"];

const textPairs: [text: string, surface: string][] = [
  ...["ink", "muted", ...tinted].flatMap((text) =>
    surfaces.map((surface): [string, string] => [text, surface]),
  ),
  ...tinted.flatMap((word): [string, string][] => [
    [word, `${word}-tint`],
    ["ink", `${word}-tint`],
  ]),
  ["on-accent", "accent"],
];
const markPairs: [mark: string, surface: string][] = [
  "edge",
  "accent",
  "risk-1",
  "risk-2",
  "risk-3",
  "risk-4",
].flatMap((mark) => surfaces.map((surface): [string, string] => [mark, surface]));

describe.each<Theme>(["light", "dark"])("in %s", (theme) => {
  test.each(textPairs)("%s can be read on %s", (text, surface) => {
    expect(contrast(text, surface, theme)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(markPairs)("%s stands out from %s", (mark, surface) => {
    expect(contrast(mark, surface, theme)).toBeGreaterThanOrEqual(3);
  });

  test("each step of the risk ramp stands further from the page than the one before", () => {
    const steps = ["risk-1", "risk-2", "risk-3", "risk-4"].map((step) => contrast(step, "panel", theme));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });
});

test("the maths agrees with WCAG at both ends: black on white is 21, a colour on itself is 1", () => {
  const white = { lightness: 1, chroma: 0, hue: 0 };
  const black = { lightness: 0, chroma: 0, hue: 0 };
  expect(ratio(luminance(white), luminance(black))).toBeCloseTo(21, 3);
  expect(ratio(luminance(white), luminance(white))).toBe(1);
  // #ff0000, from the CSS Color 4 table of conversions.
  expect(luminance({ lightness: 0.62796, chroma: 0.25768, hue: 29.234 })).toBeCloseTo(0.2126, 3);
});

function readTokens(css: string): Map<string, Record<Theme, Colour>> {
  const found = new Map<string, Record<Theme, Colour>>();
  const declaration = /--color-([a-z0-9-]+): light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\);/g;
  for (const [, name = "", light = "", dark = ""] of css.matchAll(declaration)) {
    found.set(name, { light: readColour(light), dark: readColour(dark) });
  }
  return found;
}

function readColour(text: string): Colour {
  const [lightness = 0, chroma = 0, hue = 0] = text.split(" ").map(Number);
  return { lightness, chroma, hue };
}

function contrast(one: string, other: string, theme: Theme): number {
  return ratio(luminance(token(one)[theme]), luminance(token(other)[theme]));
}

function token(name: string) {
  const colour = tokens.get(name);
  if (!colour) throw new Error(`globals.css has no --color-${name}.`);
  return colour;
}

function ratio(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** Relative luminance of an OKLCH colour, clipped to sRGB as a browser without a wider gamut shows it (Ottosson 2020; WCAG 2.2). */
function luminance({ lightness, chroma, hue }: Colour): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function clip(value: number): number {
  return Math.min(1, Math.max(0, value));
}
