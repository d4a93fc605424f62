// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { fleet } from "../browser/fleet";
import { refundDesk } from "../browser/traces";
import { startViewer } from "../browser/viewer";

/**
 * Pictures of every page, dark and light, in CLEW_SHOTS. With CLEW_PAGE, of a page served elsewhere
 * (`npm run dev`) which asks the viewer at CLEW_VIEWER.
 */
const SHOTS = resolve(process.env.CLEW_SHOTS ?? "test-results/pages");
const ONLY = process.env.CLEW_ONLY?.split(",");

let stop: () => void = () => undefined;
let home = process.env.CLEW_PAGE ?? "";

test.beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  if (home) return;
  const now = Date.now();
  stop = await startViewer([...fleet(now, 400), ...refundDesk(now - 120_000), ...refundDesk(now - 3_600_000)]);
  home = process.env.CLEW_VIEWER_URL!;
  await alert("Error rate", { condition: "error_rate>0.02", over: "1d" });
  await alert("Cost per hour", { condition: "cost>1.5", over: "1h", filter: "agent:support-bot" });
});
test.afterAll(() => stop());

const PAGES: [name: string, hash: string, heading: string][] = [
  ["dashboards", "#/dashboards?range=24h", "Dashboards"],
  ["dashboards-tool", "#/dashboards?range=24h&by=tool&columns=duration", "Dashboards"],
  ["errors", "#/errors?range=24h", "Errors"],
  ["tools", "#/tools?range=24h", "Tools"],
  ["agents", "#/agents?range=24h", "Agents"],
  ["sessions", "#/sessions?range=24h", "Sessions"],
  ["compare", "#/compare", "Compare"],
  ["periods", "#/compare?tab=periods", "Compare"],
  ["alerts", "#/alerts", "Alerts"],
  ["alert-form", "#/alerts?edit=new", "Alerts"],
  ["health", "#/health", "Settings and health"],
];

for (const [width, height] of [[1440, 900], [390, 844]] as const) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${colorScheme}, ${width}`, () => {
      test.use({ colorScheme, viewport: { width, height } });
      for (const [name, hash, heading] of PAGES) {
        if (ONLY && !ONLY.includes(name)) continue;
        test(name, async ({ page }) => {
          page.on("console", (m) => m.type() === "error" && console.log(name, m.text()));
          page.on("pageerror", (e) => console.log(name, e.message));
          await page.goto(`${home}/${name === "compare" ? await compareHash() : hash}`);
          await expect(page.getByRole("heading", { name: heading, exact: true })).toBeVisible();
          await page.waitForTimeout(1200);
          await page.screenshot({ path: `${SHOTS}/${name}-${colorScheme}${width < 800 ? "-390" : ""}.png` });
        });
      }
    });
  }
}

async function alert(name: string, rule: object): Promise<void> {
  await fetch(`${home}/api/v1/alerts/${encodeURIComponent(name)}`, { method: "PUT", headers: { "Content-Type": "application/json", "X-Clew": "1" }, body: JSON.stringify(rule) });
}

/** A run of the support bot that was limited, and one that was not. */
async function compareHash(): Promise<string> {
  const newest = async (q: string) => ((await (await fetch(`${home}/api/v1/traces?${new URLSearchParams({ q, limit: "1" })}`)).json()) as { traces: { id: string }[] }).traces[0]?.id;
  return `#/compare?a=${await newest("name:support-bot status:ok")}&b=${await newest("name:support-bot status:error")}`;
}
