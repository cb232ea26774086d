// R23–R25: a yes is written before it is given and only to what is in force; what was approved is what was seen; tokens
// and the rule map change with their events.

import assert from "node:assert/strict";

import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";
import type { World } from "@/prisma/guards/world";
import { after, day } from "@/prisma/guards/world";

const notInForce = "R24 the gate says yes to nothing that is not in force";
const of = ({ exception }: World, name: string) => exception[name] as string;

export const gate: Case[] = [
  allows("R24: the gate says yes to what is in force", (it) => it.sayYes(of(it, "active"))),
  allows("R24: and to reports that break nothing", (it) => it.sayYes(null)),
  allows("R13, R24: a millisecond before its end it still does", async (it) => {
    await it.sql.at(after(5 * day - 0.001));
    await it.sayYes(of(it, "active"));
  }),
  refuses(notInForce, "R13, R24: at its end it does no more, with no worker running", async (it) => {
    await it.sql.at(after(5 * day));
    await it.sayYes(of(it, "active"));
  }),
  refuses(notInForce, "R24: not to what waits", (it) => it.sayYes(of(it, "waiting"))),
  refuses(notInForce, "R24: not to what was revoked", (it) => it.sayYes(of(it, "revoked"))),
  refuses(
    notInForce,
    "R24: not by dating the answer back",
    async (it) => {
      await it.sql.at(after(5 * day));
      await it.sayYes(of(it, "active"), { at: after(day) });
    },
    { roles: ["owner", "replica"] },
  ),

  allows("R25: a revision covers the findings that it names, and nobody has to write them", async (it) => {
    const rows = await it.sql.rows<{ fingerprint: string }>(
      "SELECT fingerprint FROM cover WHERE exception_id = $1",
      [of(it, "withFinding")],
    );
    assert.deepEqual(
      rows.map(({ fingerprint }) => fingerprint),
      ["f1:00"],
    );
  }),

  allows("R23: a rule is mapped, and mapped anew after the row has ended", async (it) => {
    const id = await it.mapRule({ pattern: "AWS-0107" });
    await it.sql.rows("UPDATE policy_rule SET ended_at = register_now() WHERE id = $1", [id]);
    await it.record({ stream: `policy_rule/${id}`, by: "Root" });
    await it.mapRule({ pattern: "AWS-0107" });
  }),
  refuses({ constraint: "r23_one_row_for_a_rule" }, "R23: one rule has one answer at a time", async (it) => {
    await it.mapRule({ pattern: "AWS-0107" });
    await it.mapRule({ pattern: "AWS-0107", policy_id: it.policy.tls });
  }),
  refuses("R2 a change of policy_rule without its audit event", "R2: no row ends without its event", (it) =>
    it.sql.rows("UPDATE policy_rule SET ended_at = register_now()"),
  ),

  allows("R2: a token is used without an event", (it) =>
    it.sql.rows("UPDATE api_token SET last_used_at = register_now()"),
  ),
  refuses("R2 a change of api_token without its audit event", "R2: no token ends without its event", (it) =>
    it.sql.rows("UPDATE api_token SET ended_at = register_now()"),
  ),
];
