// SPDX-License-Identifier: Apache-2.0
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

async function open(page: Page, hash: string): Promise<string[]> {
  const elsewhere: string[] = [];
  const home = process.env.CLEW_VIEWER_URL!;
  page.on("request", (request) => {
    if (!request.url().startsWith(home)) elsewhere.push(request.url());
  });
  await page.goto(`${home}/${hash}`);
  return elsewhere;
}

async function idOf(name: string): Promise<string> {
  const answer = await fetch(`${process.env.CLEW_VIEWER_URL}/api/v1/traces?q=name:${name}`);
  return ((await answer.json()) as { traces: { id: string }[] }).traces[0]!.id;
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of SIZES) {
    test.describe(`${colorScheme}, ${viewport.width} × ${viewport.height}`, () => {
      test.use({ colorScheme, viewport });

      test("list_showsWhatHappened", async ({ page }) => {
        const elsewhere = await open(page, "#/traces");
        const row = page.getByRole("row").filter({ hasText: "refund-desk" });
        await expect(row).toContainText("payOut: card expired 2026-12");
        expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
        expect(elsewhere).toEqual([]);
      });

      test("trace_opensOnTheToolThatFailed", async ({ page }) => {
        await open(page, `#/trace/${await idOf("refund-desk")}`);
        await expect(page.getByRole("region", { name: "What happened" })).toContainText("payOut failed in refunds: card expired 2026-12");
        if (viewport.width > 800) await expect(page.getByRole("complementary")).toContainText("java.lang.IllegalStateException");
        expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      });
    });
  }
}

test.describe("at a desk", () => {
  test.use({ viewport: SIZES[0]! });

  test("keyboardAlone_leadsFromTheListToTheErrorAndBack", async ({ page }) => {
    await open(page, "#/traces");
    await expect(page.getByRole("row").filter({ hasText: "refund-desk" })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("treeitem", { name: /payOut/ })).toBeVisible();
    await page.keyboard.press("k");
    await page.keyboard.press("e");
    await expect(page.getByRole("treeitem", { name: /payOut/ })).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("2");
    await expect(page.getByRole("tab", { name: "Conversation" })).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("u");
    await expect(page.getByRole("heading", { name: "Traces" })).toBeVisible();
  });

  test("filter_narrowsTheListAndStandsInTheAddress", async ({ page }) => {
    await open(page, "#/traces");
    await expect(page.getByRole("row").filter({ hasText: "refund-desk" })).toBeVisible();
    await page.keyboard.press("/");
    await page.keyboard.type("tool:payO");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("row")).toHaveCount(2);
    expect(page.url()).toContain("q=tool%3ApayO");
    await page.getByRole("button", { name: "tool:payO, turn into its opposite" }).click();
    await expect(page.getByRole("row").filter({ hasText: "refund-desk" })).toHaveCount(0);
  });

  test("thirdCall_showsWhatIsNew", async ({ page }) => {
    await open(page, `#/trace/${await idOf("refund-desk")}`);
    await page.getByRole("treeitem", { name: /generation gpt-4o-mini/ }).last().click();
    const details = page.getByRole("complementary");
    await expect(details).toContainText("repeated from call 1");
    await expect(details).toContainText("card expired 2026-12");
    await expect(details).toContainText("We send a voucher instead.");
  });

  test("tenThousandSpans_drawOnlyWhatCanBeSeen", async ({ page }) => {
    await open(page, `#/trace/${await idOf("nightly-enrichment")}`);
    await expect(page.getByRole("tab", { name: /Timeline/ })).toContainText("10,000", { timeout: 20_000 });
    expect(await page.getByRole("treeitem").count()).toBeLessThan(80);
  });

  test("hostileTexts_stayText", async ({ page }) => {
    const elsewhere = await open(page, `#/trace/${await idOf("hostile")}`);
    await expect(page.getByRole("tree")).toContainText("<script>window.hostile=1</script>");
    for (const view of ["2", "3", "4"]) {
      await page.keyboard.press(view);
      await page.waitForLoadState("networkidle");
    }
    expect(await page.evaluate(() => (window as { hostile?: number }).hostile)).toBeUndefined();
    expect(await page.locator("main img, main script, main svg[onload]").count()).toBe(0);
    expect(elsewhere).toEqual([]);
  });
});
