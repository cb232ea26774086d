import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";

import { DecideBy } from "@/components/decide-by";
import { Ends } from "@/components/ends";
import { StatusPill } from "@/components/status-pill";

const end = new Date("2026-11-25T08:41:00Z");
const justBefore = new Date(end.getTime() - 1);
const zone = "Europe/Berlin";

function html(element: React.ReactElement) {
  return renderToStaticMarkup(element);
}

/** What the eye reads: without tags, without what only screen readers hear. */
function words(element: React.ReactElement) {
  return html(element)
    .replace(/<span[^>]*(sr-only|hidden="")[^>]*>.*?<\/span>/g, "")
    .replace(/<[^>]+>/g, "");
}

test("an exception is shown in force until the instant of its end, and expired from it on, swept or not", () => {
  const active = { status: "active", startsAt: new Date(0), endsAt: end } as const;
  expect(words(<StatusPill {...active} now={justBefore} />)).toBe("Active, in force");
  expect(words(<StatusPill {...active} now={end} />)).toBe("Expired");
});

test("an approved exception is not shown in force before its start, nor while a suspending condition is broken", () => {
  const start = new Date("2026-11-20T08:00:00Z");
  const active = { status: "active", startsAt: start, endsAt: end } as const;
  expect(words(<StatusPill {...active} now={new Date(start.getTime() - 1)} />)).toBe("Active, starts later");
  expect(words(<StatusPill {...active} now={start} />)).toBe("Active, in force");
  expect(words(<StatusPill {...active} suspended now={start} />)).toBe("Active, not in force");
});

test("what is over says why, and is never red", () => {
  const closed = <StatusPill status="closed" closedReason="lapsed" now={end} />;
  expect(words(closed)).toBe("Closed · lapsed");
  expect(html(closed)).not.toContain("text-bad");
  expect(html(<Ends at={end} now={new Date(end.getTime() + 1)} zone={zone} over />)).not.toContain(
    "text-bad",
  );
});

test("an end and a due time never look alike: calendar and clock, each with its own words", () => {
  const now = new Date("2026-11-20T08:41:00Z");
  expect(words(<Ends at={end} now={now} zone={zone} />)).toBe("in 5 days · Wed 25 Nov 2026, 09:41");
  expect(words(<DecideBy at={end} now={now} zone={zone} />)).toBe("Decide by Wed 25 Nov, 09:41");
  expect(html(<Ends at={end} now={now} zone={zone} />)).toContain("lucide-calendar-x");
  expect(html(<DecideBy at={end} now={now} zone={zone} />)).toContain("lucide-clock");
});

test("a decision is overdue at its due time, not before", () => {
  expect(words(<DecideBy at={end} now={justBefore} zone={zone} />)).toBe("Decide by Wed 25 Nov, 09:41");
  expect(words(<DecideBy at={end} now={end} zone={zone} />)).toBe(
    "Overdue, was due just now · Wed 25 Nov, 09:41",
  );
});
