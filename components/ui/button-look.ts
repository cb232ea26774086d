export type ButtonKind = "filled" | "outlined" | "danger" | "ghost";

const shape =
  "inline-flex h-control shrink-0 items-center justify-center gap-1.5 rounded-md px-3 text-sm font-medium whitespace-nowrap select-none transition-colors print:hidden";

const kinds: Record<ButtonKind, string> = {
  filled: "border border-transparent bg-accent text-on-accent hover:bg-accent/90",
  outlined: "border border-edge bg-panel text-ink hover:bg-sunken",
  danger: "border border-edge bg-panel text-bad hover:bg-bad-tint",
  ghost: "border border-transparent text-ink hover:bg-sunken",
};

const blocked = "border border-line bg-sunken text-muted";

/** One filled button per view; the others are outlined. Danger asks for a reason and is outlined too. */
export function buttonLook(kind: ButtonKind, { iconOnly = false, isBlocked = false } = {}): string {
  return `${shape} ${isBlocked ? blocked : kinds[kind]} ${iconOnly ? "w-control px-0!" : ""}`;
}
