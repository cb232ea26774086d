// R4, R6: a token asks in the name of who made it, for a person who has to submit it; it withdraws, and does nothing else.

import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";
import type { Name, World } from "@/prisma/guards/world";
import { after, day, noon } from "@/prisma/guards/world";

const born = "R4 what a token asks for is born sent back, and nothing else is";
const only = "R6 a token asks and withdraws, and does nothing else";
const lives = "R4 a token acts while it lives, in the name of who made it";
const submitted = "R4 what a token asked for is submitted by whom it named";

const withdrawn = { status: "closed", closed_reason: "withdrawn", closed_at: noon, sent_back: false };

/** What was told until now is told for good; the next act is another one. */
async function later(it: World, instant: Date) {
  await it.sql.fireDeferred();
  await it.sql.rows("SET CONSTRAINTS ALL DEFERRED");
  await it.sql.at(instant);
}

async function submittedBy(it: World, by: Name) {
  const { exception } = await it.askByToken();
  await later(it, after(60));
  await it.revise(exception, { by, owner: "Cora" });
}

export const tokens: Case[] = [
  allows("R4: what a token asks for is born sent back", (it) => it.askByToken()),
  refuses(born, "R4: a token's request does not go to its approvers at once", (it) =>
    it.askByToken({ sentBack: false }),
  ),

  allows("R6: a token withdraws what it asked for", async (it) => {
    const { exception, token } = await it.askByToken();
    await it.move(exception, withdrawn, null);
    await it.recordByToken(exception, token);
  }),
  refuses(only, "R6: a token changes nothing", async (it) => {
    const { exception, token } = await it.askByToken();
    await it.move(exception, {}, null);
    await it.recordByToken(exception, token);
  }),
  refuses(only, "R6: a token writes nothing on the record, not even a note", async (it) => {
    const { exception, token } = await it.askByToken();
    await it.recordByToken(exception, token, { version: null });
  }),

  allows("R4: a token asks a millisecond before its end", async (it) => {
    const token = await it.makeToken({ rights: ["request"] });
    await later(it, after(day - 0.001));
    await it.askByToken({ token });
  }),
  refuses(lives, "R4: at its end a token asks no more", async (it) => {
    const token = await it.makeToken({ rights: ["request"] });
    await later(it, after(day));
    await it.askByToken({ token });
  }),
  refuses(lives, "R4: nor once it was ended", async (it) => {
    const token = await it.makeToken({ rights: ["request"] });
    await it.sql.rows("UPDATE api_token SET ended_at = register_now() WHERE id = $1", [token]);
    await it.askByToken({ token });
  }),
  refuses(lives, "R4: a token without the right asks for nothing", async (it) => {
    const token = await it.makeToken({ rights: ["evaluate", "export"] });
    await it.askByToken({ token });
  }),
  refuses(lives, "R4: a token asks in nobody's name but its maker's", (it) => it.askByToken({ by: "Sam" })),
  refuses(lives, "R4: a token that is not named is none", async (it) => {
    const exception = await it.file({ exception: { sent_back: true }, by: "Root", unrecorded: true });
    await it.recordByToken(exception, null);
  }),

  allows("R4: whom the token named submits it", (it) => submittedBy(it, "Cora")),
  allows("R4: also by another entry of that person", (it) => submittedBy(it, "Cory")),
  refuses(submitted, "R4: who made the token does not submit it", (it) => submittedBy(it, "Root")),
  refuses(submitted, "R4: nor does anybody else", (it) => submittedBy(it, "Sam")),
];
