/** A number in a column: nothing to see is muted, what asks for an act is red. */
export function Count({ value, asks = false }: { value: number; asks?: boolean }) {
  if (value === 0) return <span className="text-muted">0</span>;
  return <span className={`font-medium ${asks ? "text-bad" : ""}`}>{value}</span>;
}
