import { randomUUID } from "node:crypto";

import type { Page } from "@playwright/test";

import { record } from "@/lib/audit/record";
import { changePassword } from "@/lib/auth/change-password";
import { endSession, liveSession, startSession } from "@/lib/auth/sessions";
import { setLocalPassword } from "@/lib/auth/set-local-password";
import { db, inTransaction } from "@/lib/db";
import { newPerson, type SomebodyNew, signedIn } from "@/lib/testing/person";

import { actorCalled, expect, sessionCookie, test } from "./cast";

const phrase = "nine ships wait for the tide";

test("in the demo a person is picked from the cast, and lands where they were going", async ({ page }) => {
  await page.goto("/account?from=mail");
  await expect(page).toHaveURL("/sign-in?to=%2Faccount%3Ffrom%3Dmail");
  await expect(page.getByText("Demo register")).toBeVisible();

  await page
    .getByRole("region", { name: "Decides" })
    .getByRole("button", { name: /^Ada\b/ })
    .click();
  await expect(page).toHaveURL("/account?from=mail");
  await expect(page.getByRole("heading", { level: 1, name: "Account" })).toBeVisible();
});

test("the cast is not shown, nor taken, when the register is asked for by another name", async ({
  page,
  baseURL,
  request,
}) => {
  const forged = await request.get(`${baseURL}/sign-in`, { headers: { host: "register.example" } });
  expect(forged.status()).toBe(200);
  expect(await forged.text()).not.toContain("Pick whose place to take");

  await page.goto("/sign-in");
  const ada = await actorCalled("Ada");
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  const answer = await page.request.post("/api/auth/callback/demo", {
    headers: { host: "register.example", origin: new URL(baseURL ?? "").origin },
    form: { csrfToken, personId: ada.id, json: "true" },
  });
  expect((await answer.json()).url).toContain("error=not-here");
  await page.goto("/account");
  await expect(page).toHaveURL(/sign-in/);
});

test("the address that counts is that of the connection, whatever a header says", async ({ request }) => {
  const headers = { "x-forwarded-for": "203.0.113.9", "x-forwarded-host": "register.example" };
  const page = await (await request.get("/sign-in", { headers })).text();
  // What counts is the connection, which comes from this machine.
  expect(page).toContain("Pick whose place to take");
});

test("B7: signing out ends the session, and a copy of the cookie is worth nothing", async ({
  page,
  context,
  browser,
  baseURL,
}) => {
  const cora = await actorCalled("Cora");
  await context.addCookies([await sessionCookie(cora)]);
  await page.goto("/");
  await page.getByRole("button", { name: /sign out/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/sign-in/);
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("register-session");

  const thief = await browser.newContext({ baseURL });
  await thief.addCookies([await sessionCookie(cora)]);
  const stolen = await thief.newPage();
  await stolen.goto("/account");
  await expect(stolen).toHaveURL(/sign-in/);
  await thief.close();
});

test("somebody who lost a phone ends every session but this one, and the phone is out on the next click", async ({
  browser,
  baseURL,
}) => {
  const person = await newPerson("Olga");
  const [here, phone] = await Promise.all(
    [1, 2].map(async () => {
      const context = await browser.newContext({ baseURL });
      await context.addCookies([await sessionCookie(await signedIn(person))]);
      return context.newPage();
    }),
  );
  if (!here || !phone) throw new Error("no pages");
  await phone.goto("/account");
  await here.goto("/account");
  const sessions = here.getByRole("list", { name: "Sessions" }).getByRole("listitem");
  await expect(sessions).toHaveCount(2);

  await here.getByRole("button", { name: "End all others" }).click();
  await expect(sessions).toHaveCount(1);
  await expect(here.getByRole("button", { name: "End all others" })).toHaveCount(0);
  await phone.reload();
  await expect(phone).toHaveURL(/sign-in/);
  await Promise.all([here.context().close(), phone.context().close()]);
});

test("a person whose session was ended keeps what they typed and is told to sign in", async ({
  context,
  page,
}) => {
  const person = await localPerson();
  await signIn(page, person.email, phrase);
  await expect(page.getByRole("heading", { level: 1, name: "Account" })).toBeVisible();
  await page.getByLabel("Password now").fill(phrase);
  await page.getByLabel("New password").fill("the tide waits for nobody");

  const { id } = await db.session.findFirstOrThrow({
    where: { account: { personId: person.id }, endedAt: null },
  });
  await changeSession(id, { endedAt: new Date() });
  await page.getByRole("button", { name: "Change password" }).click();

  await expect(page.getByRole("alert").filter({ hasText: "You are signed out" })).toBeVisible();
  await expect(page.getByLabel("New password")).toHaveValue("the tide waits for nobody");
  expect((await context.cookies()).some(({ name }) => name === "register-session")).toBe(true);
});

test("two minutes before a session ends the page says so, and a press is enough to stay", async ({
  context,
  page,
}) => {
  const cora = await actorCalled("Cora");
  await context.addCookies([await sessionCookie(cora)]);
  await page.clock.install();
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const soon = new Date(Date.now() + 60_000);
  await changeSession(cora.sessionId, { expiresAt: soon });

  await page.clock.fastForward("28:30");
  await page.clock.runFor(16_000);
  const warning = page.getByRole("alert").filter({ hasText: "You will be signed out at" });
  await warning.getByRole("button", { name: "Stay signed in" }).click();
  await expect(warning).toBeHidden();
  const session = await liveSession(cora.sessionId, new Date());
  expect(session?.expiresAt.getTime()).toBeGreaterThan(soon.getTime() + 20 * 60_000);

  await changeSession(cora.sessionId, { endedAt: new Date() });
  await page.clock.fastForward("31:00");
  await page.clock.runFor(16_000);
  await expect(page.getByRole("alert").filter({ hasText: "You are signed out." })).toBeVisible();
});

test("a deactivated person is out on the next click, and not let in again", async ({ page }) => {
  const person = await localPerson();
  await signIn(page, person.email, phrase);
  await expect(page.getByRole("heading", { level: 1, name: "Account" })).toBeVisible();

  const now = new Date();
  await inTransaction(now, async (tx) => {
    await tx.session.updateMany({
      where: { account: { personId: person.id }, endedAt: null },
      data: { endedAt: now },
    });
    await tx.person.update({ where: { id: person.id }, data: { deactivatedAt: now } });
    await record(tx, {
      stream: `person/${person.id}`,
      action: "person.deactivated",
      actor: "operator",
      body: { owns: 0 },
    });
  });
  await page.reload();
  await expect(page).toHaveURL(/sign-in/);

  await signIn(page, person.email, phrase);
  await expect(page.getByRole("alert").filter({ hasText: "Your access has ended." })).toBeVisible();
});

test("a one-time password opens nothing but the page on which it is changed", async ({ page }) => {
  const { email, password } = await invitedPerson();
  await signIn(page, email, password);
  await expect(page.getByRole("heading", { name: "Choose a password of your own" })).toBeVisible();
  await page.goto("/");
  await expect(page).toHaveURL("/account");

  await page.getByLabel("Password now").fill(password);
  await page.getByLabel("New password").fill("too short");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("link", { name: "Use at least 15 characters." })).toBeVisible();

  await page.getByLabel("New password").fill(phrase);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed.").first()).toBeVisible();
  await page.goto("/");
  await expect(page).toHaveURL("/");
});

test("a wrong password says so without saying what was wrong, and keeps the address", async ({ page }) => {
  const person = await localPerson();
  await signIn(page, person.email, "ten ships wait for the tide");
  await expect(
    page.getByRole("alert").filter({ hasText: "E-mail address or password is wrong." }),
  ).toBeFocused();
  await expect(page.getByLabel("E-mail address")).toHaveValue(person.email);
  expect(page.url()).not.toContain("ships");
});

test("signing in leads back to our own pages only", async ({ page }) => {
  for (const elsewhere of ["https://evil.example/", "//evil.example/", "/\\evil.example"]) {
    await page.context().clearCookies();
    await page.goto(`/sign-in?to=${encodeURIComponent(elsewhere)}`);
    await page.getByRole("button", { name: /^Cora\b/ }).click();
    await expect(page).toHaveURL("/");
  }
});

test("B2: a sign-in from another site's page is refused", async ({ page, baseURL }) => {
  await page.goto("/sign-in");
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  const form = { csrfToken, email: "ada@corp.example", password: phrase };
  const post = (headers: Record<string, string>) =>
    page.request.post("/api/auth/callback/local", { form, headers });

  expect((await post({})).status()).toBe(403);
  expect((await post({ origin: "https://evil.example" })).status()).toBe(403);
  expect(
    (await post({ "sec-fetch-site": "cross-site", origin: new URL(baseURL ?? "").origin })).status(),
  ).toBe(403);
});

test("B10: next-auth's own session, sign-out and pages answer nobody", async ({ request }) => {
  for (const path of ["session", "signout", "verify-request", "_log"]) {
    expect((await request.get(`/api/auth/${path}`)).status()).toBe(404);
    expect((await request.post(`/api/auth/${path}`)).status()).toBe(404);
  }
});

test("B4: every page carries the headers that keep others out, and a nonce that its scripts have", async ({
  page,
}) => {
  const problems: string[] = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  const answer = await page.goto("/sign-in");
  const headers = answer?.headers() ?? {};

  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("same-origin");
  expect(headers["cache-control"]).toContain("no-store");
  const nonce = /'nonce-([^']+)'/.exec(headers["content-security-policy"] ?? "")?.[1];
  const html = (await answer?.text()) ?? "";
  const nonces = [...html.matchAll(/<script\b([^>]*)>/g)].map(
    ([, attributes]) => /nonce="([^"]*)"/.exec(attributes ?? "")?.[1],
  );
  expect(nonces.length).toBeGreaterThan(3);
  expect(new Set(nonces)).toEqual(new Set([nonce]));
  expect(problems).toEqual([]);

  const again = await page.request.get("/sign-in");
  expect(again.headers()["content-security-policy"]).not.toContain(nonce);
});

test("health says whether the database answers, and no more", async ({ request }) => {
  const answer = await request.get("/api/health");
  expect(answer.status()).toBe(200);
  expect(await answer.text()).toBe("ok");
});

test("setup is a 404 once somebody can sign in", async ({ request }) => {
  expect((await request.get("/setup")).status()).toBe(404);
});

test.describe("through the provider", () => {
  test.skip(!process.env.E2E_OIDC_ISSUER, "No OpenID provider was started: E2E_OIDC_ISSUER is not set.");

  test("an invited person is who they were invited as, also when they come back", async ({ page }) => {
    const person = await newPerson("Olga");
    await signInAtProvider(page, person.email);
    await expect(page.getByRole("heading", { level: 1, name: "Account" })).toBeVisible();
    await page.context().clearCookies();
    await signInAtProvider(page, person.email);
    await expect(page.getByRole("heading", { level: 1, name: "Account" })).toBeVisible();

    const accounts = await db.account.findMany({ where: { personId: person.id } });
    expect(accounts).toMatchObject([{ issuer: process.env.E2E_OIDC_ISSUER, subject: person.email }]);
  });

  test("somebody new becomes a member, also when the address comes from the userinfo endpoint alone", async ({
    page,
  }) => {
    const email = `vera.novak.${randomUUID().slice(0, 8)}@corp.example`;
    await signInAtProvider(page, `${email}#thin`);
    await expect(page.getByRole("heading", { level: 1, name: "Account" })).toBeVisible();
    expect(await db.person.findUnique({ where: { email } })).toMatchObject({
      name: "Vera Novak",
      role: "member",
    });
  });

  test("a second identity with the same address is refused in words", async ({ page }) => {
    const person = await newPerson("Olga");
    await signInAtProvider(page, person.email);
    await expect(page.getByRole("heading", { level: 1, name: "Account" })).toBeVisible();
    await page.context().clearCookies();
    await signInAtProvider(page, `${person.email}#second`);
    await expect(page.getByText("already signs in through")).toBeVisible();
    await expectSignedOut(page);
  });

  test("an address that the provider has not verified is refused in words", async ({ page }) => {
    await signInAtProvider(page, `eve.${randomUUID().slice(0, 8)}@corp.example#unverified`);
    await expect(page.getByText("is not verified at")).toBeVisible();
    await expectSignedOut(page);
  });

  test("B8: an answer of the provider that nobody here asked for signs nobody in", async ({ page }) => {
    for (const query of ["code=stolen&state=made-up", "code=stolen", "error=access_denied", ""]) {
      await page.goto(`/api/auth/callback/oidc?${query}`);
      await expect(page).toHaveURL(/sign-in/);
      await expectSignedOut(page);
    }
  });
});

function changeSession(id: string, data: { endedAt: Date } | { expiresAt: Date }) {
  return inTransaction(new Date(), (tx) => tx.session.update({ where: { id }, data }));
}

async function invitedPerson(): Promise<SomebodyNew & { password: string }> {
  const person = await newPerson("Olga");
  const administrator = await db.person.findFirstOrThrow({
    where: { role: "administrator", deactivatedAt: null },
  });
  const given = await setLocalPassword(person.id, await actorCalled(administrator.name), new Date());
  if (!given.ok) throw new Error(given.message);
  return { ...person, password: given.password };
}

/** Somebody who signs in with `phrase`. */
async function localPerson(): Promise<SomebodyNew> {
  const person = await invitedPerson();
  const now = new Date();
  const { id: accountId } = await db.account.findFirstOrThrow({ where: { personId: person.id } });
  const started = await startSession({ accountId, device: "Test", method: "password" }, now);
  const session = started.ok ? await liveSession(started.sessionId, now) : null;
  if (!session) throw new Error("not signed in");
  await changePassword({ current: person.password, password: phrase }, session.actor, now);
  await endSession(session.actor.sessionId, session.actor, now);
  return person;
}

async function signIn(page: Page, email: string, password: string) {
  await page.goto("/sign-in?to=/account");
  const way = page.getByText("With an e-mail address and a password");
  if (await way.isVisible()) await way.click();
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function signInAtProvider(page: Page, login: string) {
  await page.goto("/sign-in?to=/account");
  await page.getByRole("button", { name: /^Sign in with / }).click();
  await page.getByPlaceholder("Enter any login").fill(login);
  await page.getByPlaceholder("and password").fill("anything");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

async function expectSignedOut(page: Page) {
  const names = (await page.context().cookies()).map(({ name }) => name);
  expect(names).not.toContain("register-session");
}
