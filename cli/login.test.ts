// A job that its platform vouches for: its token is swapped for one of the register, and the run asks with that.

import { beforeAll, describe, expect, test } from "vitest";

import { purposeOf } from "@/app/api/v1/door";
import { addIssuer } from "@/lib/gate/add-issuer";
import { makeBinding } from "@/lib/gate/make-binding";
import { mapRule } from "@/lib/gate/map-rule";
import { problemResponse } from "@/lib/gate/problem";
import { swapToken } from "@/lib/gate/swap-token";
import { served, servedApi } from "@/lib/testing/api-server";
import { type Cast, filled, theCast } from "@/lib/testing/cast";
import { run, textOf, written } from "@/lib/testing/cli";
import { testDatabase } from "@/lib/testing/database";
import { trivyReport } from "@/lib/testing/gate";
import { type TestIssuer, testIssuer } from "@/lib/testing/issuer";

await testDatabase();
let cast: Cast;
const issuers = {} as Record<"github" | "gitlab", TestIssuer>;

/** The route's own use case, which alone has to be told whom the test's issuers are signed by. */
const address = await servedApi({
  "/api/v1/gate/tokens": async (request) => {
    const authorization = request.headers.get("authorization");
    const { way } = Object.values(issuers).find(({ url }) => url === issuerIn(authorization)) as TestIssuer;
    const swapped = await swapToken(authorization, purposeOf(request), new Date(), way);
    return "problem" in swapped
      ? problemResponse(swapped, "/api/v1/gate/tokens")
      : Response.json(swapped, { status: 201 });
  },
});
process.env.NEXTAUTH_URL = address;
process.env.NEXTAUTH_SECRET = "x".repeat(32);

const issuerIn = (authorization: string | null) =>
  JSON.parse(Buffer.from(authorization?.split(".")[1] ?? "", "base64url").toString()).iss;

beforeAll(async () => {
  issuers.github = await testIssuer();
  issuers.gitlab = await testIssuer();
  const ports = Object.values(issuers).map(({ url }) => `localhost:${new URL(url).port}`);
  process.env.WEBHOOK_ALLOWED_HOSTS = ports.join();
  const now = new Date();
  cast = await theCast(now);
  const rule = { tool: "trivy", pattern: "AVD-AWS-*", kind: null, severityFrom: null, severityTo: null };
  await filled(mapRule({ ...rule, policyId: cast.policy.tls, reason: "" }, cast.actor.Root, now));
  for (const [kind, name, value] of [
    ["github", "repository_id", "77"],
    ["gitlab", "project_id", "99"],
  ] as const) {
    const claims = { [name]: value };
    const { id } = await filled(addIssuer({ url: issuers[kind].url, kind }, cast.actor.Root, now));
    const place = { systemIds: [cast.system.payroll], environments: ["test" as const] };
    const binding = {
      name: "Payroll, deploy",
      issuerId: id,
      rights: ["evaluate" as const],
      ...place,
      claims,
    };
    await filled(makeBinding(binding, cast.actor.Root, now));
  }
  return () => Promise.all(Object.values(issuers).map((issuer) => issuer.stop()));
});

/** GitHub's own service that gives a job its token for whom it asks. */
const minting = (value: (audience: string | null) => Promise<string>) =>
  served(async (incoming, outgoing) => {
    const { searchParams } = new URL(incoming.url ?? "/", "http://localhost");
    const known = incoming.headers.authorization === "bearer job-secret";
    const token = known ? await value(searchParams.get("audience")) : null;
    outgoing.setHeader("content-type", "application/json").end(JSON.stringify({ value: token }));
  });

const checked = ["gate", "check", "--system", "payroll-feed", "--env", "test", "--report"];
const report = () => written("trivy.json", trivyReport());
const onGitHub = (service: string, secret = "job-secret") => ({
  EXCEPTIONS_URL: address,
  ACTIONS_ID_TOKEN_REQUEST_URL: `${service}/token?api-version=2`,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret,
});
const github = (aud: string | null) =>
  issuers.github.token({ aud, repository_id: "77", actor_id: "42" }, new Date());

describe("on GitHub", () => {
  test("the job asks with nothing but its permission to have a token, for this register", async () => {
    const service = await minting(github);
    const { exit, out } = await run([...checked, report()], onGitHub(service));
    expect([exit, out.decision]).toEqual([0, "compliant"]);
    expect((await run([...checked, report()], onGitHub(service, "other"))).out.code).toBe("no_id_token");
  });

  test("a token for somebody else, and a repository that nobody bound, are refused", async () => {
    const other = await minting(() => github("https://other.example"));
    expect((await run([...checked, report()], onGitHub(other))).out).toMatchObject({
      exit: 2,
      code: "token_invalid",
    });
    const stranger = await minting((aud) =>
      issuers.github.token({ aud, repository_id: "78", actor_id: "42" }, new Date()),
    );
    expect((await run([...checked, report()], onGitHub(stranger))).exit).toBe(2);
  });

  test("login masks the token before anything prints it, and hands it to the next steps", async () => {
    written("env", "");
    const job = { ...onGitHub(await minting(github)), GITHUB_ACTIONS: "true", GITHUB_ENV: "env" };
    const { exit, out, err } = await run(["gate", "login"], job);
    expect(exit).toBe(0);
    expect(err.startsWith(`::add-mask::${out.token}\n`)).toBe(true);
    expect(textOf("env")).toBe(`EXCEPTIONS_TOKEN=${out.token}\n`);
    const next = await run([...checked, report()], { EXCEPTIONS_URL: address, EXCEPTIONS_TOKEN: out.token });
    expect(next.exit).toBe(0);
  });
});

test("on GitLab the token of the job is swapped, and the run asks twice with it", async () => {
  const gitlabToken = await issuers.gitlab.token(
    { aud: address, project_id: "99", user_id: "7" },
    new Date(),
  );
  const env = { EXCEPTIONS_URL: address, EXCEPTIONS_ID_TOKEN: gitlabToken };
  expect((await run([...checked, report()], env)).exit).toBe(0);
  const open = written("open.json", trivyReport({ resource: "aws_security_group.open" }));
  expect(await run([...checked, open], env)).toMatchObject({ exit: 1, out: { decision: "violation" } });
});
