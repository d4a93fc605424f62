// SPDX-License-Identifier: Apache-2.0
import type { Span } from "../api/types";
import { failed, type Tree } from "./tree";

export type GroupBy = "agent" | "model" | "tool" | "type";

export interface Group {
  name: string;
  spanId: string;
  calls: number;
  failed: number;
  timeMs: number;
  durations: number[];
  input: number;
  cached: number;
  output: number;
  cost: number;
}

/** Leaf work by agent, model, tool or type. Times of parallel spans add up. */
export function breakdown(tree: Tree, by: GroupBy): Group[] {
  const groups = new Map<string, Group>();
  for (const node of tree.nodes) {
    const { span } = node;
    if (span.type === "agent" || span.type === "handoff") continue;
    const name = key(span, by, agentAbove(node));
    if (name === null) continue;
    let group = groups.get(name);
    if (!group) groups.set(name, (group = { name, spanId: span.id, calls: 0, failed: 0, timeMs: 0, durations: [], input: 0, cached: 0, output: 0, cost: 0 }));
    add(group, span);
  }
  return [...groups.values()].sort((a, b) => b.timeMs - a.timeMs);
}

function key(span: Span, by: GroupBy, agent: string): string | null {
  switch (by) {
    case "agent":
      return agent;
    case "model":
      return span.tokens || span.type === "generation" || span.type === "response" ? (span.model ?? span.name) : null;
    case "tool":
      return span.type === "function" ? span.name : null;
    case "type":
      return span.type;
  }
}

function agentAbove(node: Tree["nodes"][number]): string {
  for (let n = node.parent; n; n = n.parent) if (n.span.type === "agent") return n.span.name;
  return "no agent";
}

function add(group: Group, span: Span): void {
  group.calls++;
  if (failed(span)) group.failed++;
  group.timeMs += span.durationMs ?? 0;
  group.durations.push(span.durationMs ?? 0);
  group.input += span.tokens?.input ?? 0;
  group.cached += span.tokens?.cachedInput ?? 0;
  group.output += span.tokens?.output ?? 0;
  group.cost += span.cost?.total ?? 0;
}

/** The median; of an even number of values the lower one in the middle. */
export function median(values: number[]): number {
  const sorted = values.slice().sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
