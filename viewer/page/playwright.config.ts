// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "@playwright/test";

/**
 * Drives the real viewer jar in Debian's Chromium. `CLEW_VIEWER_JAR` names the jar, `CLEW_CHROMIUM` the
 * browser where it lies elsewhere.
 */
export default defineConfig({
  testDir: "browser",
  timeout: 60_000,
  workers: 1,
  reporter: "line",
  globalSetup: "./browser/viewer.ts",
  use: {
    launchOptions: {
      executablePath: process.env.CLEW_CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
    },
  },
});
