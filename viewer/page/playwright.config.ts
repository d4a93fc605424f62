// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "@playwright/test";

/**
 * Drives the real viewer jar in Debian's Chromium. `CLEW_VIEWER_JAR` names the jar, `CLEW_CHROMIUM` the
 * browser where it lies elsewhere.
 */
export default defineConfig({
  testDir: "browser",
  timeout: 60_000,
  // The tests read one store; the only one that writes adds an alert and deletes it.
  fullyParallel: true,
  workers: 2,
  reporter: "line",
  globalSetup: "./browser/viewer.ts",
  // Two cores that others use as well: what takes long is not wrong.
  expect: { timeout: 10_000 },
  use: {
    // Each frame is drawn in software; what turns without end would keep it busy.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: process.env.CLEW_CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
    },
  },
});
