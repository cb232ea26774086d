// The people in our scenarios. `as("Ada")` opens a browser of her own, so one test can put requester and approver
// side by side. They are the people of the demo (prisma/seed), called by their first names.

import { type BrowserContext, test as base, type Page } from "@playwright/test";

import type { Actor } from "@/lib/auth/actor";
import { signInAsCast } from "@/lib/auth/cast";
import { sealSessionId, sessionCookieName } from "@/lib/auth/cookie";
import { liveSession, startSession } from "@/lib/auth/sessions";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { fileRequest } from "@/lib/exceptions/file-request";
import type { Request } from "@/lib/exceptions/schemas";

export type FiledRequest = { id: string; number: number; title: string };

type Cast = {
  /** A page of that person's own browser, signed in. */
  as(firstName: string): Promise<Page>;
  /** A low-risk request that waits for Security (Ada, Jonas, Priya), filed through the use case. */
  requestFiledBy(firstName: string, changes?: Partial<Request>): Promise<FiledRequest>;
};

export const test = base.extend<Cast>({
  as: async ({ browser, baseURL }, use) => {
    const opened = new Map<string, BrowserContext>();
    await use(async (firstName) => {
      const context = opened.get(firstName) ?? (await browser.newContext({ baseURL }));
      if (!opened.has(firstName)) {
        opened.set(firstName, context);
        await context.addCookies([await sessionCookie(await actorCalled(firstName))]);
      }
      return context.newPage();
    });
    await Promise.all([...opened.values()].map((context) => context.close()));
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the first argument destructured
  requestFiledBy: async ({}, use, { testId }) => {
    await use(async (firstName, changes = {}) => {
      const actor = await actorCalled(firstName);
      const request = { ...(await requestForSecurity(actor, testId)), ...changes };
      const outcome = await fileRequest(request, actor, new Date());
      if (!outcome.ok) throw new Error(JSON.stringify(outcome));
      return { id: outcome.id, number: outcome.number, title: request.title };
    });
  },
});

export { expect } from "@playwright/test";

/** Somebody of the cast, with a session started now. */
export async function actorCalled(firstName: string): Promise<Actor> {
  const now = new Date();
  const people = await db.person.findMany({
    where: { OR: [{ name: firstName }, { name: { startsWith: `${firstName} ` } }], deactivatedAt: null },
  });
  const [person] = people;
  if (!person || people.length > 1) throw new Error(`${people.length} people are called ${firstName}.`);

  const signIn = await signInAsCast(person.id, now);
  if (!signIn.ok) throw new Error(signIn.problem);
  const started = await startSession({ accountId: signIn.accountId, device: "Test", method: "demo" }, now);
  if (!started.ok) throw new Error(started.message);
  const session = await liveSession(started.sessionId, now);
  if (!session) throw new Error("The session has ended already.");
  return session.actor;
}

export async function sessionCookie({ sessionId }: Pick<Actor, "sessionId">) {
  const value = await sealSessionId(sessionId);
  return { name: sessionCookieName(), value, url: env().NEXTAUTH_URL };
}

/** Goes there and waits until the page has come alive: what is typed before, a form does not know of. */
export async function visit(page: Page, path: string) {
  await page.goto(path);
  await page.waitForFunction(() => {
    const controls = [...document.querySelectorAll("main a, main button, main input")];
    return controls.every((control) => Object.keys(control).some((key) => key.startsWith("__react")));
  });
  // Keys are answered by effects, which run when the browser has drawn.
  await page.evaluate(() => new Promise((drawn) => requestIdleCallback(drawn, { timeout: 1_000 })));
}

export async function requestForSecurity(actor: Actor, testId: string): Promise<Request> {
  const [policy, system] = await Promise.all([
    db.policy.findUniqueOrThrow({ where: { key: "SEC-004" } }),
    db.system.findUniqueOrThrow({ where: { key: "booking-portal" } }),
  ]);
  return {
    id: crypto.randomUUID(),
    title: `Scanner off on the portal's test agents (${testId.slice(-8)})`,
    scope: [{ policyId: policy.id, systemId: system.id, environment: "test", resource: "" }],
    reason:
      "The scanner locks the files that the load test writes, and the supplier's fix comes on the 25th.",
    breaksIfNo: "The load test cannot run before the release, so the release waits for a week.",
    riskIntroduced: "Malware on a test agent would be found a day later, by the nightly scan.",
    dataAffected: "None: the test system holds made-up bookings.",
    alternatives: "Excluding the one folder; the scanner's version cannot do that.",
    mitigation: "The agents are cut off from production, and are rebuilt after the test.",
    classification: {
      dataSensitivity: "none",
      exposure: "internal",
      impact: "minor",
      facts: {
        weakensSignIn: false,
        opensRemoteAccess: false,
        widensDataAccess: false,
        givesVendorReach: false,
        usesExternalModel: false,
        skipsHumanReview: false,
      },
    },
    ownerId: actor.id,
    window: { kind: "length", seconds: 5 * 86_400 },
  };
}
