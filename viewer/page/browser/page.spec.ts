// SPDX-License-Identifier: Apache-2.0
import { expect, test, type Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { expectAccessible } from "./accessible";
import { spanId } from "./traces";

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
        await expectAccessible(page);
        expect(elsewhere).toEqual([]);
      });

      test("trace_opensOnTheToolThatFailed", async ({ page }) => {
        await open(page, `#/trace/${await idOf("refund-desk")}`);
        await expect(page.getByRole("region", { name: "What happened" })).toContainText("payOut failed in refunds: card expired 2026-12");
        if (viewport.width > 800) await expect(page.getByRole("complementary")).toContainText("java.lang.IllegalStateException");
        await expectAccessible(page);
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

  for (const { name, key, row, hash, works } of [
    { name: "filter", key: "/", row: "[role=row][aria-rowindex='2']", hash: async () => "#/traces", works: (page: Page) => expect(page.getByRole("combobox", { name: "Filter" })).toBeFocused() },
    { name: "find", key: "/", row: "[role=treeitem]", hash: async () => `#/trace/${await idOf("refund-desk")}`, works: (page: Page) => expect(page.getByLabel("Find in this trace")).toBeFocused() },
    { name: "graph", key: "3", row: "[role=treeitem]", hash: async () => `#/trace/${await idOf("refund-desk")}`, works: (page: Page) => expect(page.getByRole("tab", { name: "Graph" })).toHaveAttribute("aria-selected", "true") },
  ]) {
    test(`${name}_takesItsKeyAsSoonAsARowIsThere`, async ({ page }) => {
      await page.addInitScript(({ key, row }) => {
        const observer = new MutationObserver(() => {
          if (!document.querySelector(row)) return;
          observer.disconnect();
          document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        });
        observer.observe(document, { childList: true, subtree: true });
      }, { key, row });
      await open(page, await hash());
      await works(page);
    });
  }

  test("trace_isAskedForOnce_howeverEarly", async ({ page }) => {
    const id = await idOf("refund-desk");
    const asked: string[] = [];
    page.on("request", (request) => {
      if (new URL(request.url()).pathname.endsWith(`/traces/${id}`)) asked.push(request.url());
    });
    await open(page, `#/trace/${id}`);
    await expect(page.getByRole("treeitem", { name: /payOut/ })).toBeVisible();
    expect(asked).toHaveLength(1);
  });

  test("find_worksFromAnotherView", async ({ page }) => {
    await open(page, `#/trace/${await idOf("refund-desk")}`);
    await expect(page.getByRole("treeitem").first()).toBeVisible();
    await page.keyboard.press("2");
    await page.keyboard.press("/");
    await page.keyboard.type("card");
    await expect(page.getByLabel("Find in this trace")).toHaveValue("card");
    await expect(page.getByRole("tab", { name: /Timeline/ })).toHaveAttribute("aria-selected", "true");
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

  test("suggestions_sayThatThereAreMore_andStayClosedAfterEnter", async ({ page }) => {
    await open(page, "#/traces");
    await expect(page.getByRole("row").filter({ hasText: "refund-desk" })).toBeVisible();
    await page.keyboard.press("/");
    const list = page.getByRole("listbox", { name: "Fields" });
    await expect(list).toContainText(/… \d+ more: type to narrow/);
    await page.keyboard.type("status:error");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "status:error, turn into its opposite" })).toBeVisible();
    await page.waitForResponse((answer) => answer.url().includes("/traces/histogram"));
    await expect(page.getByRole("listbox")).toHaveCount(0);
    await page.keyboard.type("t");
    await expect(list).toContainText("tool");
  });

  test("histogram_tellsTimeAndCounts", async ({ page }) => {
    await open(page, "#/traces");
    await page.getByRole("img", { name: /traces from/ }).hover();
    await expect(page.locator(".histogram-hover")).toContainText(/\d\d:\d\d – .*\d+\straces?/);
  });

  test("thirdCall_showsWhatIsNew", async ({ page }) => {
    await open(page, `#/trace/${await idOf("refund-desk")}`);
    await page.getByRole("treeitem", { name: /generation gpt-4o-mini/ }).last().click();
    const details = page.getByRole("complementary");
    await expect(details).toContainText("repeated from call 1");
    await expect(details).toContainText("card expired 2026-12");
    await expect(details).toContainText("We send a voucher instead.");
  });

  test("guardrail_passesOnce", async ({ page }) => {
    await open(page, `#/trace/${await idOf("support-bot")}`);
    const row = page.getByRole("treeitem", { name: /input-moderation/ });
    await expect(row).toContainText("passed");
    expect((await row.textContent())!.match(/passed/g)).toHaveLength(1);
    await page.keyboard.press("2");
    const step = page.getByRole("listitem").filter({ hasText: "input-moderation" });
    await expect(step).toContainText("passed");
    expect((await step.textContent())!.match(/passed/g)).toHaveLength(1);
  });

  test("wholeRecord_canBeSaved", async ({ page }) => {
    await open(page, `#/trace/${await idOf("long-answer")}?span=${spanId(2)}`);
    const details = page.getByRole("complementary");
    await expect(details).toContainText("Texts are cut here");
    const saved = page.waitForEvent("download");
    await details.getByRole("link", { name: "Save the whole record" }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe(`span-${spanId(2)}.json`);
    const record = JSON.parse(await readFile(await download.path(), "utf8")) as { id: string; span_data: { output: string } };
    expect(record.id).toBe(spanId(2));
    expect(record.span_data.output).toHaveLength(3_000_000);
    expect(record.span_data.output).toMatch(/xthe end$/);
  });

  test("rawRecord_isAKeyAway", async ({ page }) => {
    await open(page, `#/trace/${await idOf("refund-desk")}?span=${spanId(5)}`);
    await expect(page.getByRole("treeitem").first()).toBeVisible();
    await page.keyboard.press("r");
    await expect(page.getByRole("tabpanel")).toContainText('started_at: "');
  });

  test("tenThousandSpans_drawOnlyWhatCanBeSeen", async ({ page }) => {
    await open(page, `#/trace/${await idOf("nightly-enrichment")}`);
    await expect(page.getByRole("tab", { name: /Timeline/ })).toContainText("10,000", { timeout: 20_000 });
    expect(await page.getByRole("treeitem").count()).toBeLessThan(80);
  });

  test("largeTrace_showsItsTopBeforeTheRest", async ({ page }) => {
    const id = await idOf("nightly-enrichment");
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(new RegExp(`/traces/${id}$`), async (route) => {
      await held;
      await route.continue();
    });
    await open(page, `#/trace/${id}`);
    const tree = page.getByRole("tree");
    await expect(tree.getByRole("treeitem").first()).toContainText("nightly-enrichment");
    await expect(page.getByRole("button", { name: /generation, .* spans/ })).toHaveCount(0);

    release();
    await expect(page.getByRole("button", { name: "Hide generation, 4,545 spans" })).toBeVisible();
    await tree.getByRole("treeitem").nth(1).click();
    await expect(page.getByRole("treeitem", { name: /enrich-document/ }).first()).toBeVisible();
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
