import { db } from "@/lib/db";
import { planNotices } from "@/lib/notices/plan-notices";
import { sendMails } from "@/lib/notices/send-mails";
import { writeMails } from "@/lib/notices/write-mails";

import { expect, test, visit } from "./cast";
import { titled } from "./request-form";

/** What the worker does, which does not run beside these tests. */
async function work() {
  const soon = new Date(Date.now() + 5_000);
  await planNotices(soon);
  await writeMails(soon);
  await sendMails(soon, null);
}

test("an approver is told of a request by the bell, opens it from the notice, and has then read it", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora", { title: titled("Told by the bell") });
  await work();
  const page = await as("Priya");
  await visit(page, "/");
  await page.getByRole("link", { name: /^Notices, \d+ unread$/ }).click();

  const row = page
    .getByRole("list", { name: "Notices" })
    .getByRole("listitem")
    .filter({ hasText: request.title });
  await expect(row).toContainText("Unread:");
  await expect(row).toContainText("You were told because you are in Security, and step 1 needs one of you.");
  await row.getByRole("link", { name: request.title }).click();
  await expect(page).toHaveURL(new RegExp(`/inbox\\?open=EX-${request.number}$`));
  await expect
    .poll(() =>
      db.notice.count({ where: { exceptionId: request.id, kind: "decide", readAt: { not: null } } }),
    )
    .toBe(1);
});

test("an administrator sees a kept mail as its reader would, and nobody else does", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora", { title: titled("Kept and shown") });
  await work();
  const administrator = await db.person.findFirstOrThrow({
    where: { role: "administrator", deactivatedAt: null },
  });
  const mail = await db.mail.findFirstOrThrow({ where: { notices: { some: { exceptionId: request.id } } } });
  const page = await as(administrator.name.split(" ")[0] as string);
  await visit(page, "/settings/mail");
  await expect(page.getByText("Mail is kept here and not sent.")).toBeVisible();

  await page.goto(`/settings/mail/${mail.id}`);
  const frame = page.frameLocator("iframe");
  // The line that mail programs show in their list stands hidden before it.
  await expect(frame.getByText(request.title).filter({ visible: true }).first()).toBeVisible();
  await page.getByRole("link", { name: "As text" }).click();
  await expect(page.locator("pre")).toContainText(request.title);

  const cora = await as("Cora");
  const answer = await cora.goto("/settings/mail");
  expect(answer?.status()).toBe(403);
});

test("the hour of the morning mail and what comes with it are kept", async ({ as }) => {
  const page = await as("Priya");
  await visit(page, "/notices/mail");
  await page.getByLabel("Hour").selectOption("17");
  await page.getByLabel("An exception ends soon").uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(/\/notices$/);
  await visit(page, "/notices/mail");
  await expect(page.getByLabel("Hour")).toHaveValue("17");
  await expect(page.getByLabel("An exception ends soon")).not.toBeChecked();
});
