// SPDX-License-Identifier: Apache-2.0
import { test, type Page } from "@playwright/test";
import { largeTrace } from "../browser/traces";
import { startViewer } from "../browser/viewer";
import { wide } from "./runs";

/** Prints how long a browser waits for 10,000 spans, and how smoothly it scrolls them. */
const SPANS = 10_000;
const SCROLL_MS = 8_000;

let stop: () => void;

test.use({ viewport: { width: 1440, height: 900 } });
test.beforeAll(async () => {
  const now = Date.now();
  stop = await startViewer([...largeTrace(now - 600_000, SPANS), ...largeTrace(now - 500_000, SPANS), ...wide(now - 400_000, SPANS)]);
});
test.afterAll(() => stop());

test("measure", async ({ page }) => {
  const home = process.env.CLEW_VIEWER_URL!;
  const found = (await (await fetch(`${home}/api/v1/traces?sort=start`)).json()) as { traces: { id: string; name: string }[] };
  const [first, second, flat] = found.traces.map((t) => t.id);
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector("[role=treeitem]")) return;
      observer.disconnect();
      requestAnimationFrame(() => performance.mark("row"));
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${home}/#/traces`);
  await page.getByRole("row").nth(1).waitFor();
  // The youngest stands first.
  for (const [name, row] of [["first opened", 3], ["another", 2], ["all in one level", 1], ["again", 3]] as const) {
    console.log(`${name}: ${await fromTheList(page, row)} ms from the press in the list to the first row`);
  }
  for (const [name, id] of [["by its address", second], ["again", first]]) {
    await page.goto("about:blank");
    await page.goto(`${home}/#/trace/${id}`);
    console.log(`${name}: ${Math.round(await firstRow(page))} ms from the navigation to the first row`);
  }
  await page.goto("about:blank");
  await page.goto(`${home}/#/trace/${flat}`);
  await firstRow(page);
  await page.getByRole("button", { name: /^function, / }).waitFor();
  console.log(`all spans there: ${await page.evaluate(() => Math.round(performance.now()))} ms after the navigation`);
  console.log(`scrolling: ${JSON.stringify(await scroll(page))}`);
});

/** How long from the press on a row of the list until the frame with the trace's first spans. */
async function fromTheList(page: Page, row: number): Promise<number> {
  await page.goto(`${process.env.CLEW_VIEWER_URL}/#/traces`);
  await page.getByRole("row").nth(row).waitFor();
  const shown = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let start = 0;
        document.addEventListener("pointerdown", () => (start = performance.now()), { capture: true, once: true });
        const observer = new MutationObserver(() => {
          if (!document.querySelector("[role=treeitem]")) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        });
        observer.observe(document, { childList: true, subtree: true });
      }),
  );
  await page.getByRole("row").nth(row).click();
  return Math.round(await shown);
}

async function firstRow(page: Page): Promise<number> {
  return (await page.waitForFunction(() => performance.getEntriesByName("row")[0]?.startTime)).jsonValue() as Promise<number>;
}

async function scroll(page: Page) {
  const tree = page.getByRole("tree");
  await tree.hover();
  await page.evaluate(() => {
    const frames: number[] = [];
    const long: number[] = [];
    new PerformanceObserver((list) => list.getEntries().forEach((e) => long.push(Math.round(e.duration)))).observe({ type: "longtask" });
    let last = performance.now();
    const frame = (now: number) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    Object.assign(window, { frames, long });
  });
  const end = Date.now() + SCROLL_MS;
  for (let i = 0; Date.now() < end; i++) await page.mouse.wheel(0, i % 100 < 80 ? 400 : 4000);
  return page.evaluate(() => {
    const { frames, long } = window as unknown as { frames: number[]; long: number[] };
    const sorted = frames.slice(5).sort((a, b) => a - b);
    const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)]! * 10) / 10;
    const scrolled = document.querySelector("[role=tree]")!.scrollTop;
    return { frames: sorted.length, median: at(0.5), p95: at(0.95), p99: at(0.99), longest: at(1), over50: sorted.filter((f) => f > 50).length, longTasks: long, scrolled };
  });
}
