import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    include: [
      "lib/**/*.test.ts",
      "prisma/**/*.test.ts",
      "components/**/*.test.{ts,tsx}",
      "app/**/*.test.{ts,tsx}",
      "cli/**/*.test.ts",
      "scripts/**/*.test.mjs",
    ],
    environment: "node",
    // Far from UTC and not on the hour: code that leans on the local time zone shows it here.
    env: { TZ: "Asia/Kathmandu" },
    globalSetup: "scripts/testing/template-database.mjs",
    setupFiles: "lib/testing/environment.ts",
    pool: "forks",
    maxWorkers: 2,
    // Guards that fire are logged for operators; here they are expected, by the thousand.
    onConsoleLog: (log) => !log.startsWith("The database refused"),
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    // As in the browser: one more try where nobody can look again, and the report tells of it.
    retry: process.env.CI ? 1 : 0,
  },
});
