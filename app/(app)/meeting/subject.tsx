import type { Route } from "next";
import { ExceptionNumber } from "@/components/exception-number";
import { Link } from "@/components/ui/link";
import type { MinutesSubject } from "@/lib/meetings/minutes";

/** "EX-1017 Port 5005 open on db-3", "SEC-014 TLS 1.2 or newer", or what was promised. With `link`, its key opens it. */
export function Subject({ about, link = false }: { about: MinutesSubject; link?: boolean }) {
  if ("followUp" in about) return <span>{about.followUp}</span>;
  const [key, href] =
    "exception" in about
      ? [<ExceptionNumber key="key" number={about.exception} />, `/exceptions/EX-${about.exception}`]
      : [
          <span key="key" className="number">
            {about.policy}
          </span>,
          `/policies/${about.policy}`,
        ];
  return (
    <span>
      <span className="mr-1 font-normal">
        {link ? (
          <Link href={href as Route} className="relative z-1 text-accent hover:underline">
            {key}
          </Link>
        ) : (
          key
        )}
      </span>{" "}
      {about.title}
    </span>
  );
}
