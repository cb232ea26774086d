// Gate test 14: which tokens of GitHub and GitLab are taken, shown by an issuer of our own over https.

import { SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { addIssuer } from "@/lib/gate/add-issuer";
import { endToken } from "@/lib/gate/end-token";
import { makeBinding } from "@/lib/gate/make-binding";
import { pipelineOf } from "@/lib/gate/pipeline";
import { reinstateIssuer, retireIssuer } from "@/lib/gate/retire-issuer";
import { type NewBinding, newIssuerSchema } from "@/lib/gate/schemas";
import { swapToken } from "@/lib/gate/swap-token";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { type TestIssuer, testIssuer } from "@/lib/testing/issuer";

const register = "https://register.example";
process.env.NEXTAUTH_URL = `${register}/`;
process.env.NEXTAUTH_SECRET = "x".repeat(32);

let cast: Cast;
let github: TestIssuer;
let gitlab: TestIssuer;
const ids = { github: "", gitlab: "" };

beforeAll(async () => {
  await testDatabase();
  [github, gitlab] = await Promise.all([testIssuer(), testIssuer()]);
  const port = (issuer: TestIssuer) => new URL(issuer.url).port;
  process.env.WEBHOOK_ALLOWED_HOSTS = `localhost:${port(github)},localhost:${port(gitlab)}`;
  cast = await theCast();
  for (const kind of ["github", "gitlab"] as const) {
    const { url } = { github, gitlab }[kind];
    ids[kind] = (await filled(addIssuer({ url, kind }, cast.actor.Root, noon))).id;
  }
});
afterAll(async () => {
  await Promise.all([github.stop(), gitlab.stop()]);
});
beforeEach(() => {
  github.say({});
});

let repositories = 1000;

const bindingOf = (repository_id: string): NewBinding => ({
  name: "Payroll, deploy",
  issuerId: ids.github,
  rights: ["evaluate", "request"],
  systemIds: [cast.system.payroll],
  environments: ["production", "test"],
  claims: { repository_id },
});

/** A binding of a repository of its own; what its tokens say. */
async function bound(changes: Partial<NewBinding> = {}) {
  const repository_id = String(++repositories);
  const claims = { repository_id, ...changes.claims };
  const binding = { ...bindingOf(repository_id), ...changes, claims };
  const { id } = await filled(makeBinding(binding, cast.actor.Root, noon));
  return { id, said: { aud: register, repository_id, actor_id: "42", actor: "octocat" } };
}

const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

/** The code of the problem, or null where the token was taken. */
async function shown(token: string, { at = noon, use = "GET /a", issuer = github } = {}) {
  const pipeline = await pipelineOf(`Bearer ${token}`, at, use, issuer.way);
  return "problem" in pipeline ? pipeline.problem : null;
}

async function pipelineBy(claims: object, at = noon) {
  const token = await github.token({ ...claims }, at);
  const pipeline = await pipelineOf(`Bearer ${token}`, at, "GET /a", github.way);
  if ("problem" in pipeline) throw new Error(pipeline.detail);
  return pipeline;
}

describe("what a token has to be", () => {
  test("its issuer's, for this register, and young: then it asks within its binding", async () => {
    const { id, said } = await bound();
    const pipeline = await pipelineBy({ ...said, environment: "prod" });
    expect(pipeline).toMatchObject({
      tokenId: id,
      rights: ["evaluate", "request"],
      systemIds: [cast.system.payroll],
      environments: ["production"],
      holder: null,
    });
  });

  test("B11: for another audience, or for others too: refused", async () => {
    const { said } = await bound();
    const of = async (aud: unknown) => shown(await github.token({ ...said, aud }, noon));
    expect(await of("https://other.example")).toBe("token_invalid");
    expect(await of([register, "https://other.example"])).toBe("token_invalid");
    expect(await of([register])).toBe("token_invalid");
    expect(await of(undefined)).toBe("token_invalid");
    expect(await of(register)).toBeNull();
  });

  test("without an end, an id, a subject or an instant: refused", async () => {
    const { said } = await bound();
    for (const claim of ["exp", "jti", "sub", "iat"]) {
      expect(await shown(await github.token({ ...said, [claim]: undefined }, noon)), claim).toBe(
        "token_invalid",
      );
    }
  });

  test("a GitHub token is taken for 15 minutes, a GitLab one for an hour, and none after its own end", async () => {
    const { said } = await bound();
    const lab = { issuerId: ids.gitlab, claims: { project_id: "5" } };
    await filled(makeBinding({ ...bindingOf("5"), ...lab }, cast.actor.Root, noon));
    const long = (at: Date) => Math.floor(at.getTime() / 1000) + 9 * 3600;
    const hub = (age: number) => github.token({ ...said, exp: long(noon) }, later(-age));
    expect(await shown(await hub(15 * 60 + 30))).toBeNull();
    expect(await shown(await hub(15 * 60 + 31))).toBe("token_expired");
    const ofLab = async (age: number) =>
      shown(await gitlab.token({ aud: register, project_id: "5", exp: long(noon) }, later(-age)), {
        issuer: gitlab,
      });
    expect(await ofLab(3630)).toBeNull();
    expect(await ofLab(3631)).toBe("token_expired");
    const ended = (ago: number) =>
      github.token({ ...said, exp: Math.floor(noon.getTime() / 1000) - ago }, later(-120));
    expect(await shown(await ended(29))).toBeNull();
    expect(await shown(await ended(30))).toBe("token_expired");
  });

  test("not signed, or signed with what is no key of the issuer: refused", async () => {
    const { said } = await bound();
    const token = await github.token(said, noon);
    const [, payload] = token.split(".");
    const none = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
    expect(await shown(`${none}.${payload}.`)).toBe("token_invalid");
    expect(await shown(`${token.slice(0, -4)}AAAA`)).toBe("token_invalid");
    const shared = await new SignJWT({ ...said, iss: github.url, sub: "a", jti: "b", exp: 9e9 })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuedAt(noon)
      .sign(new Uint8Array(32));
    expect(await shown(shared)).toBe("token_invalid");
    const foreign = await gitlab.token({ ...said, iss: github.url }, noon);
    expect(await shown(foreign)).toBe("token_invalid");
    expect(await shown("a.b.c")).toBe("token_invalid");
  });

  test("of an issuer that nobody named, or that is retired: refused, until it is reinstated", async () => {
    const { said } = await bound();
    const other = await testIssuer();
    expect(await shown(await other.token(said, noon), { issuer: other })).toBe("issuer_unknown");
    await other.stop();

    const root = cast.actor.Root;
    await filled(retireIssuer({ issuerId: ids.github }, root, noon));
    expect(await shown(await github.token(said, noon))).toBe("issuer_unknown");
    expect(await retireIssuer({ issuerId: ids.github }, root, noon)).toMatchObject({ code: "wrong-status" });
    await filled(reinstateIssuer({ issuerId: ids.github }, root, noon));
    expect(await shown(await github.token(said, noon))).toBeNull();
  });
});

describe("the issuer's keys", () => {
  const minutes = (count: number) => later(count * 60);

  test("a key that is new is asked for, at most every 30 seconds", async () => {
    const { said } = await bound();
    const at = minutes(60);
    const first = await github.token(said, at);
    expect(await shown(first, { at })).toBeNull();
    const asked = github.asked();
    github.rotate();
    const soon = new Date(at.getTime() + 29_999);
    expect(await shown(await github.token(said, soon), { at: soon })).toBe("token_invalid");
    expect(github.asked()).toBe(asked);
    const then = new Date(at.getTime() + 30_000);
    expect(await shown(await github.token(said, then), { at: then })).toBeNull();
    expect(github.asked()).toBe(asked + 1);
  });

  test("keys at another origin, behind a redirect, or of who calls itself otherwise are not taken", async () => {
    const { said } = await bound();
    const of = async (discovery: object, at: Date) => {
      github.say({ ...discovery });
      return shown(await github.token(said, at), { at });
    };
    expect(await of({ jwks_uri: `${gitlab.url}/keys` }, minutes(120))).toBe("token_invalid");
    expect(await of({ issuer: gitlab.url }, minutes(140))).toBe("token_invalid");
    expect(await of({ jwks_uri: `${github.url}/elsewhere` }, minutes(160))).toBe("unavailable");
    expect(await of({}, minutes(180))).toBeNull();
  });
});

describe("what a token may", () => {
  test("the environment that it names is the one; production is never taken for granted", async () => {
    const { said } = await bound();
    const of = async (environment?: string) => (await pipelineBy({ ...said, environment })).environments;
    expect(await of("prod")).toEqual(["production"]);
    expect(await of("TEST")).toEqual(["test"]);
    expect(await of("staging")).toEqual([]);
    expect(await of("prod-eu")).toEqual([]);
    expect(await of()).toEqual(["test"]);
  });

  test("an environment with a name of its own is what its binding says", async () => {
    const { said } = await bound({ claims: { environment: "prod-eu" }, environments: ["production"] });
    expect((await pipelineBy({ ...said, environment: "prod-eu" })).environments).toEqual(["production"]);
    expect(await shown(await github.token({ ...said, environment: "prod-us" }, noon))).toBe(
      "environment_not_bound",
    );
    expect(await shown(await github.token(said, noon))).toBe("environment_not_bound");
  });

  test("of two bindings the one that demands more is taken", async () => {
    const { said } = await bound();
    const claims = { repository_id: said.repository_id, ref: "refs/heads/main" };
    const { id } = await bound({ claims, rights: ["evaluate", "export"] });
    expect((await pipelineBy({ ...said, ref: "refs/heads/main" })).tokenId).toBe(id);
    expect((await pipelineBy({ ...said, ref: "refs/heads/x" })).tokenId).not.toBe(id);
  });

  test("another repository, another branch, the text “false”: refused, and told what does not fit", async () => {
    const { said } = await bound({ claims: { ref: "refs/heads/main" } });
    expect(await shown(await github.token({ ...said, repository_id: "1" }, noon))).toBe("system_not_bound");
    const token = await github.token({ ...said, ref: "refs/heads/x" }, noon);
    expect(await pipelineOf(`Bearer ${token}`, noon, "", github.way)).toMatchObject({
      problem: "system_not_bound",
      detail: "“Payroll, deploy” asks with ref refs/heads/main, and this token says refs/heads/x.",
    });

    const lab = { issuerId: ids.gitlab, claims: { project_id: "22", ref_protected: "true" } };
    await filled(makeBinding({ ...bindingOf("22"), ...lab }, cast.actor.Root, noon));
    const of = async (ref_protected: unknown) =>
      shown(await gitlab.token({ aud: register, project_id: "22", ref_protected }, noon), { issuer: gitlab });
    expect(await of("false")).toBe("system_not_bound");
    expect(await of(undefined)).toBe("system_not_bound");
    expect(await of("true")).toBeNull();
  });

  test("a pull or merge request, which may be a fork's, evaluates and does nothing else", async () => {
    const { said } = await bound({ rights: ["evaluate", "request", "export"] });
    for (const event_name of ["pull_request", "pull_request_target"])
      expect((await pipelineBy({ ...said, event_name })).rights).toEqual(["evaluate"]);
    expect((await pipelineBy({ ...said, event_name: "push" })).rights).toEqual([
      "evaluate",
      "request",
      "export",
    ]);
  });

  test("a binding that has ended asks no more", async () => {
    const { id, said } = await bound();
    const { token } = await swapped(await github.token(said, noon));
    expect(await shown(token)).toBeNull();
    await filled(endToken({ tokenId: id }, cast.actor.Root, noon));
    expect(await shown(token)).toBe("token_expired");
    expect(await shown(await github.token(said, noon))).toBe("system_not_bound");
  });
});

async function swapped(token: string, { at = noon, use = "POST /tokens 1" } = {}) {
  const answer = await swapToken(`Bearer ${token}`, use, at, github.way);
  if ("problem" in answer) throw new Error(answer.problem);
  return answer;
}

describe("a token is taken once", () => {
  test("for the same thing again, and for nothing else", async () => {
    const { said } = await bound();
    const token = await github.token(said, noon);
    expect(await shown(token, { use: "POST /evaluations 1" })).toBeNull();
    expect(await shown(token, { use: "POST /evaluations 1" })).toBeNull();
    expect(await shown(token, { use: "POST /evaluations 2" })).toBe("token_replayed");
    await expect(swapped(token)).rejects.toThrow("token_replayed");
  });

  test("twenty at the same instant: one thing is done", async () => {
    const { said } = await bound();
    const token = await github.token(said, noon);
    const uses = Array.from({ length: 20 }, (_, at) => `POST /evaluations ${at}`);
    const said20 = await Promise.all(uses.map((use) => shown(token, { use })));
    expect(said20.filter((one) => one === null)).toHaveLength(1);
    expect(said20.filter((one) => one === "token_replayed")).toHaveLength(19);
  });

  test("swapped, it lasts an hour with the same binding; sent again, it is the same", async () => {
    const { said } = await bound();
    const token = await github.token({ ...said, environment: "prod" }, noon);
    const first = await swapped(token);
    expect(first).toMatchObject({
      expiresAt: later(3600),
      rights: ["evaluate", "request"],
      systems: ["payroll-feed"],
      environments: ["production"],
    });
    expect(await shown(first.token, { use: "a" })).toBeNull();
    expect(await shown(first.token, { use: "b", at: later(3599.999) })).toBeNull();
    expect(await shown(first.token, { use: "b", at: later(3600) })).toBe("token_expired");

    expect(await swapped(token, { at: later(60) })).toEqual(first);
    await expect(swapped(token, { use: "POST /tokens 2" })).rejects.toThrow("token_replayed");
  });

  test("a token of the register is not swapped", async () => {
    const { said } = await bound();
    const { token } = await swapped(await github.token(said, noon));
    await expect(swapped(token)).rejects.toThrow("token_invalid");
  });
});

describe("who names issuers and binds them", () => {
  test("administrators, by the exact address, once", async () => {
    const other = { url: "https://token.actions.githubusercontent.com", kind: "github" as const };
    expect(await addIssuer(other, cast.actor.Cora, noon)).toMatchObject({ code: "not-allowed" });
    await filled(addIssuer(other, cast.actor.Root, noon));
    expect(await addIssuer(other, cast.actor.Root, noon)).toMatchObject({
      fields: { url: "This issuer is here already." },
    });
    const parse = (url: string) => newIssuerSchema.safeParse({ url, kind: "github" }).data?.url;
    expect(parse("https://git.example/_services/token/")).toBe("https://git.example/_services/token");
    for (const url of ["http://git.example", "https://git.example?a", "https://a@git.example", "git.example"])
      expect(parse(url), url).toBeUndefined();
  });

  test("by an id, with what such tokens say, and without calling production development", async () => {
    const refused = async (changes: Partial<NewBinding>) => {
      const made = await makeBinding({ ...bindingOf("7"), ...changes }, cast.actor.Root, noon);
      return made.ok ? null : Object.values(made.fields ?? {})[0];
    };
    expect(await refused({})).toBeNull();
    expect(await refused({ claims: { ref: "refs/heads/main" } })).toBe(
      "Say repository_id or repository_owner_id. Names change hands; ids do not.",
    );
    expect(await refused({ claims: { repository_id: "acme/payments" } })).toBe(
      "An id is a number, as the issuer shows it.",
    );
    expect(await refused({ claims: { repository_id: "7", project_id: "7" } })).toBe(
      "Nothing is bound to project_id of GitHub Actions.",
    );
    const dev = {
      claims: { repository_id: "7", environment: "prod" },
      environments: ["development" as const],
    };
    expect(await refused(dev)).toBe("Choose the one environment that prod is.");
    expect(await refused({ systemIds: [crypto.randomUUID()] })).toBe("Choose systems that are in use.");
  });
});
