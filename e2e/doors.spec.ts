// Each page, route and action of the build, asked over HTTP by each kind of person, and by nobody. What they are answered
// stands in e2e/doors.ts; a door that is not told of there is an error, and so is one that is told of and not there.

import { readFileSync } from "node:fs";

import { endSession } from "@/lib/auth/sessions";
import { db } from "@/lib/db";

import { approved } from "./before";
import { actorCalled, test as base, expect, sessionCookie } from "./cast";
import { actions, idsFor, readings, sendings, signedIn, type Who } from "./doors";

type Knock = {
  /** The ids of a register in which Kofi's request waits for Ada. */
  here: Awaited<ReturnType<typeof idsFor>>;
  ask(who: Who, path: string, init?: RequestInit): Promise<Response>;
};

const test = base.extend<Knock>({
  here: async ({ requestFiledBy }, use) => {
    const active = await requestFiledBy("Kofi");
    await approved(active, "Jonas");
    await use(await idsFor(await requestFiledBy("Kofi"), active));
  },
  ask: async ({ baseURL }, use) => {
    const cookies = new Map<Who, string>();
    for (const name of signedIn) cookies.set(name, await cookieOf(name));
    cookies.set("foreign", cookies.get("Bjarne") ?? "");
    cookies.set("ended", await cookieOf("Kofi", true));
    await use((who, path, { headers, ...init } = {}) =>
      fetch(`${baseURL}${path}`, {
        redirect: "manual",
        headers: {
          cookie: cookies.get(who) ?? "",
          ...(who !== "foreign" && { origin: `${baseURL}` }),
          ...headers,
        },
        ...init,
      }),
    );
  },
});

async function cookieOf(name: string, ended = false): Promise<string> {
  const actor = await actorCalled(name);
  if (ended) await endSession(actor.sessionId, actor, new Date());
  const { name: key, value } = await sessionCookie(actor);
  return `${key}=${value}`;
}

test.describe.configure({ timeout: 400_000 });

const built = (name: string) => JSON.parse(readFileSync(`.next/server/${name}.json`, "utf8"));
const entries = Object.keys(built("app-paths-manifest"));
type BuiltAction = { filename: string; exportedName: string; workers: Record<string, unknown> };
const builtActions = Object.entries<BuiltAction>(built("server-reference-manifest").node);

test("the table tells of every page, route and action of the build, and of no other", ({ here }) => {
  const told = [...Object.keys(readings(here)), ...Object.keys(sendings(here))];
  expect([...new Set(told)].sort()).toEqual(entries.sort());
  const named = builtActions.map(([, { filename, exportedName }]) => `${filename} ${exportedName}`);
  expect(Object.keys(actions(here)).sort()).toEqual(named.sort());
});

test("what is read by its address opens for whom it should, and for nobody else", async ({ here, ask }) => {
  const wrong: string[] = [];
  for (const [entry, { path, answers }] of Object.entries(readings(here))) {
    await Promise.all(
      Object.entries(answers).map(async ([who, expected]) => {
        const answer = await ask(who as Who, path);
        await answer.arrayBuffer();
        const leadsToSignIn = /^\/sign-in\?to=/.test(answer.headers.get("location") ?? "");
        if (answer.status !== expected || (expected === 307 && entry !== "/sign-in/page" && !leadsToSignIn))
          wrong.push(`${entry} ${who}: ${answer.status}, and not ${expected}`);
      }),
    );
  }
  expect(wrong.sort()).toEqual([]);
});

test("what is sent is refused to whom it should be", async ({ here, ask }) => {
  const wrong: string[] = [];
  for (const [entry, { path, body = "", refused }] of Object.entries(sendings(here)))
    for (const [who, expected] of Object.entries(refused)) {
      const headers = { "content-type": "application/x-www-form-urlencoded", "idempotency-key": entry };
      const { status } = await ask(who as Who, path, { method: "POST", headers, body });
      if (status !== expected) wrong.push(`${entry} ${who}: ${status}, and not ${expected}`);
    }
  expect(wrong.sort()).toEqual([]);
});

test("an action is refused to whoever may not, by any page that has it, and changes nothing", async ({
  here,
  ask,
}) => {
  const pages: Record<string, { path: string }> = readings(here);
  const all = actions(here);
  const wrong: string[] = [];
  let asked = 0;
  for (const [id, { filename, exportedName, workers }] of builtActions) {
    const name = `${filename} ${exportedName}`;
    const { args = [], refused = {} } = all[name] ?? {};
    const page = Object.keys(workers).map((worker) => pages[worker.replace(/^app/, "")]?.path ?? "");
    for (const [who, expected] of Object.entries(refused)) {
      if (expected === undefined) continue;
      const answer = await ask(who as Who, page[0] ?? "", {
        method: "POST",
        headers: { "next-action": id, "content-type": "text/plain;charset=UTF-8" },
        body: JSON.stringify(args),
      });
      const [, code] = /"ok":false,"code":"([a-z-]+)"/.exec(await answer.text()) ?? [];
      asked += 1;
      if (code !== expected) wrong.push(`${name} ${who}: ${code ?? answer.status}, and not ${expected}`);
    }
  }
  expect(wrong.sort()).toEqual([]);
  expect(asked).toBeGreaterThan(500);
  const after = await db.exception.findUniqueOrThrow({ where: { id: here.request.id } });
  expect([after.version, after.status]).toEqual([1, "pending"]);
});
