import type { Route } from "next";
import Link from "next/link";

import { ExceptionNumber } from "@/components/exception-number";
import type { MinutesSubject } from "@/lib/meetings/minutes";

/** "EX-1017 Port 5005 open on db-3", "SEC-014 TLS 1.2 or newer", or what was promised. With `link`, its key opens it. */
export function Subject({ about, link = false }: { about: MinutesSubject; link?: boolean }) {
  if ("followUp" in about) return <span>{about.followUp}</span>;
  return (
    <span>
      <span className="mr-1">
        {"exception" in about ? (
          <ExceptionNumber number={about.exception} link={link} />
        ) : (
          <PolicyKey policy={about.policy} link={link} />
        )}
      </span>{" "}
      {about.title}
    </span>
  );
}

function PolicyKey({ policy, link }: { policy: string; link: boolean }) {
  const text = <span className="number">{policy}</span>;
  if (!link) return text;
  return (
    <Link href={`/policies/${policy}` as Route} className="relative z-1 text-accent hover:underline">
      {text}
    </Link>
  );
}
