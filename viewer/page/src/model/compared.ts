// SPDX-License-Identifier: Apache-2.0
import type { ComparedRow } from "../api/compare-types";
import type { TraceRow } from "../api/types";

/** Spans of one side that failed by themselves: one above another that failed only passed it on. */
export function ownFailures(rows: ComparedRow[], side: "a" | "b"): number {
  const spans = rows.flatMap((row) => (row[side] ? [{ depth: row.depth, failed: row[side].status === "error" }] : []));
  return spans.filter((span, i) => span.failed && !failedBelow(spans, i)).length;
}

function failedBelow(spans: { depth: number; failed: boolean }[], above: number): boolean {
  for (let i = above + 1; i < spans.length && spans[i]!.depth > spans[above]!.depth; i++) {
    if (spans[i]!.failed) return true;
  }
  return false;
}

/** The first step that failed by itself on one side only; else one that failed in both. */
export function failedStep(rows: ComparedRow[]): ComparedRow | undefined {
  const own = (side: "a" | "b") => {
    const there = rows.filter((row) => row[side]);
    const spans = there.map((row) => ({ depth: row.depth, failed: row[side]!.status === "error" }));
    return new Set(there.filter((_, i) => spans[i]!.failed && !failedBelow(spans, i)));
  };
  const [a, b] = [own("a"), own("b")];
  return rows.find((row) => a.has(row) !== b.has(row)) ?? rows.find((row) => a.has(row));
}

/** In dollars; unknown where models were called and none of the calls has a price. */
export function knownCost({ cost, modelCalls }: TraceRow): number | undefined {
  if (!cost) return modelCalls ? undefined : 0;
  return cost.total === 0 && cost.unpriced ? undefined : cost.total;
}
