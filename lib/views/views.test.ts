import { beforeAll, expect, test } from "vitest";
import { record } from "@/lib/audit/record";
import { db, inTransaction } from "@/lib/db";
import { parseFilter } from "@/lib/exceptions/register-filter";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { changeView } from "@/lib/views/change-view";
import { chooseView } from "@/lib/views/choose-view";
import { listedViews } from "@/lib/views/listed-views";
import { isModified, openedView } from "@/lib/views/opened-view";
import { saveView } from "@/lib/views/save-view";
import { newViewSchema } from "@/lib/views/schemas";
import { shareView } from "@/lib/views/share-view";
import { viewsOf, viewsOnPage } from "@/lib/views/views-of";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
  await filled(
    inTransaction(noon, async (tx) => {
      const { security } = cast.group;
      await tx.group.update({ where: { id: security }, data: { leadId: cast.actor.Mara.id } });
      const body = { changed: {} };
      await record(tx, {
        stream: `approver_group/${security}`,
        action: "group.changed",
        actor: "operator",
        body,
      });
      return { ok: true as const };
    }),
  );
}, 60_000);

const events = () => db.auditEvent.count({ where: { stream: { startsWith: "saved_view/" } } });
const kept = (name: string, query: string, who: keyof Cast["actor"] = "Ada") =>
  filled(saveView(newViewSchema.parse({ name, query }), cast.actor[who], noon));
const names = async (who: keyof Cast["actor"]) =>
  (await viewsOf(cast.actor[who], noon)).map(({ name }) => name);
const opened = async (who: keyof Cast["actor"], params: Record<string, string> = {}) => {
  const found = openedView(params, await viewsOnPage(cast.actor[who], noon, params.saved ?? null));
  return found && { name: found.view.name, shown: parseFilter(found.params).filter };
};

test("one's own view is kept as the register writes it, seen by nobody else, and the trail is silent", async () => {
  const before = await events();
  const { id, query } = await kept("Payments weekly", "?q=risk:high ends:<7d&owner=me&page=4&saved=nonsense");
  expect(query).toBe("?risk=high&owner=me&ends=7d");
  expect(await names("Ada")).toContain("Payments weekly");
  expect(await names("Ben")).not.toContain("Payments weekly");
  expect(await opened("Ben", { saved: id })).toBeNull();

  const { Ada, Ben } = cast.actor;
  expect(await changeView({ viewId: id, name: "Mine now" }, Ben, noon)).toMatchObject({ code: "not-found" });
  expect(await chooseView({ viewId: id, isPinned: true }, Ben, noon)).toMatchObject({ code: "not-found" });
  const { before: was } = await filled(changeView({ viewId: id, query: "?risk=low" }, Ada, noon));
  expect(was).toBe(query);
  await filled(changeView({ viewId: id, removed: true }, Ada, noon));
  expect(await names("Ada")).not.toContain("Payments weekly");
  await filled(changeView({ viewId: id, removed: false }, Ada, noon));
  expect(await names("Ada")).toContain("Payments weekly");
  expect(await events()).toBe(before);
});

test("two views of one person have two names, whatever their capitals", async () => {
  await kept("Twice", "?risk=high");
  const again = saveView({ name: "tWICE", query: "?risk=low" }, cast.actor.Ada, noon);
  expect(await again).toMatchObject({ fields: { name: "There is a view called tWICE already." } });
  await kept("Twice", "?risk=high", "Ben");
});

test("a view is shared with a group one sits in; from then on its lead changes it, each time with an event", async () => {
  const { Ada, Ben, Cora, Mara, Root } = cast.actor;
  const { id } = await kept("Security on Mondays", "?view=open");
  expect(await shareView({ viewId: id, groupId: cast.group.protection }, Ada, noon)).toMatchObject({
    message: "Views are shared with a group that you sit in.",
  });
  await filled(shareView({ viewId: id, groupId: cast.group.security }, Ada, noon));
  expect(await names("Ben")).toContain("Security on Mondays");
  expect(await names("Dan")).not.toContain("Security on Mondays");

  for (const nobody of [Ada, Ben, Cora])
    expect(await changeView({ viewId: id, name: "Other" }, nobody, noon)).toMatchObject({
      message: "It is the view of Security. Mara, who leads it, or an administrator changes it.",
    });
  const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);
  await filled(changeView({ viewId: id, name: "Mondays" }, Mara, later(1)));
  await filled(changeView({ viewId: id, removed: true }, Root, later(2)));
  await filled(changeView({ viewId: id, removed: false }, Root, later(3)));
  expect(
    await db.auditEvent.findMany({ where: { stream: `saved_view/${id}` }, orderBy: { seq: "asc" } }),
  ).toMatchObject([
    {
      action: "view.shared",
      actorId: Ada.accountId,
      body: { name: "Security on Mondays", query: "?view=open" },
    },
    { action: "view.changed", body: { changed: { name: { after: "Mondays" } } } },
    { action: "view.removed" },
    { action: "view.restored" },
  ]);
});

test("the register opens with the address, then my default, then the group's, then what is in force", async () => {
  const { Ada, Ben, Root } = cast.actor;
  expect(await opened("Eli")).toBeNull();
  const [group, mine] = [
    await kept("The group's", "?risk=critical"),
    await kept("My own", "?risk=low", "Ben"),
  ];
  await filled(shareView({ viewId: group.id, groupId: cast.group.security }, Ada, noon));
  expect(await opened("Ben")).toBeNull();
  await filled(changeView({ viewId: group.id, isDefault: true }, Root, noon));
  expect(await opened("Ben")).toMatchObject({ name: "The group's", shown: { risk: ["critical"] } });

  const other = await kept("Another default", "?risk=moderate", "Ben");
  await filled(chooseView({ viewId: other.id, isDefault: true }, Ben, noon));
  const { before } = await filled(chooseView({ viewId: mine.id, isDefault: true }, Ben, noon));
  expect(before).toBe(other.id);
  expect(await opened("Ben")).toMatchObject({ name: "My own", shown: { saved: mine.id, risk: ["low"] } });
  expect(await opened("Ben", { risk: "high" })).toBeNull();
  expect(await opened("Ada")).toMatchObject({ name: "The group's" });
  expect(await opened("Ben", { saved: group.id })).toMatchObject({ name: "The group's" });

  await filled(changeView({ viewId: mine.id, removed: true }, Ben, noon));
  expect(await opened("Ben")).toMatchObject({ name: "The group's" });
});

test("an edited view is modified until it shows again what was kept; the page does not count", () => {
  const view = { query: "?risk=high&ends=7d" };
  const shown = (query: string) => parseFilter(Object.fromEntries(new URLSearchParams(query))).filter;
  expect(isModified(view, shown("?ends=7d&risk=high&page=3"))).toBe(false);
  expect(isModified(view, shown("?risk=high"))).toBe(true);
  expect(isModified(view, shown("?risk=high&ends=7d&group=policy"))).toBe(true);
});

test("a view that holds a word of another time says which, and shows the rest", async () => {
  const { id } = await kept("Of another time", "?risk=high");
  await db.savedView.update({ where: { id }, data: { query: "?risk=high,extreme&policy=SEC-999" } });
  const { views } = await listedViews(cast.actor.Ada, noon);
  expect(views.find((view) => view.id === id)).toMatchObject({
    sentence: "All exceptions, high",
    dropped: ["risk extreme", "rule SEC-999"],
  });
  expect(await opened("Ada", { saved: id })).toMatchObject({ shown: { risk: ["high"] } });
});
