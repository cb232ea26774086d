import type { Route } from "next";
import { Link } from "@/components/ui/link";

/** "EX-1042". */
export function exceptionNumber(number: number): string {
  return `EX-${number}`;
}

/** The number in mono. With `link`, it opens the exception. */
export function ExceptionNumber({ number, link = false }: { number: number; link?: boolean }) {
  const text = <span className="number">{exceptionNumber(number)}</span>;
  if (!link) return text;
  return (
    <Link
      href={`/exceptions/${exceptionNumber(number)}` as Route}
      className="relative z-1 inline-block min-h-6 text-accent hover:underline"
    >
      {text}
    </Link>
  );
}
