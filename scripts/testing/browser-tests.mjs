// Doors: people in a real browser, against the built application and a filled register of its own.

import { readFileSync } from "node:fs";
import path from "node:path";

import { buildIfStale } from "../lib/build.mjs";
import { seed } from "../lib/embedded-register.mjs";
import { onLeave } from "../lib/leave.mjs";
import { freePort } from "../lib/ports.mjs";
import { run, startBeside, stop } from "../lib/programs.mjs";
import { createRegister } from "../lib/register-database.mjs";
import { startWebServer, untilHealthy } from "../lib/web-server.mjs";
import { findChromium } from "./chromium.mjs";

export async function runBrowserTests(server, files, { folder, long, say }) {
  const chromium = await findChromium(say);
  await buildIfStale(say);
  say("Filling the register for the browser…");
  const addresses = await createRegister(server, "register_browser");
  await seed(addresses);

  const address = { host: "127.0.0.1", port: await freePort() };
  const url = `http://localhost:${address.port}`;
  const provider = await startOpenIdProvider(url);
  const stopWeb = await serveBuild(address, url, { ...addresses, ...provider.env });

  const report = path.join(folder, "playwright.json");
  const env = {
    ...addresses,
    BASE_URL: url,
    NEXTAUTH_URL: url,
    CHROMIUM_PATH: chromium ?? "",
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    E2E_OIDC_ISSUER: provider.env.OIDC_ISSUER,
    TZ: "Asia/Kathmandu",
    ...(long && { TEST_LONG: "1" }),
  };
  const args = [
    "node_modules/@playwright/test/cli.js",
    "test",
    "--reporter=list,json",
    ...files.map(asPattern),
  ];
  const { code } = await run(args, { env, show: true });
  await stopWeb();
  await provider.stop();
  return tally(report, code);
}

async function serveBuild(address, url, given) {
  const env = {
    ...process.env,
    ...given,
    NEXTAUTH_URL: url,
    DATABASE_OWNER_URL: "",
    DATABASE_AUDITOR_URL: "",
    DATABASE_SUPERUSER_URL: "",
    TZ: "UTC",
    NEXT_TELEMETRY_DISABLED: "1",
  };
  const web = startWebServer("start", address, env);
  const stay = onLeave(() => stop(web));
  await untilHealthy(web, address);
  return () => {
    stay();
    return stop(web);
  };
}

/** A real OpenID provider for the sign-in. Its first line is its issuer. */
async function startOpenIdProvider(url) {
  const env = { ...process.env, OIDC_PORT: String(await freePort()), REDIRECT_ORIGIN: url };
  const provider = startBeside(["--no-warnings", "e2e/oidc-provider.mjs"], { env, stdout: "pipe" });
  const stay = onLeave(() => stop(provider));
  const issuer = await new Promise((resolve, reject) => {
    provider.stdout.once("data", (line) => resolve(String(line).trim()));
    provider.once("exit", () =>
      reject(new Error("The OpenID provider for the tests stopped as it started.")),
    );
  });
  return {
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: "register",
      OIDC_CLIENT_SECRET: "secret-of-the-register-in-tests",
      OIDC_NAME: "Test provider",
    },
    stop: () => {
      stay();
      return stop(provider);
    },
  };
}

/** Playwright takes regular expressions over whole paths. */
const asPattern = (file) => `${file.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}$`;

function tally(report, code) {
  try {
    const { stats, errors } = JSON.parse(readFileSync(report, "utf8"));
    const failed = stats.unexpected + errors.length;
    const passed = stats.expected + stats.flaky;
    return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
