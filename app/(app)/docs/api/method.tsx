/** Reading is quiet; what writes is not. */
export function Method({ method }: { method: "get" | "post" }) {
  return (
    <span className={`font-mono text-xs font-semibold ${method === "post" ? "text-accent" : "text-muted"}`}>
      {method.toUpperCase()}
    </span>
  );
}
