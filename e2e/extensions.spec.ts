import { db } from "@/lib/db";
import { fileRequest } from "@/lib/exceptions/file-request";
import { type Content, scopeOf } from "@/lib/exceptions/revisions";

import { approved } from "./before";
import { actorCalled, expect, type FiledRequest, test, visit } from "./cast";
import { approve } from "./decision-form";
import { fillRequest, routine, titled } from "./request-form";

/** A request that continues `earlier`, asked for by whoever owns it and approved by Jonas. */
async function renewed(earlier: FiledRequest, firstName: string): Promise<FiledRequest> {
  const { content } = await db.revision.findFirstOrThrow({ where: { exceptionId: earlier.id } });
  const {
    scope,
    reasonsForRisk: _,
    owner,
    manager,
    remediation: __,
    conditions: ___,
    findings: ____,
    ...texts
  } = content as Content;
  const outcome = await fileRequest(
    {
      ...texts,
      id: crypto.randomUUID(),
      scope: scopeOf({ scope }),
      ownerId: owner,
      managerId: manager,
      continuesId: earlier.id,
      whatChanged: "The supplier's fix slipped by a week.",
      window: { kind: "length", seconds: 5 * 86_400 },
    },
    await actorCalled(firstName),
    new Date(),
  );
  if (!outcome.ok) throw new Error(outcome.message);
  const extension = { id: outcome.id, number: outcome.number, title: texts.title };
  await approved(extension, "Jonas");
  return extension;
}

test("an extension is asked for beside what it continues, and its approver reads the difference first", async ({
  as,
  requestFiledBy,
}) => {
  const earlier = await requestFiledBy("Cora");
  await approved(earlier, "Jonas");
  const { endsAt } = await db.exception.findUniqueOrThrow({ where: { id: earlier.id } });

  const cora = await as("Cora");
  await visit(cora, `/exceptions/EX-${earlier.number}`);
  await cora.getByRole("link", { name: "Extend" }).click();
  await expect(cora.getByLabel("Reason")).toHaveValue("");
  const before = cora.getByRole("complementary", { name: `Last time, in EX-${earlier.number}` });
  await expect(before.first()).toContainText("The scanner locks the files that the load test writes");

  const panel = cora.getByRole("complementary", { name: "What follows" });
  await expect(panel).toContainText(`Continues EX-${earlier.number}`);
  await expect(panel).toContainText("to avoid a gap");

  await cora
    .getByLabel("Reason")
    .fill("Build 7.2 of the supplier still locks the journal; 7.3 comes on Thursday.");
  await cora.getByLabel("What changed since").fill("7.2 was tried on Tuesday, and they have found the lock.");
  await cora.getByRole("group", { name: "If it goes wrong" }).getByLabel("Minor").check();
  await cora
    .getByLabel("What could go wrong meanwhile")
    .fill("Malware on one of four agents, found by the nightly scan.");
  await cora.getByRole("group", { name: "How long" }).getByLabel("3 days", { exact: true }).check();
  await cora.getByRole("button", { name: "Ask for the extension" }).click();
  await expect(cora.getByText("Renewal 1 of 2").first()).toBeVisible();
  await expect(cora.getByRole("region", { name: "Chain" })).toContainText("3 days asked for");

  const { id, number } = await db.exception.findFirstOrThrow({ where: { continuesId: earlier.id } });
  const ada = await as("Ada");
  await visit(ada, `/inbox?open=EX-${number}`);
  const since = ada.getByRole("region", { name: `Since EX-${earlier.number}` });
  await expect(since).toContainText("5 days from approval");
  await expect(since).toContainText("3 days from approval");
  await expect(since).toContainText("Thursday");
  await approve(ada, number);

  const extension = await db.exception.findUniqueOrThrow({ where: { id } });
  expect(extension).toMatchObject({ status: "active", startsAt: endsAt });
});

test("a third renewal is stopped until there is a plan, and the page of the rule names it", async ({
  as,
  requestFiledBy,
}) => {
  const first = await requestFiledBy("Lukas");
  await approved(first, "Jonas");
  const second = await renewed(await renewed(first, "Lukas"), "Lukas");

  const page = await as("Lukas");
  await visit(page, `/exceptions/new?continues=EX-${second.number}`);
  await expect(page.getByText("Renewal 3: a fresh request, decided afresh.")).toBeVisible();
  await page
    .getByLabel("Reason")
    .fill("Build 7.3 fails on the ARM agents, and the supplier sends a driver on 4 December.");
  await page.getByLabel("What changed since").fill("7.3 came, and runs on two agents of four.");
  await page.getByRole("group", { name: "If it goes wrong" }).getByLabel("Minor").check();
  await page
    .getByLabel("What could go wrong meanwhile")
    .fill("Malware on two agents, found by the nightly scan.");
  await page.getByRole("button", { name: "Ask for the extension" }).click();
  const problems = page.getByRole("alert").filter({ hasText: "Choose the day by which it is done." });
  await expect(problems).toBeFocused();
  await expect(problems).toContainText("Say what will make this exception unnecessary, and who does it.");

  await expect(page.getByRole("complementary", { name: "What follows" })).toContainText("Executive forum");
  const plan = titled("Lukas moves the load test to agents without the hook");
  await page.getByLabel("Remediation plan").fill(plan);
  await page.getByLabel("Done by").fill(new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10));
  await page.getByRole("button", { name: "Ask for the extension" }).click();
  await expect(page.getByText("Renewal 3, a design problem")).toBeVisible();

  await page.goto("/policies/SEC-004");
  await expect(page.getByText("This rule has a design problem")).toBeVisible();
  await expect(page.getByText(plan)).toBeVisible();
});

test("a vague reason and a near-copy show live, do not block, and stand again before the approver", async ({
  as,
  requestFiledBy,
}) => {
  const older = await requestFiledBy("Lukas", {
    reason:
      "The crane's panel PC boots in eleven minutes since its disk is encrypted, and a shift change gives us four.",
  });
  const page = await as("Cora");
  await visit(page, "/exceptions/new");
  const title = titled("Scanner off on agent-05");
  await fillRequest(page, { ...routine, title, reason: "Needed for business." });
  const panel = page.getByRole("complementary", { name: "What follows" });
  await expect(panel.getByText("The reason fits any request")).toBeVisible();

  const copied =
    "The crane's panel PC boots in twelve minutes since its disk is encrypted, and a shift change gives us five.";
  await page.getByLabel("Reason").fill(copied);
  await expect(panel.getByText("The reason fits any request")).toBeHidden();
  await expect(panel.getByText(`Near-copy of EX-${older.number}`)).toBeVisible();

  await page.getByLabel("Reason").fill("Needed for business.");
  await expect(panel.getByText("The reason fits any request")).toBeVisible();
  await page.getByRole("button", { name: "Submit request" }).click();
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  await expect(page.getByRole("region", { name: "Signals" })).toContainText("The reason fits any request");

  const copy = await requestFiledBy("Cora", { reason: copied });
  const ada = await as("Ada");
  await visit(ada, `/inbox?open=EX-${copy.number}`);
  await ada.getByRole("button", { name: `Compare with EX-${older.number}` }).click();
  const side = ada.getByRole("dialog", { name: `This reason beside that of EX-${older.number}` });
  await expect(side).toContainText("boots in twelve minutes");
  await expect(side).toContainText("boots in eleven minutes");
});
