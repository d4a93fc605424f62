// SPDX-License-Identifier: Apache-2.0
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./accessible";

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

async function open(page: Page, hash: string): Promise<void> {
  await page.goto(`${process.env.CLEW_VIEWER_URL}/${hash}`);
}

async function idOf(q: string): Promise<string> {
  const answer = await fetch(`${process.env.CLEW_VIEWER_URL}/api/v1/traces?${new URLSearchParams({ q })}`);
  return ((await answer.json()) as { traces: { id: string }[] }).traces[0]!.id;
}

async function compareHash(): Promise<string> {
  return `#/compare?a=${await idOf("name:support-bot status:ok")}&b=${await idOf("name:support-bot status:error")}`;
}

/** Each page, and what says that it is complete. */
const PAGES: { name: string; hash: () => Promise<string>; ready: (page: Page) => Promise<void> }[] = [
  { name: "dashboards", hash: async () => "#/dashboards?q=-name:nightly-enrichment", ready: (page) => expect(page.getByRole("table", { name: "Figures by model" })).toContainText("gpt-4.1") },
  { name: "errors", hash: async () => "#/errors", ready: (page) => expect(page.getByRole("table", { name: "Error groups" })).toContainText("Rate limit reached") },
  { name: "tools", hash: async () => "#/tools", ready: (page) => expect(page.getByRole("table", { name: "Tools" })).toContainText("orderLookup") },
  { name: "agents", hash: async () => "#/agents", ready: (page) => expect(page.getByRole("table", { name: "Handoffs and calls between agents" })).toContainText("writer") },
  { name: "sessions", hash: async () => "#/sessions", ready: (page) => expect(page.getByRole("list", { name: "Sessions" })).toContainText("support-bot") },
  { name: "compare", hash: compareHash, ready: (page) => expect(page.getByRole("region", { name: "What differs" })).toContainText("B failed") },
  { name: "periods", hash: async () => "#/compare?tab=periods", ready: (page) => expect(page.getByRole("table", { name: "Figures of both periods" })).toContainText("Failure rate") },
  { name: "alerts", hash: async () => "#/alerts", ready: (page) => expect(page.getByRole("heading", { name: "Alerts" })).toBeVisible() },
  { name: "alert form", hash: async () => "#/alerts?edit=new", ready: (page) => expect(page.getByRole("dialog", { name: "New alert" })).toBeVisible() },
  { name: "health", hash: async () => "#/health", ready: (page) => expect(page.getByRole("heading", { name: "Intake" })).toBeVisible() },
];

/** Each theme and each size once; all four with CLEW_BROWSER=all. */
const WHOLE = process.env.CLEW_BROWSER === "all";

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of WHOLE ? SIZES : [SIZES[colorScheme === "light" ? 0 : 1]!]) {
    test.describe(`${colorScheme}, ${viewport.width} × ${viewport.height}`, () => {
      test.use({ colorScheme, viewport });

      for (const { name, hash, ready } of PAGES) {
        test(`${name}_isAccessible`, async ({ page }) => {
          await open(page, await hash());
          await ready(page);
          await expectAccessible(page);
          expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        });
      }
    });
  }
}

test.describe("at a desk", () => {
  test.use({ viewport: SIZES[0]! });

  test("keys_leadToEveryPage", async ({ page }) => {
    await open(page, "#/traces");
    await expect(page.getByRole("row").filter({ hasText: "refund-desk" })).toBeVisible();
    for (const [keys, heading] of [["gs", "Sessions"], ["gd", "Dashboards"], ["ga", "Agents"], ["go", "Tools"], ["ge", "Errors"], ["gv", "Compare"], ["gl", "Alerts"], ["gh", "Settings and health"], ["gt", "Traces"]] as const) {
      await page.keyboard.press(keys[0]!);
      await page.keyboard.press(keys[1]!);
      await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    }
  });

  test("stateOfTheViewer_isKnownOnEveryPage", async ({ page }) => {
    await open(page, "#/tools");
    await expect(page.getByRole("link", { name: "State of the viewer" })).toContainText(/0\sJVMs, [\d.]+ spans\/s.*(store \d|warning)/);
  });

  test("filter_goesAlongToOtherPages", async ({ page }) => {
    await open(page, "#/errors?q=tool%3AquerySales&range=24h");
    await expect(page.getByRole("table", { name: "Error groups" })).toContainText("SQLTimeoutException");
    await page.getByRole("link", { name: "Dashboards" }).click();
    await expect(page.getByRole("table", { name: "Figures by model" })).toContainText("o4-mini");
    expect(page.url()).toContain("q=tool%3AquerySales&range=24h");
    await expect(page.getByRole("table", { name: "Figures by model" })).not.toContainText("gpt-4.1");
  });

  test("cacheSavings_leadToTheirCourse", async ({ page }) => {
    await open(page, "#/traces");
    await page.getByTitle("Over time").click();
    await expect(page.getByRole("region", { name: "Cache savings" })).toBeFocused();
  });

  test("errorOfATrace_namesTheOtherRunsWithIt_andLeadsToThem", async ({ page }) => {
    await open(page, `#/trace/${await idOf("name:data-analyst error:SQLTimeoutException")}`);
    await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
    await page.keyboard.press("e");
    const box = page.getByRole("region", { name: "Error", exact: true });
    await expect(box).toContainText(/\d+\sother runs failed this way: (data-analyst .* ago, ){3}all \d+/);
    await expect(box.getByRole("link", { name: /^data-analyst/ })).toHaveCount(3);
    const all = box.getByRole("link", { name: /^all \d+$/ });
    const runs = Number(/\d+/.exec((await all.textContent())!)![0]);
    await all.click();
    await expect(page.getByRole("row")).toHaveCount(runs + 1);
    // The filter goes along to the group.
    await page.getByRole("link", { name: "Errors" }).click();
    await expect(page.getByRole("region", { name: "Selected error" })).toContainText(/took longer.*First seen/s);
    await expect(page.getByRole("columnheader", { name: "Share of errors" })).toBeVisible();
  });

  test("modelThatGotWorse_isToldOnTheFirstPage_andOneClickLeadsToItsHour", async ({ page }) => {
    const hour = 3_600_000;
    const day = Math.floor(Date.now() / hour) * hour - 24 * hour;
    const series = Array.from({ length: 24 }, (_, i) => ({ ms: day + i * hour, calls: 300, errors: i < 14 ? 0 : 30, durationMs: { p95: i < 14 ? 2300 : 7600 } }));
    // Of the hour alone, the page that is zoomed in would find a smaller step, a minute earlier.
    const close = Array.from({ length: 120 }, (_, i) => ({ ms: day + 13 * hour + i * 60_000, calls: 5, errors: 0, durationMs: { p95: i < 59 ? 1640 : 5390 } }));
    await page.route(/\/api\/v1\/groups\/model\?/, (r) => r.fulfill({ json: { field: "model", oneIn: 1, more: false, groups: [{ value: "gpt-4.1", calls: 7200, cost: { total: 3 }, series: page.url().includes("#/dashboards") ? close : series }] } }));
    await open(page, "#/traces?range=24h");
    const link = page.getByRole("link", { name: /^gpt-4.1 got worse about \d\d-\d\d \d\d:\d\d: p95 2.30\ss → 7.60\ss, failures 0\s% → 10\s%/ });
    const said = (await link.textContent())!;
    await link.click();
    await expect(page.getByRole("heading", { level: 1, name: "Dashboards" })).toBeVisible();
    // The same time and figures as before the click, until another time is chosen.
    await expect(page.locator(".banner.warning").filter({ hasText: "got worse" })).toContainText(said);
    const { q, range } = Object.fromEntries(new URLSearchParams(page.url().split("?")[1]));
    const [from, to] = range!.split("-").map(Number);
    expect(q).toBe("model=gpt-4.1");
    expect(from! < day + 14 * hour && to! >= day + 14 * hour && to! - from! <= 2 * hour).toBe(true);
  });

  test("runThatEndedInAnError_opensOnIt_andIsComparedWithAGoodOne", async ({ page }) => {
    const id = await idOf("name:support-bot status:error");
    await open(page, `#/trace/${id}`);
    await expect(page.getByRole("region", { name: "What happened" }).getByRole("listitem").first()).toContainText(/Failed: RateLimitException in gpt-4.1/);
    await expect(page.getByRole("treeitem", { selected: true })).toContainText("gpt-4.1");
    await page.getByRole("link", { name: "Compare with a similar successful run" }).click();
    await expect(page.getByRole("region", { name: "What differs" })).toContainText("B failed");
    expect(page.url()).toContain(`b=${id}`);
    await expect(page.getByRole("button", { name: "A is the baseline" })).toHaveAttribute("aria-pressed", "true");
    // One of them failed: nothing that took longer or shorter is better or worse for that.
    await expect(page.locator(".compare .worse, .compare .better")).toHaveCount(0);
  });

  test("errorGroup_isNamedWithoutTheValuesOfOneRun", async ({ page }) => {
    await open(page, "#/errors?q=name:data-analyst");
    await page.getByRole("button", { name: /took longer than/ }).click();
    const detail = page.getByRole("region", { name: "Selected error" });
    await expect(detail.getByRole("heading").first()).toHaveText("query # took longer than # s");
    await expect(detail.getByRole("region", { name: "Sample of this error" })).toContainText(/query \d+ took longer than 30 s/);
    await expect(page.getByRole("table", { name: "Error groups" }).getByRole("columnheader", { name: "Ended the run" })).toBeVisible();
  });

  test("errorThatEndedRuns_leadsToThem_andIsToldFromOneThatWasHandled", async ({ page }) => {
    await open(page, "#/errors?q=name:support-bot");
    await page.getByRole("button", { name: /Rate limit reached/ }).click();
    const detail = page.getByRole("region", { name: "Selected error" });
    const ended = detail.getByRole("link", { name: /^(all|\d+) of these traces$/ });
    await expect(ended).toHaveAttribute("href", /ended%3A[0-9a-f]{8}/);
    await ended.click();
    await expect(page.getByRole("heading", { level: 1, name: "Traces" })).toBeVisible();
    await expect(page.locator(".totals")).toContainText(/\d+\sruns?\sfailed/);
  });

  for (const { name, hash, figures } of [
    { name: "traces", hash: "#/traces", figures: (page: Page) => page.getByRole("row").filter({ hasText: "refund-desk" }) },
    { name: "totals", hash: "#/traces", figures: (page: Page) => page.locator(".totals") },
    { name: "tools", hash: "#/tools", figures: (page: Page) => page.getByRole("table", { name: "Tools" }) },
    { name: "tools that fail", hash: "#/tools", figures: (page: Page) => page.locator(".worst-tools") },
    { name: "note", hash: "#/tools", figures: (page: Page) => page.getByText(/^\d+\stools/) },
    { name: "performance", hash: "#/dashboards", figures: (page: Page) => page.getByRole("table", { name: "Figures by model" }) },
    { name: "charts", hash: "#/dashboards", figures: (page: Page) => page.locator(".chart-figure").first() },
    { name: "errors", hash: "#/errors", figures: (page: Page) => page.getByRole("table", { name: "Error groups" }) },
    { name: "agents", hash: "#/agents", figures: (page: Page) => page.getByRole("table", { name: "Agents", exact: true }) },
    { name: "sessions", hash: "#/sessions", figures: (page: Page) => page.getByRole("list", { name: "Sessions" }) },
  ]) {
    test(`${name}_ofTheFilterBefore_areDim`, async ({ page }) => {
      let later = () => {};
      const held = new Promise<void>((resolve) => (later = resolve));
      await page.route(/\/api\/v1\/(tools|errors|agents|sessions|groups|traces)[/?].*q=duration/, async (r) => { await held; await r.continue(); });
      await open(page, hash);
      const busy = figures(page).locator("xpath=ancestor-or-self::*[@aria-busy='true']");
      await expect(figures(page)).toBeVisible();
      await expect(busy).toHaveCount(0);
      await page.keyboard.press("/");
      await page.keyboard.type("duration>1s");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("button", { name: "duration>1s, turn into its opposite" })).toBeVisible();
      expect(await busy.count()).toBeGreaterThan(0);
      later();
      await expect(busy).toHaveCount(0);
    });
  }

  test("modelsThatGotWorse_areNotJudged_whileItIsComputed_orAmongFailures", async ({ page }) => {
    let later = () => {};
    const held = new Promise<void>((resolve) => (later = resolve));
    await page.route(/\/api\/v1\/groups\/model\?/, async (r) => { await held; await r.continue(); });
    await open(page, "#/traces");
    await expect(page.locator(".worse-line")).toContainText("Checking whether a model got worse…");
    later();
    await expect(page.locator(".worse-line")).not.toContainText("Checking");
    await page.getByRole("tab", { name: /^Failed/ }).click();
    await expect(page.locator(".worse-line")).toContainText("The filter selects runs by how they went");
  });

  test("firstRow_opensByEnter_afterAClickOnATab", async ({ page }) => {
    await open(page, "#/traces");
    await page.getByRole("tab", { name: /^Failed/ }).click();
    await expect(page.getByRole("row").nth(1)).toContainText("Rate limit");
    await expect(page.getByRole("row").nth(1).getByRole("checkbox")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("region", { name: "What happened" })).toContainText("Failed: RateLimitException");
  });

  test("histogram_saysWhatRedMeans", async ({ page }) => {
    await open(page, "#/traces");
    await expect(page.locator(".histogram-legend")).toContainText(/runs.*with errors/);
  });

  test("runThatWentOnAfterAToolFailed_isComparedWithAGoodOne", async ({ page }) => {
    const id = await idOf("name:data-analyst status:ok error:SQLTimeoutException");
    await open(page, `#/trace/${id}`);
    await page.getByRole("link", { name: "Compare with a similar successful run" }).click();
    await expect(page.locator(".compare-figures")).toContainText("0 → 1");
    expect(page.url()).toContain(`b=${id}`);
  });

  test("latestRunWithAnError_isComparedWithAGoodOne_atItsFailedStep", async ({ page }) => {
    await open(page, "#/errors?q=name:support-bot");
    await page.getByRole("link", { name: "Compare the latest with a good one" }).click();
    await expect(page.getByRole("button", { pressed: true, name: /gpt-4.1.*failed in B/ })).toBeVisible();
    const texts = page.getByRole("region", { name: "Texts of the selected span" });
    await expect(texts).toContainText(/B failed: com.openai.errors.RateLimitException: 429/);
    await expect(texts.getByRole("heading").first()).toContainText("gpt-4.1");
  });

  test("filterOfTools_offersFirstWhatAppliesToTheirRuns", async ({ page }) => {
    await open(page, "#/tools");
    await page.keyboard.press("/");
    await expect(page.getByRole("option").nth(1)).toContainText("toolduration");
    await page.keyboard.type("toolduration>1s");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "toolduration>1s, turn into its opposite" })).toBeVisible();
    await expect(page.locator(".filter-problem")).toHaveCount(0);
  });

  test("losses_areNamed_inTheCornerAndFirstOnThePageOfHealth", async ({ page }) => {
    await page.route(/\/api\/v1\/events/, (r) => r.fulfill({ contentType: "text/event-stream", body: 'event: health\ndata: {"storeBytes":1,"warnings":2,"lostSpans":0,"lostContents":317}\n\n' }));
    await page.route(/\/api\/v1\/health$/, async (r) => { const answer = await r.fetch(); await r.fulfill({ json: { ...(await answer.json()), lostContents: 317 } }); });
    await open(page, "#/health");
    await expect(page.getByRole("link", { name: "State of the viewer" })).toContainText(/content of 317\sspans lost, no span lost/);
    await expect(page.locator(".health > p").first()).toHaveText("No span was lost, but 317 lost their content (prompts, answers, arguments).");
  });

  test("clear_ofAFilter_opensNoSuggestions", async ({ page }) => {
    await open(page, "#/errors?q=tool%3AquerySales");
    await page.getByRole("button", { name: "Clear" }).click();
    await expect(page.getByRole("combobox", { name: "Filter" })).toBeFocused();
    await page.waitForLoadState("networkidle");
    await expect(page.getByRole("listbox")).toHaveCount(0);
    await page.keyboard.type("mo");
    await expect(page.getByRole("option", { name: /model/ })).toBeVisible();
  });

  test("placeOfTheWarnings_isThereFromTheFirstPaint", async ({ page }) => {
    let later = () => {};
    const held = new Promise<void>((resolve) => (later = resolve));
    await page.route(/\/api\/v1\/events/, async (r) => { await held; await r.continue(); });
    await open(page, "#/tools");
    const state = page.getByRole("link", { name: "State of the viewer" });
    await expect(state).toContainText("looking for losses");
    const before = await state.boundingBox();
    later();
    await expect(state).toContainText(/spans\/s/);
    expect(await state.boundingBox()).toEqual(before);
  });

  test("compare_opensOnTwoTraces", async ({ page }) => {
    await open(page, "#/compare");
    await expect(page.getByRole("tab", { name: "Traces" })).toHaveAttribute("aria-selected", "true");
    await page.getByRole("tab", { name: "Periods" }).click();
    await expect(page.getByRole("table", { name: "Figures of both periods" })).toContainText("Failure rate");
  });

  test("rangeOfAChart_leadsToItsTraces", async ({ page }) => {
    await open(page, "#/dashboards?range=24h");
    const chart = page.getByRole("img", { name: /^Errors over time/ });
    const box = (await chart.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.5, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.9, box.y + 40, { steps: 4 });
    await page.mouse.up();
    await expect(page.locator(".brush")).toHaveCount(9);
    const show = page.getByRole("button", { name: /^Show \d+ traces/ });
    const text = (await show.textContent())!;
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Traces" })).toBeVisible();
    await expect(page.getByRole("tab", { name: /All traces/ })).toContainText(/\d+/.exec(text)![0]);
  });

  test("chart_isReadByArrowKeys", async ({ page }) => {
    await open(page, "#/dashboards?range=24h");
    await page.getByRole("img", { name: /^Trace duration over time/ }).focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await expect(page.locator(".cross-hair")).toHaveCount(9);
    await page.keyboard.press("Shift+ArrowLeft");
    await expect(page.getByRole("toolbar", { name: "Selected range" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("toolbar", { name: "Selected range" })).toHaveCount(0);
  });

  test("group_isAddedToTheFilter", async ({ page }) => {
    await open(page, "#/dashboards?by=agent");
    await page.getByRole("table", { name: "Figures by agent" }).getByRole("button", { name: "data-analyst" }).click();
    await expect(page.getByRole("button", { name: "agent=data-analyst, turn into its opposite" })).toBeVisible();
    await expect(page.getByRole("table", { name: "Figures by agent" })).not.toContainText("support-bot");
  });

  test("table_sortsByAnyColumn", async ({ page }) => {
    await open(page, "#/dashboards?columns=all&q=-name:nightly-enrichment");
    const table = page.getByRole("table", { name: "Figures by model" });
    await table.getByRole("button", { name: "time p50" }).click();
    await expect(table.getByRole("row").nth(1)).toContainText("llama3.3:70b");
    await table.getByRole("button", { name: "time p50" }).click();
    await expect(table.getByRole("row").last()).toContainText("llama3.3:70b");
  });

  test("error_leadsToAllTracesWithIt", async ({ page }) => {
    await open(page, "#/errors?q=name:data-analyst");
    await page.getByRole("button", { name: /took longer than/ }).click();
    const detail = page.getByRole("region", { name: "Selected error" });
    await expect(detail).toContainText("com.acme.sales.Sales.query(Sales.java:77)");
    const traces = Number(/\d+/.exec((await detail.getByRole("link", { name: /with this error/ }).textContent())!)![0]);
    await detail.getByRole("link", { name: /with this error/ }).click();
    await expect(page.getByRole("row")).toHaveCount(traces + 1);
  });

  test("toolThatFailsMost_leads_withItsOwnErrors", async ({ page }) => {
    await open(page, "#/tools?q=-name:hostile");
    const worst = page.locator(".worst-tools");
    await expect(worst).toContainText(/Most failures:\s*querySales \d+ of \d+ \(.*%\).*Highest rate:\s*querySales [\d.]+\s%/s);
    await expect(page.getByRole("table", { name: "Tools" }).getByRole("row").nth(1)).toContainText(/querySales.*\d+ of \d+/);
    const errors = page.getByRole("region", { name: "Errors of this tool" });
    await expect(errors).toContainText("query # took longer than # s");
    await page.getByRole("table", { name: "Tools" }).getByRole("button", { name: /orderLookup/ }).click();
    await expect(page.getByRole("heading", { name: "Latest runs" })).toBeVisible();
    // Its traces have errors of the model; the tool has none.
    await expect(errors).toHaveCount(0);
  });

  test("errors_canBeThoseOfFailedRuns_orNewOnes", async ({ page }) => {
    await open(page, "#/errors");
    const table = page.getByRole("table", { name: "Error groups" });
    await expect(table).toContainText("SQLTimeoutException");
    await page.getByRole("button", { name: "In failed runs" }).click();
    await expect(table).not.toContainText("SQLTimeoutException");
    await expect(table).toContainText("Rate limit reached");
    await page.getByRole("button", { name: "In failed runs" }).click();
    await expect(table).toContainText("SQLTimeoutException");
    await open(page, "#/errors?range=1h&new=1");
    await expect(table).toContainText("card expired");
    await expect(table).not.toContainText("SQLTimeoutException");
  });

  test("legend_doesNotMoveUnderThePointer", async ({ page }) => {
    await open(page, "#/dashboards?range=24h");
    const legends = page.locator(".chart-legend");
    await expect(legends).toHaveCount(9);
    const sizes = () => legends.evaluateAll((all) => all.map((l) => [...l.children].map((c) => [Math.round(c.getBoundingClientRect().x), Math.round(c.getBoundingClientRect().width)])));
    const before = await sizes();
    await page.getByRole("img", { name: /^Trace duration over time/ }).hover();
    await expect(legends.first()).toContainText(/\d\d:\d\d/);
    expect(await sizes()).toEqual(before);
  });

  test("tool_saysWhatIsOdd", async ({ page }) => {
    await open(page, "#/tools");
    const table = page.getByRole("table", { name: "Tools" });
    await expect(table.getByRole("row", { name: /traceParcel/ })).toContainText("never called");
    await table.getByRole("button", { name: /runSql/ }).click();
    await expect(page.getByRole("region", { name: "Selected tool" })).toContainText("Models made this name up");
    await table.getByRole("button", { name: /orderLookup/ }).click();
    await page.getByRole("link", { name: /Traces with more than/ }).click();
    await expect(page.getByRole("row").filter({ hasText: "support-bot" }).first()).toBeVisible();
    expect(page.url()).toContain("arguments");
  });

  test("edge_tellsWhatWasHandedOver", async ({ page }) => {
    await open(page, "#/agents");
    await page.getByRole("button", { name: "Latest texts of data-analyst → writer" }).click();
    const texts = page.getByRole("region", { name: "Latest texts" });
    await expect(texts.getByRole("listitem")).toHaveCount(3);
    await expect(texts).toContainText("Sales of November, query");
  });

  test("edge_filters", async ({ page }) => {
    await open(page, "#/agents");
    await page.getByRole("button", { name: "hands over data-analyst → writer" }).click();
    await expect(page.getByRole("table", { name: "Agents", exact: true })).not.toContainText("support-bot");
  });

  test("session_isADialogue", async ({ page }) => {
    await open(page, "#/sessions");
    await page.getByRole("button", { name: /bi-0/ }).click();
    const dialogue = page.getByRole("region", { name: "Selected session" });
    await expect(dialogue.getByText("Turn 1", { exact: true })).toBeVisible();
    await expect(dialogue).toContainText("The Polaris 2 tent lost most");
    await expect(dialogue.getByRole("link", { name: /data-analyst.*writer/ }).first()).toBeVisible();
    await dialogue.getByRole("link", { name: "Open trace" }).first().click();
    await expect(page.getByRole("tree")).toBeVisible();
  });

  test("twoTracesOfTheList_areCompared", async ({ page }) => {
    await open(page, "#/traces?q=name:support-bot");
    await expect(page.getByRole("row").nth(2)).toBeVisible();
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.keyboard.press("v");
    await expect(page.getByRole("heading", { level: 1, name: "Compare" })).toBeVisible();
    // The first one of the list is the younger; it was marked first.
    await expect(page.locator(".compare-heads")).toContainText(/A.*the younger.*B.*the older/);
    const texts = page.getByRole("region", { name: "Texts of the selected span" });
    await expect(texts.locator("ins").first()).toBeVisible();
    await page.getByRole("button", { name: "Swap" }).click();
    await expect(page.getByRole("region", { name: "What differs" })).toBeVisible();
  });

  test("periods_canBeChosen", async ({ page }) => {
    await open(page, "#/compare?tab=periods");
    await page.getByLabel("First period from, UTC").fill("2026-11-01T00:00");
    await page.getByLabel("First period from, UTC").blur();
    await expect(page.getByRole("button", { name: "Periods" })).toContainText("Own periods");
    await page.getByRole("button", { name: "Agent" }).click();
    await expect(page.getByRole("table", { name: "Changes by agent" })).toContainText("support-bot");
  });

  test("alert_isAddedEditedAndDeleted", async ({ page }) => {
    await open(page, "#/alerts");
    await page.getByRole("button", { name: "New alert" }).first().click();
    const form = page.getByRole("dialog");
    await form.getByLabel("Name").fill("Errors");
    await form.getByLabel(/^Limit/).fill("7");
    await form.getByLabel("Filter").fill("agent:support-bot");
    await form.getByRole("button", { name: "Save" }).click();
    const rules = page.getByRole("list", { name: "Rules" });
    await expect(rules).toContainText("Error rate above 7 % over 15m where agent:support-bot");
    await rules.getByRole("button", { name: "Edit" }).click();
    await page.getByRole("dialog").getByLabel(/^Limit/).fill("9");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await expect(rules).toContainText("above 9 %");
    await rules.getByRole("button", { name: "Delete" }).click();
    await rules.getByRole("button", { name: "Delete for good" }).click();
    await expect(rules).toHaveCount(0);
  });

  test("hostileTexts_stayTextOnEveryPage", async ({ page }) => {
    for (const hash of ["#/errors?q=name:hostile", "#/tools?q=name:hostile", "#/agents?q=name:hostile", "#/dashboards?q=name:hostile&by=tool"]) {
      await open(page, hash);
      await expect(page.locator("main")).toContainText(hash.includes("agents") ? "<img src=x" : "<script>window.hostile=1</script>");
    }
    expect(await page.evaluate(() => (window as { hostile?: number }).hostile)).toBeUndefined();
    expect(await page.locator("main img, main script").count()).toBe(0);
  });
});
