// The command line as one file that runs on Node alone, with the licences of what is packed into it.

import { readFileSync } from "node:fs";

import { build } from "esbuild";

import { inRoot } from "./root.mjs";

const packed = ["yaml", "zod"];

export async function buildCli(outfile = inRoot("cli/dist/exceptions.mjs")) {
  await build({
    entryPoints: [inRoot("cli/main.ts")],
    outfile,
    bundle: true,
    // Not "node": that would pack the older form of the packages, which asks for modules while it runs.
    platform: "neutral",
    external: ["node:*"],
    format: "esm",
    target: "node20",
    tsconfig: inRoot("tsconfig.json"),
    banner: { js: "#!/usr/bin/env node" },
    footer: { js: packed.map(licenceOf).join("\n") },
    logLevel: "warning",
  });
  return outfile;
}

function licenceOf(name) {
  const licence = readFileSync(inRoot("node_modules", name, "LICENSE"), "utf8").trim();
  return `/*\n${name}\n\n${licence}\n*/`;
}
