// R26: the group that owns a policy decides about its gap, and what it decided stays.

import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";

const whoDecides = "R26 the control owner decides about a gap";
const author = "R27 a review without the event of its author";
const active = "R26 whoever changes the policy or funds the fix is active";

export const policyGaps: Case[] = [
  allows("R26: somebody of the group that owns the policy decides", (it) => it.decideGap()),
  allows("R26: keeping it needs nobody to do anything", (it) =>
    it.decideGap({ choice: "keep", owner_id: null, due_on: null }),
  ),
  refuses(whoDecides, "R26: nobody else, administrators neither", (it) =>
    it.decideGap({ by_id: it.person.Root.id }, "Root"),
  ),
  refuses(whoDecides, "R26: nor who has left the group", async (it) => {
    await it.sql.rows("UPDATE membership SET until_at = register_now() WHERE person_id = $1", [
      it.person.Ada.id,
    ]);
    await it.decideGap();
  }),
  refuses(author, "R26: no decision without its event", (it) => it.decideGap({}, null)),
  refuses(author, "R26: nor in another's name", (it) => it.decideGap({}, "Root")),
  refuses(active, "R26: whoever does it is still here", (it) => it.decideGap({ owner_id: it.person.Lex.id })),
];
