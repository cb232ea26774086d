// R4, R24: a run is no wider than its binding, acts for whoever started it and says so themselves, and only while it lasts.

import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";
import type { Name, World } from "@/prisma/guards/world";
import { after, noon } from "@/prisma/guards/world";

const stands = "R24 a run belongs to a binding that stands";
const wider = "R24 a run is no wider than its binding";
const own = "R4 people link themselves, signed in";
const lasts = "R4 a run acts while it lasts, for whoever started it";
const eventOf = (table: string) => `R2 a change of ${table} without its audit event`;

const end = (it: World, table: string, column: string, id: string) =>
  it.sql.rows(`UPDATE ${table} SET ${column} = register_now() WHERE id = $1`, [id]);

async function told(it: World, instant: Date) {
  await it.sql.fireDeferred();
  await it.sql.rows("SET CONSTRAINTS ALL DEFERRED");
  await it.sql.at(instant);
}

/** A run that Cora started; something happens; it asks. */
async function asks(
  it: World,
  { first, ...change }: { first?: (run: Run) => Promise<unknown>; by?: Name } = {},
) {
  const run = await it.run();
  const link = await it.linkPerson(run.issuer, "Cora");
  await first?.({ ...run, link });
  return it.askByRun(run, change);
}
type Run = { id: string; token: string; issuer: string; link: string };

export const issuers: Case[] = [
  allows("R24: a run of a binding is taken", (it) => it.run()),
  refuses(stands, "R24: none of a binding that has ended", async (it) => {
    const token_id = await it.bind();
    await end(it, "api_token", "ended_at", token_id);
    await it.record({ stream: `api_token/${token_id}`, by: "Root" });
    await it.run({ token_id });
  }),
  refuses(stands, "R24: none of an issuer that is retired", async (it) => {
    const issuer_id = await it.addIssuer({});
    const token_id = await it.bind({ issuer_id });
    await end(it, "pipeline_issuer", "retired_at", issuer_id);
    await it.record({ stream: `pipeline_issuer/${issuer_id}`, by: "Root" });
    await it.run({ token_id });
  }),
  refuses(stands, "R24: none of another issuer than the binding's", async (it) =>
    it.run({ issuer_id: await it.addIssuer() }),
  ),
  refuses(wider, "R24: none of another repository", (it) =>
    it.run({ claims: `{"repository_id": "8", "environment": "prod"}` }),
  ),
  refuses(wider, "R24: none with a right that the binding lacks", (it) => it.run({ rights: ["export"] })),
  refuses(wider, "R24: none in an environment that the binding lacks", (it) =>
    it.run({ environments: ["production", "test"] }),
  ),

  allows("R4: somebody says whom an issuer calls them", async (it) =>
    it.linkPerson(await it.addIssuer(), "Cora"),
  ),
  refuses(own, "R4: nobody says so of somebody else", async (it) =>
    it.linkPerson(await it.addIssuer(), "Cora", { by: "Root" }),
  ),
  refuses(own, "R4: nor does a token", async (it) =>
    it.linkPerson(await it.addIssuer(), "Cora", { via: "token" }),
  ),
  refuses(own, "R2: nor without an event", async (it) => it.linkPerson(await it.addIssuer(), "Cora", null)),
  refuses({ constraint: "r4_linked_once" }, "R4: one person at a time", async (it) => {
    const issuer = await it.addIssuer();
    await it.linkPerson(issuer, "Cora");
    await it.linkPerson(issuer, "Sam");
  }),
  allows("R4: another one after it has ended", async (it) => {
    const issuer = await it.addIssuer();
    const link = await it.linkPerson(issuer, "Cora");
    await end(it, "linked_person", "ended_at", link);
    await it.record({ stream: `linked_person/${link}`, by: "Root" });
    await it.linkPerson(issuer, "Sam");
  }),
  refuses(eventOf("linked_person"), "R2: no link ends without its event", (it) =>
    it.sql.rows("UPDATE linked_person SET ended_at = register_now()"),
  ),
  refuses(eventOf("pipeline_issuer"), "R2: no issuer is retired without its event", (it) =>
    it.sql.rows("UPDATE pipeline_issuer SET retired_at = register_now()"),
  ),

  allows("R4: a run asks for whoever started it, and it goes to its approvers", (it) => asks(it)),
  allows("R4: a millisecond before its end", (it) =>
    asks(it, { first: () => told(it, after(3600 - 0.001, noon)) }),
  ),
  refuses(lasts, "R4: not at its end", (it) => asks(it, { first: () => told(it, after(3600)) })),
  refuses(lasts, "R4: not for somebody else", (it) => asks(it, { by: "Sam" })),
  refuses(lasts, "R4: not filed for them by somebody else", async (it) => {
    const run = await it.run();
    await it.linkPerson(run.issuer, "Cora");
    await it.askByRun(run, { requester: "Sam" });
  }),
  refuses(lasts, "R4: not once they have ended the link", (it) =>
    asks(it, {
      first: async ({ link }) => {
        await end(it, "linked_person", "ended_at", link);
        await it.record({ stream: `linked_person/${link}`, by: "Cora" });
      },
    }),
  ),
  refuses(lasts, "R4: not once its binding has ended", (it) =>
    asks(it, {
      first: async ({ token }) => {
        await end(it, "api_token", "ended_at", token);
        await it.record({ stream: `api_token/${token}`, by: "Root" });
      },
    }),
  ),
  refuses(lasts, "R4: not once its issuer is retired", (it) =>
    asks(it, {
      first: async ({ issuer }) => {
        await end(it, "pipeline_issuer", "retired_at", issuer);
        await it.record({ stream: `pipeline_issuer/${issuer}`, by: "Root" });
      },
    }),
  ),
  refuses(lasts, "R4: not without the right", async (it) => {
    const run = await it.run({ rights: ["evaluate"] });
    await it.linkPerson(run.issuer, "Cora");
    await it.askByRun(run);
  }),
  refuses(lasts, "R4: not in the name of another binding", async (it) => {
    const { id, issuer } = await it.run();
    await it.linkPerson(issuer, "Cora");
    await it.askByRun({ id, token: await it.bind() });
  }),
  refuses(
    "R4 a token acts while it lives, in the name of who made it",
    "R4: a binding asks in nobody's name",
    async (it) => it.askByToken({ token: await it.bind() }),
  ),
  refuses(
    "R4 what a token asks for is born sent back, and nothing else is",
    "R4: what a run asks for is not born sent back",
    async (it) => {
      const run = await it.run();
      await it.linkPerson(run.issuer, "Cora");
      await it.askByRun(run, { exception: { sent_back: true } });
    },
  ),
  refuses(
    "R4 a party does not decide",
    "R4: whoever started the run does not decide what it asked for",
    async (it) => {
      const on = await asks(it);
      await told(it, after(60));
      await it.sign({ by: "Cora", on });
    },
  ),
  refuses("R4 a party does not decide", "R4: nor does another entry of theirs", async (it) => {
    const on = await asks(it);
    await told(it, after(60));
    await it.sign({ by: "Cory", on });
  }),
];
