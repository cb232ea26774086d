// A real Chromium for the browser tests: the system's, else Debian's through apt, else Playwright's own download.

import { existsSync } from "node:fs";
import path from "node:path";

import { Obstacle } from "../lib/obstacle.mjs";
import { run } from "../lib/programs.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macPrograms = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The path of the program, or nothing when Playwright finds its own by itself. */
export async function findChromium(say) {
  const found = process.env.CHROMIUM_PATH || systemChromium() || (await chromiumFromApt(say));
  if (found) {
    say(`The browser is ${found}.`);
    return found;
  }
  await playwrightsChromium(say);
  return undefined;
}

function systemChromium() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const programs = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [...programs, ...macPrograms].find((program) => existsSync(program));
}

async function chromiumFromApt(say) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  say("No Chromium here: installing the distribution's with apt-get…");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run(["update", "-qq"], { command: "apt-get", env });
  await run(["install", "-y", "-qq", "--no-install-recommends", "chromium"], { command: "apt-get", env });
  return systemChromium();
}

async function playwrightsChromium(say) {
  const { chromium } = await import("@playwright/test");
  if (!existsSync(chromium.executablePath())) {
    say("No Chromium here: Playwright downloads its own…");
    const { code, output } = await run(["node_modules/@playwright/test/cli.js", "install", "chromium"]);
    if (code !== 0) {
      throw new Obstacle(
        `${output}\nThere is no browser to test with: install Chromium, or set CHROMIUM_PATH to one.`,
      );
    }
  }
  say(`The browser is Playwright's own, ${chromium.executablePath()}.`);
}
