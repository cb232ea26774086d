// R28: a view is somebody's own until they share it with a group they sit in; from then on its lead or an administrator
// changes it, with an event.

import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";
import type { Name, World } from "@/prisma/guards/world";

const born = "R28 a view begins as the own of who made it";
const maker = "R28 a view keeps its maker";
const stays = "R28 what a group was given stays with it";
const insider = "R28 a view is shared by somebody of the group";
const told = "R2 a change of a group's view without the event of who may change it";
const choice = "R28 people choose among their own views and those of their groups";

async function leave(it: World, name: Name) {
  const rows = await it.sql.rows<{ id: string }>(
    "UPDATE membership SET until_at = register_now() WHERE person_id = $1 RETURNING id",
    [it.person[name].id],
  );
  for (const { id } of rows) await it.record({ stream: `membership/${id}`, by: "Root" });
}

export const savedViews: Case[] = [
  allows("R28: one's own view is kept, changed and removed without a word in the trail", async (it) => {
    const id = await it.keepView();
    await it.changeView(id, { name: "Mondays", query: "?risk=low", removed_at: new Date() }, null);
    await it.changeView(id, { removed_at: null }, null);
  }),
  refuses(born, "R28: a view is not pushed into a group at once", (it) =>
    it.keepView({ group_id: it.group.security }),
  ),
  refuses(born, "R28: nor made as one that was removed", (it) => it.keepView({ removed_at: new Date() })),
  refuses(
    maker,
    "R28: nobody takes over another's view",
    async (it) => it.changeView(await it.keepView(), { maker_id: it.person.Cora.id }, null),
    { roles: ["owner", "replica"] },
  ),
  allows("R28: somebody of the group shares it", (it) => it.keepView({}, it.group.security)),
  refuses(insider, "R28: nobody else does", (it) =>
    it.keepView({ maker_id: it.person.Sam.id }, it.group.security),
  ),
  refuses(insider, "R28: nor who has left the group", async (it) => {
    await leave(it, "Ada");
    await it.keepView({}, it.group.security);
  }),
  refuses(told, "R2: nothing is shared without its event", async (it) =>
    it.changeView(await it.keepView(), { group_id: it.group.security }, null),
  ),
  refuses(told, "R2: nor in another's name", async (it) =>
    it.changeView(await it.keepView(), { group_id: it.group.security }, "Root"),
  ),
  refuses(stays, "R28: what was shared is not taken back", async (it) =>
    it.changeView(await it.keepView({}, it.group.security), { group_id: null }),
  ),
  allows("R28: the lead of the group changes it, and so does an administrator", async (it) => {
    const id = await it.keepView({}, it.group.security);
    await it.changeView(id, { name: "Mondays", is_default: true }, "Mara");
    await it.sql.update("person", it.person.Ben.id, { role: "administrator" });
    await it.record({ stream: `person/${it.person.Ben.id}`, by: "Root" });
    await it.changeView(id, { is_default: false }, "Ben");
  }),
  refuses(told, "R2: not who made it, once it is the group's", async (it) => {
    const id = await it.keepView({}, it.group.security);
    await it.changeView(id, { name: "Mondays" }, "Ada");
  }),
  allows("R28: people choose among their own views and those of their groups", async (it) => {
    await it.chooseView(await it.keepView(), { is_pinned: true });
    await it.chooseView(await it.keepView({}, it.group.security), { is_default: true }, "Ben");
  }),
  refuses(choice, "R28: not among those of others", async (it) =>
    it.chooseView(await it.keepView(), { is_pinned: true }, "Ben"),
  ),
  refuses(choice, "R28: nor those of groups they have left", async (it) => {
    const id = await it.keepView({}, it.group.security);
    await leave(it, "Ben");
    await it.chooseView(id, { is_default: true }, "Ben");
  }),
  allows("R28: what was chosen can be dropped also after leaving", async (it) => {
    const id = await it.keepView({}, it.group.security);
    await it.chooseView(id, { is_pinned: true }, "Ben");
    await leave(it, "Ben");
    await it.sql.rows("UPDATE view_choice SET is_pinned = false WHERE view_id = $1", [id]);
  }),
  refuses({ constraint: "own_view_names_once" }, "R28: two of one's own have two names", async (it) => {
    await it.keepView({ name: "Weekly" });
    await it.keepView({ name: "Weekly" });
  }),
  allows("R28: but another person's, a removed one or the group's may be called the same", async (it) => {
    await it.keepView({ name: "Weekly", maker_id: it.person.Cora.id });
    await it.changeView(await it.keepView({ name: "Weekly" }), { removed_at: new Date() }, null);
    await it.keepView({ name: "Weekly" }, it.group.security);
    await it.keepView({ name: "Weekly" });
  }),
  refuses({ constraint: "group_view_names_once" }, "R28: and so have two of a group", async (it) => {
    await it.keepView({ name: "Weekly" }, it.group.security);
    await it.keepView({ name: "Weekly" }, it.group.security);
  }),
  refuses({ constraint: "one_default_of_a_group" }, "R28: a group starts with one view", async (it) => {
    for (const id of [await it.keepView({}, it.group.security), await it.keepView({}, it.group.security)])
      await it.changeView(id, { is_default: true }, "Mara");
  }),
  refuses({ constraint: "one_default_of_a_person" }, "R28: and so does a person", async (it) => {
    await it.chooseView(await it.keepView(), { is_default: true });
    await it.chooseView(await it.keepView(), { is_default: true });
  }),
];
