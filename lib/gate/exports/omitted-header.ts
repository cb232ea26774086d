import type { Left } from "@/lib/gate/exports/export";

/** Servers in between cut what is longer. */
const most = 4000;

/** 'EX-1042; why="It names no finding.", EX-1050; why="…"': in ASCII, as headers are. */
export function omittedHeader(left: Left[]): string {
  const parts = left.map(({ number, why }) => `EX-${number}; why="${asciiOf(why)}"`);
  const fits = parts.filter((_, at) => parts.slice(0, at + 1).join(", ").length <= most);
  return [...fits, ...(fits.length < parts.length ? [`and ${parts.length - fits.length} more`] : [])].join(
    ", ",
  );
}

function asciiOf(text: string): string {
  return text
    .replaceAll("’", "'")
    .replaceAll(/[^ -~]/g, "?")
    .replaceAll(/["\\]/g, "\\$&");
}
