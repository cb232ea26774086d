/** 1042 out of "EX-1042", "ex-1042" or "1042"; null for anything else. */
export function numberIn(text: string): number | null {
  const digits = /^(?:ex-)?(\d{1,9})$/i.exec(text)?.[1];
  return digits ? Number(digits) : null;
}
