// SPDX-License-Identifier: Apache-2.0
import type { Span, SpanType } from "../api/types";
import { endOf, failed, type Tree } from "./tree";

/** Leaf work as it is drawn in small: one bar a span. */
export interface MiniBar {
  type: SpanType;
  from: number;
  to: number;
  lane: number;
  error: boolean;
}

const MAX_BARS = 300;

/** What the minimap draws: bars in lanes, or stacked concurrency where there are too many. */
export type Minimap = { kind: "bars"; bars: MiniBar[]; lanes: number } | { kind: "stack"; columns: Map<SpanType, number>[]; max: number; errors: number[] };

export function minimap(tree: Tree, now: number): Minimap {
  const leaves = tree.nodes.filter((n) => n.children.length === 0 && n.span.type !== "handoff").map((n) => n.span);
  return leaves.length <= MAX_BARS ? bars(leaves, tree.endMs, now) : stack(leaves, tree.endMs, now, 240);
}

/** Bars from top to bottom in the order of the tree, on as many lanes as there are, 8 at most. */
function bars(leaves: Span[], endMs: number, now: number): Minimap {
  const lanes = Math.min(8, Math.max(1, leaves.length));
  const drawn = leaves.map((span, i) => ({
    type: span.type,
    from: span.offsetMs / endMs,
    to: endOf(span, now) / endMs,
    lane: Math.floor((i * lanes) / leaves.length),
    error: failed(span),
  }));
  return { kind: "bars", bars: drawn, lanes };
}

function stack(leaves: Span[], endMs: number, now: number, width: number): Minimap {
  const columns = Array.from({ length: width }, () => new Map<SpanType, number>());
  const errors: number[] = [];
  for (const span of leaves) {
    const first = column(span.offsetMs, endMs, width);
    const last = column(endOf(span, now), endMs, width);
    for (let i = first; i <= last; i++) columns[i]!.set(span.type, (columns[i]!.get(span.type) ?? 0) + 1);
    if (failed(span)) errors.push(span.offsetMs / endMs);
  }
  const max = Math.max(1, ...columns.map((c) => [...c.values()].reduce((a, b) => a + b, 0)));
  return { kind: "stack", columns, max, errors };
}

function column(ms: number, endMs: number, width: number): number {
  return Math.min(width - 1, Math.max(0, Math.floor((ms / endMs) * width)));
}
