// HTML for a file that opens on its own. Whatever is put into it is escaped, unless it was made here.

export type Markup = { markup: string };
type Part = Markup | string | number | null | false | undefined | Part[];

export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return { markup: strings.reduce((all, text, index) => all + written(parts[index - 1]) + text) };
}

function written(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (Array.isArray(part)) return part.map(written).join("");
  return typeof part === "object" ? part.markup : escaped(String(part));
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] as string);
