// What the directory's lists share: searching by words, and one order at a time.

export type Asked<View, Order> = { q: string; view: View; order: Order; reversed: boolean };

/** A Prisma condition: each typed word stands in one of the columns, whatever its capitals. */
export function searched(q: string, columns: string[]) {
  const words = q.split(/\s+/).filter(Boolean);
  return {
    AND: words.map((word) => ({
      OR: columns.map((column) => ({ [column]: { contains: word, mode: "insensitive" as const } })),
    })),
  };
}

/** Words from A to Z, numbers from the largest down; `reversed` turns that round. Rows that are equal keep their order. */
export function inOrder<Row extends Record<Order, string | number>, Order extends string>(
  rows: Row[],
  { order, reversed }: { order: Order; reversed: boolean },
): Row[] {
  const turn = reversed ? -1 : 1;
  return [...rows].sort((a, b) => turn * compare(a[order], b[order]));
}

function compare(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number" ? b - a : String(a).localeCompare(String(b));
}
