// `npm test` starts what the browser visits and says where: BASE_URL, and CHROMIUM_PATH for a browser of the system.

import { defineConfig, devices } from "@playwright/test";

export default defineConfig({
  testDir: "e2e",
  fullyParallel: true,
  workers: 2,
  // A busy machine answers late, and is not wrong.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  // Elsewhere nobody can look again at what a busy machine did: one more try, and the report names it as flaky.
  retries: process.env.CI ? 1 : 0,
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env.BASE_URL,
    locale: "en-GB",
    // As for the other tests: far from the server's UTC, and not on the hour.
    timezoneId: "Asia/Kathmandu",
    // Of the second try only: to keep one of each test takes a third of the whole time.
    trace: "on-first-retry",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: [
        "--disable-gpu", // drawn by the processor anyway; the process for it would take half a core
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), // Chromium refuses its sandbox to root
      ],
    },
  },
});
