import { expect, test } from "vitest";

import { minutesMarkdown } from "@/lib/meetings/markdown";
import type { Minutes } from "@/lib/meetings/minutes";

const at = "2026-11-20T09:05:00.000Z";
const minutes: Minutes = {
  meeting: 12,
  openedAt: "2026-11-20T09:00:00.000Z",
  endedAt: "2026-11-20T09:30:00.000Z",
  zone: "Europe/Berlin",
  chair: "ada",
  present: ["ada", "ben"],
  items: [
    {
      position: 1,
      kind: "expired",
      about: { exception: 1017, title: "Port 5005 open on db_3", risk: "high" },
      why: "Ended Fri 20 Nov 2026, 03:40 and is not closed.",
      by: null,
      carried: 2,
      outcome: "carried over",
      seconds: 61,
      notes: [{ by: "ben", at, body: "# The vendor\nslipped" }],
      recommendations: [{ by: "ada", at, body: "Close it." }],
      acts: [{ by: "ben", at, action: "exception.still_needed" }],
      followUps: [{ what: "Call the vendor", owner: "ben", dueOn: "2026-11-27" }],
    },
  ],
};
const names: Record<string, string> = { ada: "Ada Brandt", ben: "Ben Okoro" };

test("minutes read as one text, and what people typed makes no heading and no list of its own", () => {
  expect(
    minutesMarkdown(minutes, "9f2c", (id) => names[id] ?? id),
  ).toBe(`# Minutes of meeting 12, Fri 20 Nov 2026

- From Fri 20 Nov 2026, 10:00 to Fri 20 Nov 2026, 10:30 (Europe/Berlin)
- Led by Ada Brandt
- There: Ada Brandt, Ben Okoro
- One item, 1 carried over

## 1. EX-1017 Port 5005 open on db\\_3

Expired · High risk · Carried over twice. Ended Fri 20 Nov 2026, 03:40 and is not closed.

- Note (Ben Okoro): \\# The vendor slipped
- Recommended (Ada Brandt): Close it.
- Ben Okoro said that it is still needed (Fri 20 Nov 2026, 10:05)
- [ ] Ben Okoro: “Call the vendor” by Fri 27 Nov 2026
- Carried over, 1 minute

SHA-256 of the minutes: \`9f2c\`
`);
});
