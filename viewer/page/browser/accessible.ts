// SPDX-License-Identifier: Apache-2.0
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * Checks the page by all rules of axe. It runs within the page ("legacy") and returns violations only:
 * otherwise each element that passes goes to a second page and back, which takes five times as long.
 * The page has no frames, which is all that the other mode is for.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const result = await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] }).analyze();
  expect(result.passes.length).toBeGreaterThan(10);
  expect(result.violations).toEqual([]);
}
