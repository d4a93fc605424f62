// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import type { ComparedRow } from "../src/api/compare-types";
import type { AgentLink, ToolGroup, ToolRun } from "../src/api/figures-types";
import type { Histogram, Span, SpanType, TraceRow } from "../src/api/types";
import { tickPlace, widest } from "../src/charts/ticks";
import { agoMinutes, dateMinute } from "../src/format/format";
import { knownCost, ownFailures } from "../src/model/compared";
import { withoutTerm } from "../src/model/filter";
import { givenText, reached } from "../src/model/handover";
import { errorsOf, worstTools } from "../src/tools/facts";
import { callsWith } from "../src/trace/summary";
import { bucketText } from "../src/traces/histogram";
import { partialTerm } from "../src/traces/suggestions";

const plain = (text: string | undefined) => text?.replaceAll("\u00a0", " ");
const NOON = Date.UTC(2026, 10, 30, 12, 0, 0);
const HOUR = 3_600_000;

test("worstTools_areThatWithMostFailures_andThatWithTheHighestRate", () => {
  const tools: ToolGroup[] = [{ value: "seatMap", calls: 30, errors: 15 }, { value: "payOut", calls: 19_900, errors: 1573 }, { value: "once", calls: 1, errors: 1 }, { value: "unused", calls: 0 }];
  const lines = (of: ToolGroup[]) => worstTools({ tools: of }).map(({ label, tool, text }) => plain(`${label}: ${tool} ${text}`));

  expect(lines(tools)).toEqual(["Most failures: payOut 1,573 of 19,900 (7.9 %)", "Highest rate: seatMap 50 % (15 of 30)"]);
  expect(lines([tools[2]!])).toEqual(["Most failures: once 1 of 1 (100 %)", "Highest rate: once 100 % (1 of 1)"]);
  expect(lines([{ value: "fine", calls: 3, errors: 0 }])).toEqual([]);
});

test("errorsOfATool_areCounted_theMostFrequentFirst", () => {
  const run = (message: string, errorId: string): ToolRun => ({ traceId: "t", spanId: "s", status: "error", startMs: 0, error: { message }, errorId, errorText: message.replace(/\d+/g, "#") });

  expect(errorsOf([run("timeout after 5 s", "b"), run("card 1 expired", "a"), run("card 2 expired", "a")])).toEqual([
    { id: "a", text: "card # expired", runs: 2 },
    { id: "b", text: "timeout after # s", runs: 1 },
  ]);
});

test("timesOfFigures_haveNoSeconds", () => {
  expect(plain(agoMinutes(NOON, NOON + 20_000))).toBe("<1 min");
  expect(plain(agoMinutes(NOON, NOON + 200_000))).toBe("3 min");
  expect(dateMinute(NOON + 59_000)).toBe("2026-11-30 12:00");
});

test("ticks_stayWithinTheChart", () => expect([0, 0.5, 0.99].map((share) => tickPlace(share))).toEqual(["at-start", "at-middle", "at-end"]));

test("legend_hasRoomForTheWidestValue", () => expect(widest([1, null, 12_345, 7], String)).toBe(5));

test("bucket_saysTimeAndCounts", () => {
  const data: Histogram = { fromMs: NOON, toMs: NOON + 2 * HOUR, bucketMs: HOUR, buckets: [{ index: 1, traces: 482, failed: 12, withErrors: 30 }] };

  expect(plain(bucketText(data, 1))).toBe("11-30 13:00 – 14:00: 482 traces, 12 failed, 30 with errors");
  expect(plain(bucketText(data, 0))).toBe("11-30 12:00 – 13:00: 0 traces");
});

test("failure_isCountedOnce_howeverFarItWasPassedOn", () => {
  const row = (depth: number, a: "ok" | "error", b: "ok" | "error"): ComparedRow => ({ depth, type: "agent", name: "x", match: "same", a: { spanId: "a", status: a, offsetMs: 0 }, b: { spanId: "b", status: b, offsetMs: 0 } });
  const rows = [row(0, "error", "ok"), row(1, "error", "ok"), row(1, "ok", "error"), row(2, "ok", "ok")];

  expect([ownFailures(rows, "a"), ownFailures(rows, "b")]).toEqual([1, 1]);
});

test("costNobodyKnows_isNotZero", () => {
  const trace = (more: Partial<TraceRow>) => ({ modelCalls: 1, ...more }) as TraceRow;

  expect([trace({ cost: { total: 0, unpriced: 1 } }), trace({}), trace({ modelCalls: 0 }), trace({ cost: { total: 0.5, unpriced: 1 } })].map(knownCost)).toEqual([undefined, undefined, 0, 0.5]);
});

test("term_isLeftOut", () => expect(withoutTerm("status:error tool:pay", "status:error")).toBe("tool:pay"));

test("partialTerm_isTheLastOfSeveralValues", () => {
  expect(partialTerm("model=gpt-4.1,cla")).toEqual({ minus: "", field: "model", operator: "=", before: "gpt-4.1,", typed: "cla" });
  expect(partialTerm('-tool:"pay out')).toEqual({ minus: "-", field: "tool", operator: ":", before: "", typed: "pay out" });
  expect(partialTerm("mod")).toBeNull();
});

const span = (id: string, type: SpanType, name: string, offsetMs: number, more: Partial<Span> = {}): Span => ({ id, type, name, status: "ok", offsetMs, ...more });

test("calls_areCountedWithAndWithoutUsage", () => {
  const spans = [span("1", "agent", "desk", 0), span("2", "generation", "gpt", 1, { tokens: { input: 1, output: 1 }, cost: { total: 1 } }), span("3", "generation", "gpt", 2, { tokens: { input: 1, output: 1 }, cost: { total: 0, unpriced: 1 } }), span("4", "response", "gpt", 3)];

  expect(callsWith(spans)).toEqual({ all: 3, usage: 2, price: 1 });
  expect(callsWith(undefined)).toBeUndefined();
});

test("handover_leadsToTheRunAfterIt", () => {
  const link = (kind: AgentLink["kind"], from: string, to: string): AgentLink => ({ kind, from, to });
  const spans = [span("1", "agent", "desk", 0), span("2", "agent", "refunds", 1, { parentId: "1" }), span("3", "handoff", "h", 5, { from: "desk", to: "refunds" }), span("4", "agent", "refunds", 6), span("5", "handoff", "h", 8, { from: "desk", to: "crm" })];

  expect(reached(spans, link("handoff", "desk", "refunds"))?.id).toBe("4");
  expect(reached(spans, link("call", "desk", "refunds"))?.id).toBe("2");
  expect(reached(spans, link("handoff", "desk", "crm"))?.id).toBe("5");
  expect(reached(spans, link("call", "crm", "desk"))).toBeUndefined();
});

test("inputs_areTheirText", () => {
  expect(givenText({ inputs: { request: "Refund, please." } })).toBe("Refund, please.");
  expect(givenText({ inputs: { request: "Refund", order: { id: 7 }, tips: null } })).toBe('request: Refund\norder: {"id":7}');
  expect(givenText({})).toBeUndefined();
});
