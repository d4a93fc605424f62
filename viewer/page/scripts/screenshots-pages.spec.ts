// SPDX-License-Identifier: Apache-2.0
import { expect, test, type Page } from "@playwright/test";
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { fleet } from "../browser/fleet";
import { refundDesk } from "../browser/traces";
import { startViewer } from "../browser/viewer";
import { retimed } from "./runs";

/** Makes the pictures of the pages about many traces in docs/images: a day of several applications, dark. */
const IMAGES = resolve("../../docs/images");
const MOST_BYTES = 200_000;
const DESK = resolve("../src/test/resources/dev/clew/viewer/travel-desk.jsonl");
const HOUR = 3_600_000;

let stop: () => void;

test.beforeAll(async () => {
  const desk = readFileSync(DESK, "utf8").trim().split("\n");
  const now = Date.now();
  stop = await startViewer([
    ...fleet(now - 60_000, 900),
    ...["a", "b", "c", "d"].flatMap((salt, i) => retimed(desk, now - (0.1 + i * 3) * HOUR, salt)),
    ...[0.4, 5, 11].flatMap((hours) => refundDesk(now - hours * HOUR)),
    jvm("4711-1", "shop", now, { cpu: 0.21, heap_used: 224_395_264, heap_max: 536_870_912, threads: 38, queued: 12, queue_capacity: 524_288, spans: 48_123, dropped_spans: 0, dropped_content: 0, export_failures: 0 }),
    jvm("5220-1", "analytics", now, { cpu: 0.64, heap_used: 701_300_000, heap_max: 1_073_741_824, threads: 61, queued: 901, queue_capacity: 524_288, spans: 9_310, dropped_spans: 0, dropped_content: 17, export_failures: 0 }),
  ]);
  await alert("Error rate of the shop", { condition: "error_rate>0.02", over: "1d", filter: "agent:support-bot" });
  await alert("Cost per hour", { condition: "cost>1.5", over: "1h" });
  await alert("Slow answers", { condition: "p95_duration>30s", over: "15m" });
});
test.afterAll(() => stop());

test.use({ colorScheme: "dark", viewport: { width: 1440, height: 900 } });

const PAGES: [name: string, hash: () => Promise<string>, ready: (page: Page) => Promise<void>][] = [
  ["agents", async () => "#/agents?range=24h", (page) => expect(page.getByRole("table", { name: "Agents", exact: true })).toContainText("support-bot")],
  ["errors", async () => "#/errors?range=24h", (page) => expect(page.getByRole("region", { name: "Selected error" })).toContainText("Fingerprint")],
  ["tools", async () => "#/tools?range=24h", (page) => expect(page.getByRole("region", { name: "Errors of this tool" })).toBeVisible()],
  ["dashboards", async () => "#/dashboards?range=24h", (page) => expect(page.getByRole("table", { name: "Figures by model" })).toContainText("gpt-4.1")],
  ["sessions", async () => "#/sessions?range=24h&q=name:support-bot", (page) => expect(page.getByRole("region", { name: "Selected session" })).toContainText("Turn 2")],
  ["compare", twoDesks, (page) => expect(page.getByRole("region", { name: "Aligned spans" })).toContainText("failed in")],
  ["alerts", async () => "#/alerts", (page) => expect(page.getByText(/firing/i).first()).toBeVisible({ timeout: 30_000 })],
  ["health", async () => "#/health", (page) => expect(page.getByRole("heading", { name: "Intake" })).toBeVisible()],
];

for (const [name, hash, ready] of PAGES) {
  test(name, async ({ page }) => {
    await page.goto(`${process.env.CLEW_VIEWER_URL}/${await hash()}`);
    await ready(page);
    await page.mouse.move(0, 0);
    await expect(page.getByRole("link", { name: "State of the viewer" })).toContainText("spans/s");
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(500);
    const path = resolve(IMAGES, `viewer-${name}.png`);
    await page.screenshot({ path });
    expect(statSync(path).size).toBeLessThan(MOST_BYTES);
  });
}

function jvm(id: string, service: string, atMs: number, figures: Record<string, number>): string {
  const libraries = service === "shop" ? [{ name: "openai-java", version: "4.9.0" }] : [{ name: "langchain4j", version: "1.8.0" }, { name: "mcp", version: "0.16.0" }];
  // Still attached when the last picture is taken.
  const at = `${atMs + 180_000}000000`;
  return JSON.stringify({ object: "clew.jvm", id, clew: { v: 1, time_unix_nano: at, service, agent_version: "0.1.0", java_version: "21.0.5", libraries, settings: { "clew.content": "redacted", "clew.sampling.ratio": "1.0" }, figures } });
}

async function alert(name: string, rule: object): Promise<void> {
  await fetch(`${process.env.CLEW_VIEWER_URL}/api/v1/alerts/${encodeURIComponent(name)}`, { method: "PUT", headers: { "Content-Type": "application/json", "X-Clew": "1" }, body: JSON.stringify(rule) });
}

/** Two recorded runs of the travel desk, of which one fails at more steps. */
async function twoDesks(): Promise<string> {
  const desks = async (q: string) => ((await (await fetch(`${process.env.CLEW_VIEWER_URL}/api/v1/traces?${new URLSearchParams({ q, limit: "20" })}`)).json()) as { traces: { id: string; input?: string }[] }).traces;
  const refunds = (await desks("name:travel-desk tool:payOut")).filter((t) => t.input?.startsWith("Please cancel"));
  return `#/compare?a=${refunds.find((t) => t.input!.includes("KX4T9Q"))!.id}&b=${refunds.find((t) => t.input!.includes("AB12CD"))!.id}`;
}
