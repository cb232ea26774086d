// Deciding in full: an emergency that is ratified, a risk that is raised, an approval that is taken back.

import { db } from "@/lib/db";

import { approved } from "./before";
import { expect, type FiledRequest, test, visit } from "./cast";
import { tapAll, wordsForAll } from "./decision-form";
import { fillRequest, routine, titled } from "./request-form";

const found = ({ id }: Pick<FiledRequest, "id">) => db.exception.findUniqueOrThrow({ where: { id } });

test("an emergency is in force with one approval and is ratified by the group that was skipped", async ({
  as,
}) => {
  const title = titled("Scanner off while the outage is mended");
  const cora = await as("Cora");
  await visit(cora, "/exceptions/new");
  await fillRequest(cora, { ...routine, title, damage: "Severe", howLong: "1 day" });
  await cora.getByRole("group", { name: "How soon" }).getByLabel("Emergency").check();
  await expect(cora.getByRole("complementary", { name: "What follows" })).toContainText(
    "One person of any of these groups approves at once, and it is in force.",
  );
  await cora.getByRole("button", { name: "Submit request" }).click();
  await expect(
    cora.getByText(/^Emergency, not in force yet: one of Security or Executive forum/),
  ).toBeVisible();
  const { id, number } = await db.exception.findFirstOrThrow({ where: { title } });

  const ada = await as("Ada");
  await visit(ada, `/inbox?open=EX-${number}`);
  await expect(ada.getByText("Emergency: your approval puts it in force at once.")).toBeVisible();
  await tapAll(ada);
  await wordsForAll(ada);
  await expect(ada.getByRole("form", { name: "Your decision" })).toContainText(
    /In force at once\. Executive forum is told, and ratifies it by .+, or it is revoked\./,
  );
  await ada.getByRole("button", { name: "Record" }).click();
  await expect(ada).not.toHaveURL(new RegExp(`EX-${number}`));
  expect(await found({ id })).toMatchObject({ status: "active", ratifiedAt: null });

  const ines = await as("Inés");
  await visit(ines, "/inbox");
  const row = ines.getByRole("list", { name: "Requests" }).getByRole("listitem").filter({ hasText: title });
  await expect(row).toContainText("Ratify by");
  await visit(ines, `/inbox?open=EX-${number}`);
  const form = ines.getByRole("form", { name: "Your decision" });
  await tapAll(ines, "Ratify");
  await wordsForAll(ines);
  await expect(form).toContainText("Ratified with it. It stays in force until");
  await form.getByRole("button", { name: "Record" }).click();
  await expect(ines).not.toHaveURL(new RegExp(`EX-${number}`));
  expect((await found({ id })).ratifiedAt).not.toBeNull();

  await cora.reload();
  await expect(cora.getByText(/^In force until/)).toBeVisible();
});

test("an approver raises the risk, reads who then decides, and the request is routed anew", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora", { title: titled("Scanner off, riskier than it looks") });
  const jonas = await as("Jonas");
  await visit(jonas, `/inbox?open=EX-${request.number}`);
  await jonas.getByRole("button", { name: "Raise", exact: true }).click();
  const dialog = jonas.getByRole("dialog", { name: "Raise the risk" });
  await dialog.getByLabel("High", { exact: true }).check();
  await expect(dialog.getByRole("region", { name: "Who then decides" })).toContainText("Executive forum");
  await dialog.getByLabel("Why it is riskier").fill("The test agents reach production through the proxy.");
  await dialog.getByRole("button", { name: "Raise the risk" }).click();
  await expect(dialog).toBeHidden();

  expect(await found(request)).toMatchObject({ risk: "high", revision: 2, status: "pending" });
  const article = jonas.getByRole("article");
  await expect(article.getByRole("region", { name: "Who decides" })).toContainText("Executive forum");
  await expect(article).toContainText("raised by Jonas Feld from low");

  await visit(jonas, `/exceptions/EX-${request.number}?tab=timeline`);
  await expect(jonas.getByText("raised the risk of")).toBeVisible();
  await expect(jonas.getByText("The test agents reach production through the proxy.")).toBeVisible();
});

test("an approval is taken back while another step is open, and a colleague is asked", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora", {
    title: titled("Scanner off, approved too fast"),
    classification: {
      dataSensitivity: "none",
      exposure: "internal",
      impact: "severe",
      facts: {
        weakensSignIn: false,
        opensRemoteAccess: false,
        widensDataAccess: false,
        givesVendorReach: false,
        usesExternalModel: false,
        skipsHumanReview: false,
      },
    },
  });
  await approved(request, "Ada");
  const ada = await as("Ada");
  await visit(ada, `/exceptions/EX-${request.number}`);
  await ada.getByRole("button", { name: "More" }).click();
  await ada.getByRole("menuitem", { name: "Take my approval back" }).click();
  const dialog = ada.getByRole("dialog", { name: "Take my approval back" });
  await dialog.getByLabel("Why you take it back").fill("I read the wrong subnet.");
  await dialog.getByRole("button", { name: "Take it back" }).click();
  await expect(dialog).toBeHidden();
  await expect(ada.getByRole("region", { name: "Who decides" })).toContainText("I read the wrong subnet.");

  await visit(ada, `/inbox?open=EX-${request.number}`);
  await expect(ada.getByText("You have decided this revision. Nobody signs twice.")).toBeVisible();
  const priya = await as("Priya");
  await visit(priya, `/inbox?open=EX-${request.number}`);
  await expect(priya.getByText(/^Why you: you are in Security/)).toBeVisible();
  expect(await found(request)).toMatchObject({ status: "pending", version: 3 });
});
