// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import recorded from "../fixtures/trace.json";
import type { Span, SpanType, TraceDetail } from "../src/api/types";
import { buildRows, closedAtFirst, grouped, rowIndexes, SHOW_ALL } from "../src/model/rows";
import { thread } from "../src/model/thread";
import { buildTree, ownErrors } from "../src/model/tree";

const travelDesk = recorded as unknown as TraceDetail;

function span(id: string, parentId?: string, type: SpanType = "generation", name = id, offsetMs = 0): Span {
  return { id, parentId, type, name, status: "ok", offsetMs, durationMs: 1 };
}

test("handoff_joinsTheAgentItStarts", () => {
  const tree = buildTree(travelDesk.spans);

  const triage = tree.nodes.find((n) => n.span.name === "triage");
  expect(triage?.handoff?.from).toBe("travel-desk");
  expect(tree.nodes.some((n) => n.span.type === "handoff")).toBe(false);
});

test("handoff_withoutItsAgentKeepsItsRow", () => {
  const tree = buildTree([{ ...span("h", undefined, "handoff"), to: "gone" }, span("a", undefined, "agent", "other", 1)]);

  expect(tree.nodes.map((n) => n.span.id)).toEqual(["h", "a"]);
});

test("spanOfAnUnknownParent_isARoot", () => {
  expect(buildTree([span("a", "nowhere")]).roots.map((n) => n.span.id)).toEqual(["a"]);
});

test("spansThatAreEachOthersParents_areStillShown", () => {
  const tree = buildTree([span("a", "b"), span("b", "a")]);

  expect(tree.nodes).toHaveLength(2);
});

test("ownErrors_leaveOutAgentsThatPassAFailureOn", () => {
  const failed = { ...span("tool", "agent", "function"), status: "error" as const };
  const tree = buildTree([{ ...span("agent", undefined, "agent"), status: "error" }, failed]);

  expect(ownErrors(tree).map((n) => n.span.id)).toEqual(["tool"]);
});

test("siblingsThatRepeatFiveTimes_areOneRow", () => {
  const spans = [span("root", undefined, "agent")];
  for (let i = 0; i < 10; i++) spans.push(span("s" + i, "root", i % 2 ? "function" : "generation", i % 2 ? "search" : "gpt", i));

  const rows = buildRows(buildTree(spans), SHOW_ALL);

  expect(rows.map((r) => (r.kind === "group" ? `${r.names.join("+")} ×${r.times}` : r.key))).toEqual(["root", "gpt+search ×5"]);
});

test("siblingsThatRepeatFourTimes_stay", () => {
  const tree = buildTree([0, 1, 2, 3].map((i) => span("s" + i, undefined, "function", "search", i)));

  expect(grouped(tree.roots).map((r) => r.period)).toEqual([0]);
});

test("closedSpan_standsForThoseBelowIt", () => {
  const tree = buildTree([span("root", undefined, "agent"), span("call", "root")]);
  const rows = buildRows(tree, { ...SHOW_ALL, closed: new Set(["root"]) });

  expect(rows).toHaveLength(1);
  expect(rowIndexes(rows, tree).get("call")).toBe(0);
});

test("hiddenType_leavesItsChildrenInPlace", () => {
  const tree = buildTree([span("root", undefined, "agent"), span("call", "root")]);

  expect(buildRows(tree, { ...SHOW_ALL, hidden: new Set<SpanType>(["agent"]) }).map((r) => [r.key, r.depth])).toEqual([["call", 0]]);
});

test("largeTrace_beginsClosed", () => {
  const spans = [span("root", undefined, "agent")];
  for (let i = 0; i < 300; i++) spans.push(span("a" + i, "root", "agent", "worker" + i, i), span("c" + i, "a" + i, "generation", "gpt", i));

  const tree = buildTree(spans);
  expect(buildRows(tree, { ...SHOW_ALL, closed: closedAtFirst(tree, 601) })).toHaveLength(301);
});

test("spanWhoseChildrenAreStillToCome_canBeOpened", () => {
  const agent = { ...span("agent", "root", "agent"), children: 3 };
  const tree = buildTree([span("root", undefined, "agent"), agent]);

  const closed = closedAtFirst(tree, 1_000);

  expect([...closed]).toEqual(["agent"]);
  expect(buildRows(tree, { ...SHOW_ALL, closed }).map((r) => r.kind === "span" && r.hasChildren)).toEqual([true, true]);
});

test("criticalPath_joinsPiecesOfOneRow", () => {
  const tree = buildTree(travelDesk.spans);
  const rows = buildRows(tree, SHOW_ALL);

  const pieces = thread(travelDesk.criticalPath, rowIndexes(rows, tree), 0, () => false);

  expect(pieces.at(0)?.row).toBe(0);
  expect(pieces.every((p, i) => i === 0 || p.row !== pieces[i - 1]!.row)).toBe(true);
  expect(pieces.at(-1)!.toMs).toBeCloseTo(travelDesk.trace.durationMs, 3);
});

test("criticalPath_leavesOutMomentsInPassing", () => {
  const path = [
    { spanId: "call", offsetMs: 0, endMs: 100 },
    { spanId: "agent", offsetMs: 100, endMs: 101 },
    { spanId: "tool", offsetMs: 101, endMs: 200 },
  ];
  const rowOf = new Map([["agent", 0], ["call", 1], ["tool", 2]]);

  expect(thread(path, rowOf, 5, (id) => id === "agent").map((p) => p.row)).toEqual([1, 2]);
});
