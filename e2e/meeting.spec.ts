// A lead runs the weekly meeting by keys, with somebody who follows; minutes are written, printed, taken away and mailed.
// There is one open meeting at a time, so these stand in one row.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { db } from "@/lib/db";
import { endMeeting } from "@/lib/meetings/end-meeting";
import { openMeeting } from "@/lib/meetings/open-meeting";
import { takeOver } from "@/lib/meetings/take-over";
import { nextAgenda } from "@/lib/meetings/waiting";
import { approved, granted } from "./before";
import { actorCalled, expect, test, visit } from "./cast";

test.describe.configure({ mode: "serial" });

let held = 0;

test.beforeAll(endWhatIsOpen);
test.afterAll(endWhatIsOpen);

test("nine items by keys: a note, a follow-up, an item carried over, the minutes out", async ({
  as,
  requestFiledBy,
}) => {
  test.slow();
  // The agenda is that of the whole register: what the demo has left there, and as much of ours as makes nine.
  const there = (await nextAgenda("Europe/Berlin", new Date())).length;
  for (let ours = there; ours < 9; ours++) await approved(await requestFiledBy("Lukas"), "Jonas");
  const flagged = await requestFiledBy("Lukas");
  const [ada, cora] = [await as("Ada"), await as("Cora")];

  await visit(cora, `/exceptions/EX-${flagged.number}`);
  await cora.getByRole("button", { name: "Put on the agenda" }).click();
  await cora.getByLabel("What to talk about").fill("The third scanner that is off this month.");
  await cora.getByRole("dialog").getByRole("button", { name: "Put on the agenda" }).click();
  await expect(cora.getByRole("dialog")).toBeHidden();
  await expect(cora.getByRole("button", { name: "Put on the agenda" })).toHaveAccessibleDescription(
    "It is on the agenda of the next meeting already.",
  );

  await visit(cora, "/meeting");
  await expect(cora.getByRole("button", { name: "Start the meeting" })).toHaveAccessibleDescription(
    /leads a group that answers for a security rule/,
  );
  await visit(ada, "/meeting");
  await ada.getByRole("button", { name: "Start the meeting" }).click();
  await ada.getByLabel("Marta Kroll").check();
  await ada.getByRole("button", { name: "Start", exact: true }).click();
  await expect(ada.getByText(/^Item 1 of \d+$/)).toBeVisible();
  held = Number(/\d+/.exec((await ada.getByRole("heading", { level: 1 }).textContent()) ?? "")?.[0]);

  for (let item = 2; item <= 9; item++) {
    await ada.keyboard.press("ArrowRight");
    await expect(ada.getByText(new RegExp(`^Item ${item} of`))).toBeVisible();
  }
  await ada.keyboard.press("ArrowLeft");
  await expect(ada.getByText(/^Item 8 of/)).toBeVisible();
  await expect(cora.getByText(/^Item 8 of/)).toBeVisible();

  await ada.keyboard.press("n");
  await ada.keyboard.type("The supplier slipped by two days.");
  await ada.keyboard.press("Control+Enter");
  await expect(written(ada)).toContainText("The supplier slipped by two days.");
  await expect(written(cora)).toContainText("The supplier slipped by two days.");

  await ada.keyboard.press("f");
  await ada.getByLabel("What", { exact: true }).fill("Ask the supplier for a day");
  await ada.getByLabel("Who", { exact: true }).fill("Marta");
  await ada.getByRole("option", { name: /Marta Kroll/ }).click();
  await ada.getByRole("button", { name: "Record follow-up" }).click();
  await expect(written(ada)).toContainText("Marta Kroll: “Ask the supplier for a day”");

  await ada.keyboard.press("v");
  await ada.getByRole("dialog").getByRole("button", { name: "Carry over" }).click();
  await expect(written(ada)).toContainText("Carried over to the next meeting.");
});

test("it recommends and decides nothing: whoever signs reads it beside the request", async ({ as }) => {
  const flagged = await db.meetingItem.findFirstOrThrow({
    where: { meeting: { number: held }, byId: { not: null } },
    include: { exception: true },
  });
  const number = flagged.exception?.number;
  const ada = await as("Ada");
  await visit(ada, "/meeting");
  await ada.getByRole("navigation", { name: "Agenda" }).getByText(`EX-${number}`).click();
  await expect(ada.getByText("The third scanner that is off this month.")).toBeVisible();
  await ada.getByLabel("What was said").fill("Approve it for three days.");
  await ada.getByRole("button", { name: "Recommend" }).click();
  await expect(written(ada)).toContainText("Recommended: Approve it for three days.");

  const jonas = await as("Jonas");
  await visit(jonas, `/inbox?open=EX-${number}`);
  await expect(jonas.getByText(`Meeting ${held} recommends: Approve it for three days.`)).toBeVisible();
  expect((await db.exception.findUniqueOrThrow({ where: { number } })).status).toBe("pending");
});

test("who could lead takes over, ends it, and the minutes are a page, a print, a file and a mail", async ({
  as,
}) => {
  test.slow();
  const marta = await as("Marta");
  await visit(marta, "/meeting");
  expect(await violationsOn(marta)).toEqual([]);
  await marta.getByRole("button", { name: "Take over" }).click();
  await marta.getByRole("dialog").getByRole("button", { name: "Take over" }).click();
  await marta.getByRole("button", { name: "End the meeting" }).click();
  await marta.getByRole("button", { name: "End and send the minutes" }).click();
  await expect(marta.getByRole("heading", { name: "Next meeting" })).toBeVisible();

  await visit(marta, `/meeting/${held}`);
  const minutes = marta.getByRole("main");
  await expect(minutes).toContainText("The supplier slipped by two days.");
  await expect(minutes).toContainText("Recommended: Approve it for three days.");
  await expect(minutes).toContainText(/SHA-256 [0-9a-f]{64}/);
  expect(await violationsOn(marta)).toEqual([]);

  await marta.emulateMedia({ media: "print" });
  await expect(marta.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(marta.getByText(/printed by Marta Kroll/)).toBeVisible();
  await marta.emulateMedia({ media: "screen" });

  const [file] = await Promise.all([
    marta.waitForEvent("download"),
    marta.getByRole("button", { name: "Markdown" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`minutes-${held}.md`);

  const mails = await db.mail.findMany({
    where: { conversation: `meeting/${held}` },
    include: { person: { select: { name: true } } },
  });
  // Marta ended it: nobody is mailed about their own act.
  expect(mails.map(({ person }) => person.name)).toEqual(["Ada Brandt"]);
});

test("what was promised stands on Home until it is done", async ({ as }) => {
  const marta = await as("Marta");
  await visit(marta, "/");
  const promised = marta.getByRole("listitem").filter({ hasText: "Ask the supplier for a day" });
  await promised.getByRole("button", { name: /^Done/ }).click();
  await expect(promised).toHaveCount(0);

  const irene = await as("Irene");
  expect((await irene.goto("/meeting"))?.status()).toBe(403);
});

test("whoever leads moves an item, by button and by key; there it stays, and nobody else moves it", async ({
  as,
  requestFiledBy,
}) => {
  let first = "";
  for (let made = 1; made <= 4; made++) {
    const request = await requestFiledBy("Lukas");
    await approved(request, "Jonas");
    first ||= `EX-${request.number}`;
  }
  const { number } = granted(await openMeeting({ present: [] }, await actorCalled("Ada"), new Date()));
  const [ada, cora] = [await as("Ada"), await as("Cora")];
  await visit(ada, "/meeting");
  const alike = (page: Page) =>
    page.getByRole("navigation", { name: "Agenda" }).getByRole("region").filter({ hasText: first });
  const order = async (page: Page) => {
    const told = await alike(page).getByRole("listitem").allTextContents();
    return told.map((words) => /EX-\d+/.exec(words)?.[0]);
  };
  const before = await order(ada);
  const [...others] = before;
  const moved = others.pop();
  const movedBy = (places: number) => others.toSpliced(others.length - places, 0, moved);
  const button = (page: Page, way: "up" | "down") =>
    page.getByRole("button", { name: new RegExp(`^Move ${way}: ${moved}`) });

  await expect(button(ada, "down")).toHaveAccessibleDescription(/an item moves among its like\.$/);
  await button(ada, "up").click();
  await expect.poll(() => order(ada)).toEqual(movedBy(1));
  await expect(button(ada, "up")).toBeFocused();
  await ada.keyboard.press("Enter");
  await expect.poll(() => order(ada)).toEqual(movedBy(2));
  await expect(button(ada, "up")).toBeFocused();
  await ada.keyboard.press("z");
  await expect.poll(() => order(ada)).toEqual(movedBy(1));
  await visit(ada, "/meeting");
  expect(await order(ada)).toEqual(movedBy(1));

  await visit(cora, "/meeting");
  expect(await order(cora)).toEqual(movedBy(1));
  await expect(cora.getByRole("button", { name: /^Move (up|down): / })).toHaveCount(0);

  // Her page does not hear that it is over.
  await ada.route("**/api/meeting", (asked) => asked.abort());
  granted(await endMeeting({ number }, await actorCalled("Ada"), new Date()));
  await button(ada, "up").click();
  await expect(alike(ada).getByRole("alert")).toHaveText(`Meeting ${number} has ended.`);
  await visit(ada, "/meeting");
  await expect(ada.getByRole("heading", { name: "Next meeting" })).toBeVisible();
  await expect(ada.getByRole("button", { name: /^Move (up|down): / })).toHaveCount(0);
});

const written = (page: Page) => page.getByRole("list", { name: "Written about this item" });

async function violationsOn(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
}

async function endWhatIsOpen() {
  const open = await db.meeting.findFirst({ where: { endedAt: null } });
  if (!open) return;
  const ada = await actorCalled("Ada");
  await takeOver({ number: open.number }, ada, new Date());
  await endMeeting({ number: open.number }, ada, new Date());
}
