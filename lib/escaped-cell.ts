// Our CSV puts a ' before what a spreadsheet would run as a formula; whoever reads it back takes it away again. Apart from
// the writing, so that a browser can read without it.

/** The signs that begin a formula, the wide ones too, after at least one '. */
export function looksEscaped(cell: string): boolean {
  return /^'+[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell);
}

export function unescapedCell(cell: string): string {
  return looksEscaped(cell) ? cell.slice(1) : cell;
}
