/** The product's mark: a rule, a break in it, and the line that closes it again. */
export function Mark() {
  return (
    <svg
      aria-hidden
      viewBox="0 0 16 16"
      className="size-5 shrink-0 text-accent"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
    >
      <path d="M1.5 8h3M11.5 8h3" />
      <path d="M6.5 11.5 9.5 4.5" />
    </svg>
  );
}
