// R2: what was found in code is listed with the event of its import, and so is that it is gone.

import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";

const withoutEvent = "R2 what was found in code without the event of its import";

export const foundEntries: Case[] = [
  allows("R2: an import lists what it found", (it) => it.foundInCode()),
  refuses(withoutEvent, "R2: nothing is listed without its event", (it) => it.foundInCode({}, null)),
  refuses(withoutEvent, "R2: nor with the event of something else", (it) =>
    it.foundInCode({}, "system.changed"),
  ),
  refuses(withoutEvent, "R2: nothing is marked gone without an event", (it) =>
    it.sql.rows("UPDATE found_entry SET gone_at = register_now()"),
  ),
  allows("being seen again is no change", (it) =>
    it.sql.rows("UPDATE found_entry SET last_seen_at = register_now(), line = 2"),
  ),
  allows("it is told by what it says, in each environment and in none", async (it) => {
    const path = ".snyk";
    await it.foundInCode({ path });
    await it.foundInCode({ path, environment: null });
    await it.foundInCode({ path, identity: Buffer.alloc(32, 1) });
  }),
  refuses(
    { constraint: "found_once" },
    "and stands there once, also where it is said for all",
    async (it) => {
      const path = ".snyk";
      await it.foundInCode({ path, environment: null });
      await it.foundInCode({ path, environment: null });
    },
  ),
];
