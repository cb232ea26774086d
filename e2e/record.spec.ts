import type { Page } from "@playwright/test";

import { db } from "@/lib/db";

import { approved, changed, closed, policyAndSystem, rejected, seen, sentBack } from "./before";
import { actorCalled, expect, type FiledRequest, test, visit } from "./cast";
import { chooseIn, titled } from "./request-form";

const can = "can";
type Acts = Record<string, string>;
type Role =
  | "Cora, who asked and owns"
  | "Marta, who approves"
  | "Lukas, a stranger"
  | "Helen, the auditor"
  | "Irene, from outside";

const cannot = (status: string, participle: string) =>
  `This exception is ${status}, so it cannot be ${participle}.`;
const notYours = {
  Change: "Only whoever asked for it or owns it can change it.",
  Withdraw: "Only whoever asked for it or owns it can withdraw it.",
  Extend: "Only its owner or whoever asked for it can extend it.",
  Close: "Only its owner, the owner's manager or whoever asked for it can close it.",
  Revoke: "Only Compliance can revoke it.",
  "Hand over": "Only its owner, the owner's manager or an administrator can hand it over.",
};
const auditorsOnlyRead = "Auditors read everything and ask for nothing.";
const outsidersOnlyDecide = "Outside approvers decide what is put to them and ask for nothing.";
const copies: Record<Role, string> = {
  "Cora, who asked and owns": can,
  "Marta, who approves": can,
  "Lukas, a stranger": can,
  "Helen, the auditor": auditorsOnlyRead,
  "Irene, from outside": outsidersOnlyDecide,
};
const everybody = Object.keys(copies) as Role[];

/** What each of the five finds, by status: `can`, or the sentence why not. `Copy` and `Note` are the same at any status. */
const table: Record<string, { given: (request: FiledRequest) => Promise<void>; acts: (role: Role) => Acts }> =
  {
    pending: {
      given: async () => {},
      acts: (role) => ({
        Decide: {
          "Cora, who asked and owns": "You asked for this. Somebody else must decide.",
          "Marta, who approves": can,
          "Lukas, a stranger": "This waits for Compliance. You are not in that group.",
          "Helen, the auditor": "Auditors read everything and decide nothing.",
          "Irene, from outside": can,
        }[role],
        Withdraw: isOwner(role) ? can : notYours.Withdraw,
        Change: isOwner(role) ? can : notYours.Change,
        Extend: cannot("pending", "extended"),
        Close: cannot("pending", "closed"),
        Revoke: cannot("pending", "revoked"),
        "Hand over": isOwner(role) ? can : notYours["Hand over"],
      }),
    },
    "sent back": {
      given: (request) => sentBack(request, "Marta", "Which supplier?"),
      acts: (role) => ({
        Change: isOwner(role) ? can : notYours.Change,
        Withdraw: isOwner(role) ? can : notYours.Withdraw,
        Extend: cannot("pending", "extended"),
        Close: cannot("pending", "closed"),
        Revoke: cannot("pending", "revoked"),
        "Hand over": isOwner(role) ? can : notYours["Hand over"],
      }),
    },
    active: {
      given: (request) => approved(request, "Marta"),
      acts: (role) => ({
        Close: isOwner(role) ? can : notYours.Close,
        Extend: isOwner(role) ? can : notYours.Extend,
        Revoke: isApprover(role)
          ? can
          : role === "Helen, the auditor"
            ? "Auditors read everything and change nothing."
            : notYours.Revoke,
        Change: isOwner(role) ? cannot("active", "edited") : notYours.Change,
        Withdraw: cannot("active", "withdrawn"),
        "Hand over": isOwner(role) ? can : notYours["Hand over"],
      }),
    },
    expired: {
      given: async (request) => {
        await approved(request, "Marta");
        await untilItHasEnded(request);
      },
      acts: (role) => ({
        Close: isOwner(role) ? can : notYours.Close,
        Extend: isOwner(role) ? can : notYours.Extend,
        Change: isOwner(role) ? cannot("expired", "edited") : notYours.Change,
        Withdraw: cannot("expired", "withdrawn"),
        Revoke: cannot("expired", "revoked"),
        "Hand over": isOwner(role) ? can : notYours["Hand over"],
      }),
    },
    rejected: {
      given: (request) => rejected(request, "Marta", "The assessment takes two days."),
      acts: (role) => ({
        Change: isOwner(role) ? cannot("rejected", "edited") : notYours.Change,
        Withdraw: cannot("rejected", "withdrawn"),
        Extend: cannot("rejected", "extended"),
        Close: cannot("rejected", "closed"),
        Revoke: cannot("rejected", "revoked"),
        "Hand over": cannot("rejected", "closed"),
      }),
    },
    closed: {
      given: async (request) => {
        await approved(request, "Marta");
        await closed(request, "Cora", "Marta");
      },
      acts: (role) => ({
        Change: isOwner(role) ? cannot("closed (remediated)", "edited") : notYours.Change,
        Withdraw: cannot("closed (remediated)", "withdrawn"),
        Extend: cannot("closed (remediated)", "extended"),
        Close: cannot("closed (remediated)", "closed"),
        Revoke: cannot("closed (remediated)", "revoked"),
        "Hand over": cannot("closed (remediated)", "closed"),
      }),
    },
  };

for (const [status, { given, acts }] of Object.entries(table)) {
  test(`of an exception that is ${status}, each person finds what they can do, or why they cannot (lesson 4)`, async ({
    as,
    requestFiledBy,
  }) => {
    const request = await requestFiledBy("Cora", {
      title: titled(`A supplier gets data early, ${status}`),
      scope: [{ ...(await policyAndSystem("SEC-010", "lohnwerk")), environment: "production", resource: "" }],
      window: { kind: "length", seconds: status === "expired" ? 1 : 86_400 },
    });
    await given(request);
    for (const role of everybody) {
      const page = await as(role.split(",")[0] as string);
      await visit(page, `/exceptions/EX-${request.number}`);
      const found = await actsOn(page);
      expect({ role, ...found }).toEqual({ role, ...acts(role), "Copy to a new request": copies[role] });
    }
  });
}

test("closing asks for the day and who verified it, and shows both afterwards", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora", { title: titled("Scanner off, closed in time") });
  await approved(request, "Jonas");
  const page = await as("Cora");
  await visit(page, `/exceptions/EX-${request.number}`);
  await page.getByRole("button", { name: "Close", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Close: the rule holds again" });
  await expect(dialog.getByLabel("Removed on")).toBeFocused();
  await dialog.getByLabel("Removed on").fill("");
  await dialog.getByRole("button", { name: "Close", exact: true }).first().click();
  const alert = dialog.getByRole("alert");
  await expect(alert).toContainText("Say on which day the break was removed.");

  await dialog.getByLabel("Removed on").fill(new Date().toISOString().slice(0, 10));
  await chooseIn(page, "Verified by", "Jonas Feld");
  await dialog.getByLabel("Note").fill("The scanner reports again from both agents.");
  await dialog.getByRole("button", { name: "Close", exact: true }).first().click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Closed · remediated")).toBeVisible();
  await expect(page.getByText(/^Removed .*, verified by Jonas Feld$/)).toBeVisible();
  await page.getByRole("link", { name: "Timeline" }).click();
  await expect(page.getByRole("list", { name: "History" })).toContainText(
    "The scanner reports again from both agents.",
  );
});

test("at high risk the owner is not offered as the one who verifies, and the server refuses it as well", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora", {
    title: titled("Scanner off at high risk"),
    classification: severe,
  });
  await approved(request, "Jonas", "Tomasz");
  const page = await as("Cora");
  await visit(page, `/exceptions/EX-${request.number}?act=close`);
  const dialog = page.getByRole("dialog", { name: "Close: the rule holds again" });
  await expect(dialog).toContainText("At this risk somebody else than Cora Lind, who owns it.");
  const verifier = page.getByRole("combobox", { name: "Verified by" });
  await expect(verifier).toHaveValue("");
  await verifier.fill("Cora");
  await expect(page.getByRole("option", { name: /Cora Lind/ })).toHaveCount(0);
  await chooseIn(page, "Verified by", "Mara Voss");

  const cora = await actorCalled("Cora");
  const mara = await actorCalled("Mara");
  await page.route(`**/exceptions/EX-${request.number}*`, (route) => {
    const body = route.request().postData()?.replaceAll(mara.id, cora.id);
    return route.continue(body ? { postData: body } : {});
  });
  await dialog.getByRole("button", { name: "Close", exact: true }).first().click();
  await expect(dialog.getByRole("alert")).toContainText(
    "At high risk somebody else than the owner verifies the removal.",
  );
  await page.unrouteAll();
  await dialog.getByRole("button", { name: "Close", exact: true }).first().click();
  await expect(page.getByText("Closed · remediated")).toBeVisible();
});

test("a requester withdraws, an approver revokes, an owner hands over, each with the reason on the record", async ({
  as,
  requestFiledBy,
}) => {
  const [unneeded, risky, handed] = [
    await requestFiledBy("Cora", { title: titled("Scanner off, withdrawn") }),
    await requestFiledBy("Cora", { title: titled("Scanner off, revoked") }),
    await requestFiledBy("Cora", { title: titled("Scanner off, handed over") }),
  ];
  await approved(risky, "Jonas");
  const [cora, priya] = [await as("Cora"), await as("Priya")];

  await visit(cora, `/exceptions/EX-${unneeded.number}`);
  await cora.getByRole("button", { name: "Withdraw" }).click();
  const withdraw = cora.getByRole("dialog", { name: "Withdraw this request" });
  await withdraw.getByRole("button", { name: "Withdraw" }).click();
  await expect(withdraw.getByRole("alert")).toContainText("Say why it is no longer needed.");
  await withdraw.getByLabel("Why it is no longer needed").fill("The fix came early.");
  await withdraw.getByRole("button", { name: "Withdraw" }).click();
  await expect(cora.getByText("Closed · withdrawn")).toBeVisible();

  await visit(priya, `/exceptions/EX-${risky.number}`);
  await priya.getByRole("button", { name: "Revoke" }).click();
  const revoke = priya.getByRole("dialog", { name: "Revoke this exception" });
  await revoke.getByLabel("Why it ends now").fill("The agent was reached from outside.");
  await revoke.getByRole("button", { name: "Revoke" }).click();
  await expect(priya.getByText("Closed · revoked")).toBeVisible();

  await visit(cora, `/exceptions/EX-${handed.number}`);
  await cora.getByRole("button", { name: "More", exact: true }).click();
  await cora.getByRole("menuitem", { name: "Hand over" }).click();
  const handOver = cora.getByRole("dialog", { name: "Hand over" });
  await chooseIn(cora, "New owner", "Lukas Berger");
  await handOver.getByLabel("Why").fill("I move to the search team.");
  await handOver.getByRole("button", { name: "Hand over" }).click();
  await expect(handOver).toBeHidden();
  await expect(cora.getByRole("main")).toContainText("Owner Lukas Berger");

  for (const [page, { number }, remark] of [
    [cora, unneeded, "The fix came early."],
    [priya, risky, "The agent was reached from outside."],
    [cora, handed, "I move to the search team."],
  ] as const) {
    await page.goto(`/exceptions/EX-${number}?tab=timeline`);
    await expect(page.getByRole("list", { name: "History" })).toContainText(remark);
  }
});

test("a note stays on the record and needs no new decision; an auditor writes none", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora");
  const lukas = await as("Lukas");
  await visit(lukas, `/exceptions/EX-${request.number}?tab=timeline`);
  await lukas.getByRole("button", { name: "Add note" }).click();
  await expect(lukas.getByRole("alert").filter({ hasText: "Write the note first." })).toBeFocused();
  await lukas.getByLabel("Review note").fill("We had the same in spring, see EX-1001.");
  await lukas.getByRole("button", { name: "Add note" }).click();
  await expect(lukas.getByRole("list", { name: "History" })).toContainText(
    "We had the same in spring, see EX-1001.",
  );
  await expect(lukas.getByLabel("Review note")).toHaveValue("");

  const helen = await as("Helen");
  await visit(helen, `/exceptions/EX-${request.number}?tab=timeline`);
  await expect(helen.getByRole("list", { name: "History" })).toContainText("We had the same in spring");
  const add = helen.getByRole("button", { name: "Add note" });
  await expect(add).toHaveAttribute("aria-disabled", "true");
  await expect(add).toHaveAccessibleDescription("Auditors read everything and write nothing.");
});

test("B1: a number that nobody has, and one that an outside approver may not know of, are not found", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora");
  const [cora, irene] = [await as("Cora"), await as("Irene")];
  for (const path of ["EX-999999", "EX-0", "EX-1e3", "banana", "EX-99999999999999999999"]) {
    expect((await cora.goto(`/exceptions/${path}`))?.status(), path).toBe(404);
  }
  await expect(cora.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  expect((await irene.goto(`/exceptions/EX-${request.number}`))?.status()).toBe(404);
  expect((await cora.goto(`/exceptions/EX-${request.number}`))?.status()).toBe(200);
});

test("a printed record is whole: every revision with its hash, every decision with its words, the history", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora", { title: titled("Scanner off, printed") });
  const first = await seen(request);
  await sentBack(request, "Ada", "For how many nights?");
  await changed(request, "Cora", { mitigation: "The agents are cut off from everything." });
  const second = await seen(request);
  await approved(request, "Jonas");
  expect(second.contentHash).not.toBe(first.contentHash);

  const page = await as("Helen");
  await page.goto(`/exceptions/EX-${request.number}`);
  await page.emulateMedia({ media: "print" });
  for (const { contentHash } of [first, second]) {
    const hashes = page.getByText(contentHash);
    await expect(hashes).toHaveCount(2);
    for (const hash of await hashes.all()) await expect(hash).toBeVisible();
  }
  for (const text of ["For how many nights?", "Revision 2", "Revision 1", "for Security"])
    await expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByRole("list", { name: "History" }).getByRole("listitem")).toHaveCount(4);
  await expect(page.getByRole("navigation", { name: "Places" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Add note" })).toBeHidden();
});

test("what has ended shows as expired everywhere, although no worker has run", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora", {
    title: titled("Scanner off for a second"),
    window: { kind: "length", seconds: 1 },
  });
  await approved(request, "Jonas");
  await untilItHasEnded(request);
  expect((await db.exception.findUniqueOrThrow({ where: { id: request.id } })).status).toBe("active");

  const page = await as("Cora");
  await page.goto(`/exceptions/EX-${request.number}`);
  await expect(page.getByText("Expired", { exact: true })).toBeVisible();
  await expect(page.getByText(/^Not in force: it ended just now/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Revoke" })).toHaveCount(0);

  await page.goto("/");
  const overdue = page
    .getByRole("region", { name: "Past its end" })
    .getByRole("listitem")
    .filter({ hasText: request.title });
  await expect(overdue.getByRole("link", { name: "Close" })).toBeVisible();
  await overdue.getByRole("link", { name: "Close" }).click();
  await expect(page.getByRole("dialog", { name: "Close: the rule holds again" })).toBeVisible();
});

const isOwner = (role: Role) => role.startsWith("Cora");
const isApprover = (role: Role) => role.startsWith("Marta") || role.startsWith("Irene");

const severe = {
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
} as const;

async function untilItHasEnded({ id }: FiledRequest) {
  await expect
    .poll(async () => {
      const { endsAt } = await db.exception.findUniqueOrThrow({ where: { id } });
      return endsAt !== null && endsAt <= new Date();
    })
    .toBe(true);
}

/** Each act in the page's head and in its menu: `can`, or the sentence that stands on it. */
async function actsOn(page: Page): Promise<Acts> {
  const head = page.getByRole("main").locator("header").first();
  const inHead = await head.locator("a, button").evaluateAll((controls) =>
    controls.map((control) => ({
      name: control.textContent ?? "",
      reason: document.getElementById(control.getAttribute("aria-describedby") ?? "")?.textContent,
      isBlocked: control.getAttribute("aria-disabled") === "true",
    })),
  );
  await head.getByRole("button", { name: "More", exact: true }).click();
  await expect(page.getByRole("menuitem", { name: "Print" })).toBeVisible();
  const inMenu = await page.getByRole("menuitem").allInnerTexts();

  const found = [
    ...inHead.map(
      ({ name, reason, isBlocked }) => [name, isBlocked ? (reason ?? "no reason") : can] as const,
    ),
    ...inMenu.map((text) => text.split("\n")).map(([name = "", reason = can]) => [name, reason] as const),
  ];
  return Object.fromEntries(found.filter(([name]) => actNames.includes(name)));
}

const actNames = [
  "Decide",
  "Change",
  "Withdraw",
  "Extend",
  "Close",
  "Revoke",
  "Hand over",
  "Copy to a new request",
];
