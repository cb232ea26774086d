import { fieldKeys, fields } from "@/lib/import/fields";

/** The headings of all that a sheet can say, and a row to write into. None of them holds a quotation mark. */
export function emptySheet(): string {
  return `${fieldKeys.map((key) => `"${fields[key].label}"`).join(",")}\r\n`;
}
