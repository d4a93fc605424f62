// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "@playwright/test";
import tests from "../playwright.config";

/** What is run by hand: `npm run screenshots`, `npm run measure`. */
export default defineConfig({ ...tests, testDir: ".", globalSetup: undefined, timeout: 180_000, fullyParallel: false, workers: 1 });
