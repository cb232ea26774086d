import type { Page } from "@playwright/test";

import { db } from "@/lib/db";

import { approved, changed, policyAndSystem, rejected, seen } from "./before";
import { actorCalled, expect, type FiledRequest, test, visit } from "./cast";
import { tapAll, wordsForAll } from "./decision-form";
import { titled } from "./request-form";

test("an approver decides with a, 1 2 3 4 and Ctrl+Enter, and the next request is open and has the focus", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora", { title: titled("Scanner off, decided by keys") });
  await requestFiledBy("Kofi", { title: titled("Scanner off, open after it") });
  const page = await as("Jonas");
  await visit(page, `/inbox?open=EX-${request.number}`);
  const form = page.getByRole("form", { name: "Your decision" });

  for (const key of ["b", "r", "a"]) await page.keyboard.press(key);
  await expect(form.getByLabel("Approve", { exact: true })).toBeChecked();
  for (const key of ["1", "2", "3", "4"]) await page.keyboard.press(key);
  await expect(form.getByRole("radio", { checked: true })).toHaveCount(5);
  await expect(form).toContainText("Last step. In force at once. 2 people are told.");
  expect(await db.decision.count({ where: { exceptionId: request.id } })).toBe(0);

  await page.keyboard.press("Control+Enter");
  await expect(
    page.getByRole("status").filter({ hasText: `EX-${request.number}: approved. Recorded.` }),
  ).toBeAttached();
  await expect(page).not.toHaveURL(new RegExp(`EX-${request.number}`));
  const next = page.getByRole("article").getByRole("heading", { level: 2 }).first();
  await expect(next).not.toContainText(request.title);
  await expect(next).toBeFocused();
  await expect(form.getByRole("radio", { checked: true })).toHaveCount(0);

  const { status, decisions } = await db.exception.findUniqueOrThrow({
    where: { id: request.id },
    select: { status: true, decisions: true },
  });
  expect(status).toBe("active");
  expect(decisions).toMatchObject([{ verdict: "approve", personId: (await actorCalled("Jonas")).id }]);
});

test("no single key decides, and Record without a choice, an answer or a reason says what is missing (lesson 24)", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora");
  const page = await as("Priya");
  await visit(page, `/inbox?open=EX-${request.number}`);
  const alert = page.getByRole("alert").filter({ hasText: "Nothing was sent." });

  await page.keyboard.press("Control+Enter");
  await expect(alert).toContainText("Choose Approve, Send back or Reject.");
  await expect(alert).toBeFocused();
  // Not j and k: other tests' requests may lie around this one, and the next act would meet one of theirs.
  for (const key of "abr123ezxusv.".split("")) await page.keyboard.press(key);
  expect(await db.decision.count({ where: { exceptionId: request.id } })).toBe(0);
  await visit(page, `/inbox?open=EX-${request.number}`);
  for (const key of "123".split("")) await page.keyboard.press(key);
  await page.getByLabel("Approve", { exact: true }).check();
  await page.getByRole("button", { name: "Record" }).click();
  await expect(alert).toContainText("Answer question 4: Is it clear what breaks if the answer is no?");

  await page.getByLabel("Send back").check();
  await page.getByRole("button", { name: "Record" }).click();
  await expect(alert).toContainText("Say why, for whoever asked and for whoever audits this later.");
  await alert.getByRole("link").press("Enter");
  await expect(page.getByLabel("Comment")).toBeFocused();
  expect(await db.decision.count({ where: { exceptionId: request.id } })).toBe(0);
});

test("high risk needs each answer in words, and two groups one after the other", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora", {
    title: titled("Scanner off where the damage could be severe"),
    ...severe(),
  });
  const ada = await as("Ada");
  await visit(ada, `/inbox?open=EX-${request.number}`);
  await tapAll(ada);
  await ada.getByRole("button", { name: "Record" }).click();
  await expect(
    ada.getByRole("alert").filter({ hasText: "at high risk each answer needs a sentence" }),
  ).toBeFocused();
  await wordsForAll(ada);
  await expect(ada.getByRole("form")).toContainText(
    /Then Executive forum decides by \w{3} \d+ \w{3}, \d\d:\d\d\./,
  );
  await ada.getByRole("button", { name: "Record" }).click();
  await expect(ada).not.toHaveURL(new RegExp(`EX-${request.number}`));

  await visit(ada, `/inbox?open=EX-${request.number}`);
  await expect(ada.getByText("You have decided this revision. Nobody signs twice.")).toBeVisible();
  await expect(ada.getByRole("form", { name: "Your decision" })).toHaveCount(0);

  const ines = await as("Inés");
  await visit(ines, `/inbox?open=EX-${request.number}`);
  await expect(
    ines.getByText("Why you: you are in Executive forum, and step 2 of 2 needs one of you."),
  ).toBeVisible();
  await expect(ines.getByRole("region", { name: "Who decides" })).toContainText("Ada Brandt approved");
  await tapAll(ines);
  await wordsForAll(ines);
  await ines.getByRole("button", { name: "Record" }).click();
  await expect(ines).not.toHaveURL(new RegExp(`EX-${request.number}`));
  expect(await statusOf(request)).toBe("active");
});

test("what is sent back returns changed, and whoever sent it back sees the difference and approves", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora", { title: titled("Scanner off, sent back once") });
  const ada = await as("Ada");
  await visit(ada, `/inbox?open=EX-${request.number}`);
  await ada.getByLabel("Send back").check();
  await expect(ada.getByRole("form")).toContainText(
    "It goes back to be changed, and returns as a new revision.",
  );
  await ada.getByLabel("Comment").fill("Which folder, and for how many nights?");
  await ada.keyboard.press("Control+Enter");
  await expect(ada).not.toHaveURL(new RegExp(`EX-${request.number}`));

  const cora = await as("Cora");
  await cora.goto("/");
  const toDo = cora
    .getByRole("region", { name: "To do" })
    .getByRole("listitem")
    .filter({ hasText: request.title });
  await expect(toDo).toContainText("Sent back by Ada Brandt: Which folder, and for how many nights?");
  await toDo.getByRole("link", { name: "Change it" }).click();
  await expect(cora.getByText("Ada Brandt sent it back")).toBeVisible();
  await cora.getByLabel("Reason").press("Control+End");
  await cora.getByLabel("Reason").pressSequentially(" Three nights, in /var/load.");
  await cora.getByLabel("3 days", { exact: true }).check();
  await cora.getByRole("button", { name: "Submit again" }).click();
  await expect(cora.getByText("Not in force: it waits for Security.")).toBeVisible();

  await visit(ada, `/inbox?open=EX-${request.number}`);
  const since = ada.getByRole("region", { name: "Since revision 1" });
  await expect(since.getByRole("deletion").filter({ hasText: "5 days from approval" })).toBeVisible();
  await expect(since.getByRole("insertion").filter({ hasText: "3 days from approval" })).toBeVisible();
  await expect(since.getByRole("insertion").filter({ hasText: "Three nights, in /var/load." })).toBeVisible();
  await expect(since).toContainText("20 unchanged");
  await tapAll(ada);
  await ada.keyboard.press("Control+Enter");
  await expect(ada).not.toHaveURL(new RegExp(`EX-${request.number}`));

  await ada.goto("/inbox?tab=decided");
  const rows = ada.getByRole("row").filter({ hasText: request.title });
  await expect(rows.filter({ hasText: "Approved revision 2" })).toContainText("Active, in force");
  await expect(rows.filter({ hasText: "Sent back revision 1" })).toContainText(
    "Which folder, and for how many nights?",
  );
});

test("who asked reads why they cannot decide, and the server refuses a forged decision as well", async ({
  as,
  requestFiledBy,
  baseURL,
}) => {
  const [own, other] = [await requestFiledBy("Ada"), await requestFiledBy("Cora")];
  const ada = await as("Ada");
  await ada.goto(`/inbox?open=EX-${own.number}`);
  await expect(ada.getByText("You asked for this. Somebody else must decide.")).toBeVisible();
  await expect(ada.getByRole("form", { name: "Your decision" })).toHaveCount(0);
  await expect(ada.getByRole("list", { name: "Requests" })).not.toContainText(`EX-${own.number}`);

  await visit(ada, `/inbox?open=EX-${other.number}`);
  await tapAll(ada);
  const sent = ada.waitForRequest(
    (request) => request.method() === "POST" && "next-action" in request.headers(),
  );
  await ada.keyboard.press("Control+Enter");
  const genuine = await sent;
  await expect(ada).not.toHaveURL(new RegExp(`EX-${other.number}`));

  const [decision] = genuine.postDataJSON() as [object];
  const forged = JSON.stringify([{ ...decision, ...(await seen(own)) }]);
  const post = (page: Page, headers: Record<string, string> = {}) =>
    page.request.post("/inbox", {
      data: forged,
      headers: {
        accept: "text/x-component",
        "content-type": "text/plain;charset=UTF-8",
        "next-action": genuine.headers()["next-action"] ?? "",
        origin: baseURL ?? "",
        ...headers,
      },
    });

  expect(await (await post(ada)).text()).toContain("You asked for this. Somebody else must decide.");
  expect(await (await post(await as("Helen"))).text()).toContain(
    "Auditors read everything and decide nothing.",
  );
  expect(await (await post(await as("Lukas"))).text()).toContain(
    "This waits for Security. You are not in that group.",
  );
  const elsewhere = await post(await as("Jonas"), { origin: "https://evil.example" });
  expect(await elsewhere.text()).not.toContain('"ok":true');
  expect(await db.decision.count({ where: { exceptionId: own.id } })).toBe(0);
  expect(await statusOf(own)).toBe("pending");
});

test("the second of two approvers learns that it is decided already, and keeps their words", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora");
  const priya = await as("Priya");
  await visit(priya, `/inbox?open=EX-${request.number}`);
  await tapAll(priya);
  await priya.getByLabel("Comment").fill("Rebuild the agents afterwards.");
  await rejected(request, "Jonas", "The supplier's fix is here.");

  await priya.getByRole("button", { name: "Record" }).click();
  const alert = priya.getByRole("alert").filter({ hasText: "rejected" });
  await expect(alert).toContainText("This exception is rejected, so it cannot be approved.");
  await expect(alert).toBeFocused();
  await expect(priya.getByLabel("Comment")).toHaveValue("Rebuild the agents afterwards.");
  expect(await db.decision.count({ where: { exceptionId: request.id } })).toBe(1);

  await priya.reload();
  await expect(priya.getByRole("region", { name: "Who decides" })).toContainText("Jonas Feld rejected");
  await expect(priya.getByRole("form", { name: "Your decision" })).toHaveCount(0);
});

test("a request that changed while it was read is not decided: the difference is shown, the comment kept", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora");
  const jonas = await as("Jonas");
  await visit(jonas, `/inbox?open=EX-${request.number}`);
  await tapAll(jonas);
  await jonas.getByLabel("Comment").fill("Three nights are enough.");
  await changed(request, "Cora", {
    mitigation:
      "The agents are cut off from production, and are rebuilt after the test. They have no way out.",
  });

  await jonas.keyboard.press("Control+Enter");
  await expect(
    jonas.getByRole("alert").filter({ hasText: "Cora Lind changed this just now, while you read it." }),
  ).toBeFocused();
  const since = jonas.getByRole("region", { name: "Changed since revision 1, which you read" });
  await expect(since.getByRole("insertion").filter({ hasText: "They have no way out." })).toBeVisible();
  await expect(jonas.getByLabel("Comment")).toHaveValue("Three nights are enough.");
  expect(await db.decision.count({ where: { exceptionId: request.id } })).toBe(0);

  await jonas.keyboard.press("Control+Enter");
  await expect(jonas).not.toHaveURL(new RegExp(`EX-${request.number}`));
  expect(await db.decision.findFirstOrThrow({ where: { exceptionId: request.id } })).toMatchObject({
    revision: 2,
    comment: "Three nights are enough.",
  });
});

test("an approver shortens the window, and is offered nothing longer than was asked", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora");
  const ada = await as("Ada");
  await visit(ada, `/inbox?open=EX-${request.number}`);
  const window = ada.getByLabel("Window, shorter if less will do");
  const offered = await window.getByRole("option").allInnerTexts();
  expect(offered[0]).toBe("As asked: 5 days");
  expect(offered.slice(1, 3)).toEqual(["3 days", "2 days"]);
  await window.selectOption("2 days");
  await tapAll(ada);
  await ada.keyboard.press("Control+Enter");
  await expect(ada).not.toHaveURL(new RegExp(`EX-${request.number}`));

  await ada.goto(`/exceptions/EX-${request.number}?tab=decisions`);
  await expect(ada.getByText("Shortened to 2 days.")).toBeVisible();
  await expect(ada.getByText(/^Ends in 47 hours|^Ends in 48 hours/)).toBeAttached();
});

test("badge, Home and Inbox count the same, and each request that waits is listed", async ({
  as,
  requestFiledBy,
}) => {
  const [cost, { systemId }] = await Promise.all([
    db.policy.findUniqueOrThrow({ where: { key: "CST-004" } }),
    policyAndSystem("SEC-004", "warehouse-control"),
  ]);
  const request = await requestFiledBy("Cora", {
    title: titled("Test hall without a cost tag"),
    scope: [{ policyId: cost.id, systemId, environment: "test", resource: "" }],
  });
  const page = await as("Oskar");
  await page.goto("/");
  const toDecide = page.getByRole("region", { name: "To decide" });
  await expect(toDecide).toContainText(request.title);
  const [heading = ""] = await toDecide.getByRole("heading").allInnerTexts();
  const count = Number(/\d+/.exec(heading)?.[0]);
  const badge = page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Inbox" });
  await expect(badge).toContainText(`${count} to decide`);
  await expect(toDecide.getByRole("listitem")).toHaveCount(count);

  await badge.click();
  await expect(page.getByRole("heading", { level: 1, name: `Inbox ${count}` })).toBeVisible();
  await expect(page.getByRole("list", { name: "Requests" }).getByRole("listitem")).toHaveCount(count);
  await expect(page.getByRole("link", { name: `Waiting ${count}` })).toBeVisible();
  await expect(badge).toContainText(`${count} to decide`);

  await approved(request, "Greta");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: `Inbox ${count - 1}` })).toBeVisible();
});

test("whoever is in no group reads that nothing waits for them, and an auditor as well", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora");
  for (const name of ["Amélie", "Helen"]) {
    const page = await as(name);
    await page.goto("/inbox");
    await expect(page.getByText("You are in no group, so nothing waits for your decision.")).toBeVisible();
    await expect(page.getByRole("link", { name: "See who decides" })).toBeVisible();
    await page.goto(`/inbox?open=EX-${request.number}`);
    await expect(page.getByRole("form", { name: "Your decision" })).toHaveCount(0);
  }
  const irene = await as("Irene");
  await irene.goto(`/inbox?open=EX-${request.number}`);
  await expect(irene.getByText(`There is no EX-${request.number} for you to see.`)).toBeVisible();
  await irene.goto("/inbox?open=EX-999999");
  await expect(irene.getByText("There is no EX-999999 for you to see.")).toBeVisible();
});

function severe() {
  const facts = {
    weakensSignIn: false,
    opensRemoteAccess: false,
    widensDataAccess: false,
    givesVendorReach: false,
    usesExternalModel: false,
    skipsHumanReview: false,
  };
  return {
    classification: { dataSensitivity: "none", exposure: "internal", impact: "severe", facts } as const,
  };
}

async function statusOf({ id }: FiledRequest) {
  return (await db.exception.findUniqueOrThrow({ where: { id }, select: { status: true } })).status;
}
