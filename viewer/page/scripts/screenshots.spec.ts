// SPDX-License-Identifier: Apache-2.0
import { expect, test, type Page } from "@playwright/test";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { refundDesk } from "../browser/traces";
import { startViewer } from "../browser/viewer";
import { assistant, extractor, guarded, retimed, support } from "./runs";

/** Makes the pictures in docs/images: list and trace, light and dark. */
const IMAGES = resolve("../../docs/images");
const MOST_BYTES = 150_000;
const DESK = resolve("../src/test/resources/dev/clew/viewer/travel-desk.jsonl");
const MINUTE = 60_000;

let stop: () => void;

test.beforeAll(async () => {
  const desk = readFileSync(DESK, "utf8").trim().split("\n");
  const now = Date.now();
  const ago = (minutes: number) => now - minutes * MINUTE;
  stop = await startViewer([
    ...retimed(desk, ago(3), "a"),
    ...retimed(desk, ago(21), "b"),
    ...retimed(desk, ago(44), "c"),
    ...[2, 16, 27, 38, 52].flatMap((m) => support(ago(m))),
    ...[7, 12, 33, 49].flatMap((m) => assistant(ago(m))),
    ...[9, 19, 35].flatMap((m) => extractor(ago(m))),
    ...[30, 57].flatMap((m) => refundDesk(ago(m))),
    ...guarded(ago(14)),
  ]);
});
test.afterAll(() => stop());

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 1440, height: 900 } });

    test("list", async ({ page }) => {
      await page.goto(`${process.env.CLEW_VIEWER_URL}/#/traces?range=1h`);
      await expect(page.getByRole("row").filter({ hasText: "payOut: card expired" }).first()).toBeVisible();
      await save(page, `viewer-list-${colorScheme}`);
    });

    test("trace", async ({ page }) => {
      await page.goto(`${process.env.CLEW_VIEWER_URL}/#/traces?q=name:travel-desk`);
      await page.getByRole("row").filter({ hasText: "payOut: card expired" }).first().click();
      await expect(page.getByRole("complementary")).toContainText("IllegalStateException");
      await save(page, `viewer-trace-${colorScheme}`);
    });
  });
}

async function save(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await expect(page.getByRole("link", { name: "State of the viewer" })).toContainText("spans/s");
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await page.evaluate(() => document.fonts.ready);
  const chrome = await page.context().newCDPSession(page);
  for (const quality of [90, 80, 70, 60]) {
    const { data } = await chrome.send("Page.captureScreenshot", { format: "webp", quality });
    const image = Buffer.from(data, "base64");
    if (image.length > MOST_BYTES) continue;
    writeFileSync(resolve(IMAGES, `${name}.webp`), image);
    return;
  }
  throw new Error(`${name} is larger than ${MOST_BYTES} bytes`);
}
