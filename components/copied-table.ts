// A table on the screen as a spreadsheet takes it from the clipboard: as text kept apart by tabs, and as HTML.

/** The words of each cell, headings first. Instants are ISO in UTC, as in the CSV, whatever zone the screen shows. */
export function rowsOf(table: HTMLTableElement): string[][] {
  const rows = [...table.rows].map((row) => [...row.cells]);
  const hasInstants = (at: number) => rows.some((cells) => cells[at]?.querySelector("time[datetime]"));
  return rows
    .filter((cells) => cells.length === rows[0]?.length)
    .map((cells, row) =>
      cells.map((cell, at) => (row === 0 && hasInstants(at) ? `${wordsOf(cell)} (UTC)` : wordsOf(cell))),
    );
}

export function asText(rows: string[][]): string {
  return rows.map((cells) => cells.map(safe).join("\t")).join("\r\n");
}

export function asMarkup(rows: string[][]): string {
  const line = (cells: string[], tag: "th" | "td") =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(safe(cell))}</${tag}>`).join("")}</tr>`;
  const [head = [], ...body] = rows;
  return `<table>${line(head, "th")}${body.map((cells) => line(cells, "td")).join("")}</table>`;
}

function wordsOf(cell: HTMLTableCellElement): string {
  const instant = cell.querySelector("time[datetime]")?.getAttribute("datetime");
  // "2/3" would become the 2nd of March. What stands apart on the screen stands apart here, and what is hidden does not count.
  // biome-ignore lint/performance/useDomNodeTextContent: the text of the nodes knows neither
  return (instant ?? cell.innerText)
    .replaceAll(/\s+/g, " ")
    .trim()
    .replace(/^(\d+)\/(\d+)$/, "$1 of $2");
}

/** What a spreadsheet would run as a formula gets a ' in front, as in the CSV. */
function safe(cell: string): string {
  return /^'*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? `'${cell}` : cell;
}

function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
