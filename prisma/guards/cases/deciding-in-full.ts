// R5, R8, R19: what is taken back, raised, and revoked by the clock.

import { randomUUID } from "node:crypto";

import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";
import type { Name, World } from "@/prisma/guards/world";
import { after, day, noon } from "@/prisma/guards/world";

const whileOpen = "R5 an approval is taken back while other steps are open";
const onlyCurrent = "R5 only an approval of the current revision is taken back";
const byWhom = "R6 an approval is taken back by who gave it, with a live session";
const inWhoseName = "R2 what was taken back is recorded in the name of who did it";
const bound = "R8 a condition is taken back with the approval that demanded it";
const unsigned = "R9 active without all required steps approved";

const of = ({ exception }: World, name: string) => exception[name] as string;

const takesBack =
  (by: Name, name: string, change: { of?: Name } & Record<string, unknown> = {}) =>
  async (it: World) => {
    await it.takeBack({ by, on: of(it, name), ...change });
    await it.move(of(it, name), {}, by);
  };

/** With the approval of `halfDemanded` what it demanded, recorded once, after `more`. */
async function takesDemandBack(it: World, more: () => Promise<unknown> = async () => {}) {
  await it.takeBack({ by: "Ada", on: of(it, "halfDemanded") });
  await setCondition(it, "halfDemanded", "taken_back");
  await more();
  await it.move(of(it, "halfDemanded"), {}, "Ada");
}

const setCondition = (it: World, name: string, state: string) =>
  it.sql.rows("UPDATE condition SET state = $2::condition_state, reason = 'Seen.' WHERE exception_id = $1", [
    of(it, name),
    state,
  ]);

const takenBack: Case[] = [
  allows("R5: who approved takes it back while another step is open", takesBack("Ada", "halfSigned")),
  allows(
    "R5: under the second entry that the same person has, too",
    takesBack("Abe", "halfSigned", { of: "Ada" }),
  ),
  refuses(whileOpen, "R5: what is in force is revoked, not taken back", takesBack("Ada", "activeHigh")),
  refuses(whileOpen, "R5: what was sent back is not taken back", takesBack("Eve", "sentBackByBen")),
  refuses(
    onlyCurrent,
    "R10: an approval of an earlier revision is not taken back",
    takesBack("Ada", "revised"),
  ),
  refuses(onlyCurrent, "R5: a rejection is not taken back", async (it) => {
    const { id } = await it.sql.row<{ id: string }>(
      "SELECT id FROM decision WHERE exception_id = $1 AND verdict = 'reject'",
      [of(it, "split")],
    );
    await it.takeBack({ by: "Ben", of: "Eve", on: of(it, "split"), decision_id: id });
  }),
  refuses(onlyCurrent, "R5: nor an approval of another request", async (it) => {
    await it.takeBack({ by: "Ada", on: of(it, "halfSigned"), exception_id: of(it, "benSigned") });
  }),
  refuses(
    byWhom,
    "R6: nobody takes back what a colleague approved",
    takesBack("Ben", "halfSigned", { of: "Ada" }),
  ),
  refuses(byWhom, "R6: nor with the colleague's account and their own session", (it) =>
    takesBack("Ada", "halfSigned", { session_id: it.person.Ben.session })(it),
  ),
  refuses(byWhom, "R6: an ended session takes nothing back", async (it) => {
    await it.sql.update("session", it.person.Ada.session, { ended_at: noon });
    await takesBack("Ada", "halfSigned")(it);
  }),
  refuses(
    { constraint: "retraction_pkey" },
    "R5: an approval is taken back once",
    takesBack("Ada", "takenBack"),
  ),

  allows("R8: what was demanded is taken back with the approval", (it) => takesDemandBack(it)),
  refuses(
    "R8 an approval is taken back with all that it demanded",
    "R8: an approval is not taken back without its demands",
    takesBack("Ada", "halfDemanded"),
  ),
  refuses(bound, "R8: nor is a demand without its approval", (it) =>
    setCondition(it, "halfDemanded", "taken_back"),
  ),
  refuses(bound, "R8: nor ever what the requester asked for", (it) =>
    setCondition(it, "conditional", "taken_back"),
  ),
  refuses(
    "R24 a condition comes to hold or is broken, and is never unknown again",
    "R8: what was taken back is not broken any more",
    (it) => takesDemandBack(it, () => setCondition(it, "halfDemanded", "broken")),
  ),

  refuses(
    "R2 a change of retraction without a new version of its exception",
    "R2, C4: nothing is taken back without a new version of its exception",
    (it) => it.takeBack({ by: "Ada", on: of(it, "halfSigned") }),
  ),
  refuses(
    "R2 a change of retraction after its audit event",
    "R2, C4: nothing is taken back after the event",
    async (it) => {
      await it.move(of(it, "halfSigned"), {}, "Ada");
      await it.takeBack({ by: "Ada", on: of(it, "halfSigned") });
    },
  ),
  refuses(inWhoseName, "R2, C5: what Ada takes back is not recorded as Ben's", async (it) => {
    await it.takeBack({ by: "Ada", on: of(it, "halfSigned") });
    await it.move(of(it, "halfSigned"), {}, "Ben");
  }),

  refuses(unsigned, "R9: an approval that was taken back signs nothing", (it) =>
    it.decide({ by: "Eli", on: of(it, "takenBack"), step: 2 }, it.window(day)),
  ),
  allows(
    "R5, R8: a colleague signs the step that it opened, and what it had shortened is as long as asked",
    (it) => it.decide({ by: "Eli", on: of(it, "signedAgain"), step: 2 }, it.window()),
  ),
  refuses(
    "R5 one person, one decision per revision",
    "R5: who took it back does not sign this revision again",
    (it) => it.decide({ by: "Ada", on: of(it, "takenBack") }),
  ),
  refuses(unsigned, "R19: nor does one that was taken back put an emergency in force", (it) =>
    it.move(of(it, "emergencyTakenBack"), { ...it.window(day), ratify_by: after(day) }, "Ada"),
  ),
];

const raised: Case[] = [
  allows("R8: an approver raises the risk of what waits for their group", (it) =>
    it.raise(of(it, "waiting"), { by: "Ben" }),
  ),
  refuses("R8 an approver raises the risk", "R8: somebody without a seat in its groups does not", (it) =>
    it.raise(of(it, "waiting"), { by: "Sam" }),
  ),
  refuses(
    "R8 an approver raises the risk",
    "R8: nor somebody whose seat begins in a millisecond",
    async (it) => {
      const id = randomUUID();
      const { id: person_id } = it.person.Fay;
      const seat = { id, group_id: it.group.security, person_id, granted_by_id: it.person.Root.id };
      await it.sql.insert("membership", { ...seat, from_at: after(0.001) });
      await it.record({ stream: `membership/${id}`, by: "Root" });
      await it.raise(of(it, "waiting"), { by: "Fay" });
    },
  ),
  refuses("R4 a party does not raise the risk", "R4, R8: nor a party with a seat", (it) =>
    it.raise(of(it, "byCora"), { by: "Cora" }),
  ),
  refuses("R4 a party does not raise the risk", "R4, A2: nor their second entry", (it) =>
    it.raise(of(it, "byCora"), { by: "Cory" }),
  ),
  refuses(
    "R8 the risk of what was sent back is not raised",
    "R8: what was sent back lies with its requester",
    (it) => it.raise(of(it, "sentBack")),
  ),
];

const tooEarly = "R19 the clock revokes only what was not ratified in time";
const clockRevokes = (name: string, at: Date) => async (it: World) => {
  await it.sql.at(at);
  await it.move(of(it, name), { status: "closed", closed_reason: "revoked", closed_at: at }, "clock");
};

const clock: Case[] = [
  refuses(tooEarly, "R19: the clock does not revoke what is in force", clockRevokes("active", noon)),
  refuses(
    tooEarly,
    "R19: nor an emergency a millisecond before its time to ratify is over",
    clockRevokes("unratified", after(day - 0.001)),
  ),
  allows(
    "R19: it revokes an emergency when its time to ratify is over",
    clockRevokes("unratified", after(day)),
  ),
  refuses(tooEarly, "R19: and never one that was ratified", async (it) => {
    await it.decide({ by: "Eli", on: of(it, "unratified"), step: 2 }, { ratified_at: noon });
    await clockRevokes("unratified", after(day))(it);
  }),
];

export const decidingInFull: Case[] = [...takenBack, ...raised, ...clock];
