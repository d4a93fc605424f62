// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import replay from "../fixtures/replay.json";
import { metrics } from "../src/analysis/metrics";
import type { AgentLink, Group, SessionRow, ToolGroup } from "../src/api/figures-types";
import type { ReplayStep } from "../src/api/types";
import { longest, topValues } from "../src/dashboards/fields";
import { agentMap, edgeValue, mergedLinks } from "../src/model/agents";
import { nextSort, sorted } from "../src/model/sort";
import { turnOf } from "../src/model/turns";
import { fieldFacts } from "../src/model/words";
import { joined } from "../src/sessions/state";
import { hasOutliers, sentence, summary } from "../src/tools/facts";

const plain = (text: string | undefined) => text?.replaceAll("\u00a0", " ");

test("sort_putsTheUnknownLastBothWays", () => {
  const rows = [{ n: 2 }, { n: undefined }, { n: 3 }];

  expect(sorted(rows, "-n", (r) => r.n).map((r) => r.n)).toEqual([3, 2, undefined]);
  expect(sorted(rows, "n", (r) => r.n).map((r) => r.n)).toEqual([2, 3, undefined]);
  expect([nextSort("-n", "n"), nextSort("n", "n"), nextSort("m", "n")]).toEqual(["n", "-n", "-n"]);
});

test("topValues_areTheDearest_butToolsTheLongest", () => {
  const groups: Group[] = [
    { value: "cheap", cost: { total: 1 }, durationMs: { total: 9 } },
    { value: "dear", cost: { total: 2 }, durationMs: { total: 1 } },
  ];

  expect(topValues(groups, "model")).toEqual(["dear", "cheap"]);
  expect(topValues(groups, "tool")).toEqual(["cheap", "dear"]);
});

test("longest_mixesModelsAndTools", () => {
  const took = (value: string, total: number): Group => ({ value, durationMs: { total } });

  expect(longest([took("gpt", 5)], [took("search", 9), took("unused", 0)]).map((b) => b.field + " " + b.group.value)).toEqual(["tool search", "model gpt"]);
});

test("costOfCallsWithoutAPrice_isUnknown", () => {
  const [cost] = metrics(["cost"]);

  expect(cost!.of({ cost: { total: 0, unpriced: 3 } })).toBeUndefined();
  expect(cost!.of({ cost: { total: 0 } })).toBe(0);
});

const link = (from: string, to: string, kind: AgentLink["kind"], more: Partial<AgentLink> = {}): AgentLink => ({ from, to, kind, calls: 1, ...more });

test("runThatAHandoffStarts_isNoCallOfItsOwn", () => {
  const merged = mergedLinks([link("desk", "refunds", "handoff"), link("desk", "refunds", "call", { cost: { total: 2 } }), link("desk", "crm", "call")]);

  expect(merged.map(edgeValue)).toEqual(["desk → refunds", "desk ⇢ crm"]);
  expect(merged[0]?.cost?.total).toBe(2);
});

test("agents_standAfterThoseThatCallThem", () => {
  const agents = ["refunds", "desk", "crm"].map((value): Group => ({ value, calls: 1 }));

  const map = agentMap(agents, [link("desk", "refunds", "handoff"), link("refunds", "crm", "handoff"), link("crm", "desk", "handoff")], 40);

  expect(Object.fromEntries(map.nodes.map((n) => [n.name, n.column]))).toEqual({ refunds: 0, crm: 1, desk: 2 });
  expect(agentMap(agents, [], 2).hidden).toBe(1);
});

test("turn_hasInputStepsAndOutput", () => {
  const turn = turnOf(replay.steps as ReplayStep[]);

  expect(turn.input).toMatch(/^Please cancel my booking/);
  expect(turn.steps.filter((s) => s.kind === "tool").map((s) => s.name)).toEqual(["bookingDetails", "computeRefund", "payOut"]);
  expect(turn.steps.find((s) => s.kind === "handoff")).toMatchObject({ name: "travel-desk", text: "triage" });
});

test("failedTool_isMarked_andTheOutputIsTheAnswer", () => {
  const turn = turnOf([
    { number: 1, kind: "tool_call", offsetMs: 0, text: "pay {}", callId: "c" },
    { number: 2, kind: "tool_result", offsetMs: 1, who: "pay", callId: "c", status: "error" },
    { number: 3, kind: "output", offsetMs: 2, text: "We send a voucher." },
  ]);

  expect(turn).toMatchObject({ output: "We send a voucher.", steps: [{ name: "pay", failed: true }] });
});

test("callWithoutAResult_isStillAStep", () => {
  expect(turnOf([{ number: 1, kind: "tool_call", offsetMs: 0, text: "pay {}", callId: "c" }]).steps.map((s) => s.name)).toEqual(["pay"]);
});

test("sessionThatMovedUp_isThereOnce", () => {
  const session = (group: string): SessionRow => ({ group, firstMs: 0, lastMs: 0 });

  expect(joined([session("b"), session("a")], [session("a"), session("c"), session("c")]).map((s) => s.group)).toEqual(["b", "a", "c"]);
});

test("tools_sayWhatIsOddAboutThem", () => {
  const tools: ToolGroup[] = [
    { value: "pay", calls: 3, offered: 12, arguments: { p50: 10, max: 900 } },
    { value: "refund", calls: 0, offered: 12, neverCalled: true },
    { value: "runSql", calls: 2, offered: 0, invented: 2 },
  ];

  expect(tools.map((t) => plain(sentence(t)))).toEqual([
    "Called in 25 % of the model calls that offered it.",
    "Offered in 12 model calls and never called.",
    "Models made this name up: no call offered it.",
  ]);
  expect(plain(summary({ tools }))).toBe("3 tools, 1 never called, 1 invented");
  expect(tools.map(hasOutliers)).toEqual([true, false, false]);
});

test("fieldsOfAnObject_areNamedInWords", () => {
  expect(fieldFacts({ queueBytes: 1200, droppedSpans: 0, lastRunMs: 1_796_043_000_000, rules: ["email", "card"], on: true }).map(([n, v]) => [n, plain(v)])).toEqual([
    ["Queue", "1.2 KB"],
    ["Dropped spans", "0"],
    ["Last run", "2026-11-30 12:50:00 UTC"],
    ["Rules", "email, card"],
    ["On", "yes"],
  ]);
});
