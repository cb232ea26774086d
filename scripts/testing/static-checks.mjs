// What can be said about the code without running it: types, lint and format, unused files and exports.

import { run } from "../lib/programs.mjs";

export const staticChecks = {
  types: async () => {
    // Route types are generated: in a fresh clone nothing has done so yet.
    const generated = await run(["node_modules/next/dist/bin/next", "typegen"], {
      env: { NEXT_TELEMETRY_DISABLED: "1" },
    });
    return generated.code === 0 ? run(["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."]) : generated;
  },
  lint: () => run(["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings"]),
  "unused code": () => run(["node_modules/knip/bin/knip.js"]),
};

/** Runs all of them at once and shows what the failing ones have to say. Each counts as one test. */
export async function runStaticChecks(say) {
  const failures = await Promise.all(
    Object.entries(staticChecks).map(async ([name, check]) => {
      const { code, output } = await check();
      if (code !== 0) console.log(output.trim());
      say(`${code === 0 ? "Passed" : "FAILED"}: ${name}`);
      return code !== 0;
    }),
  );
  const failed = failures.filter(Boolean).length;
  return { passed: failures.length - failed, failed };
}
