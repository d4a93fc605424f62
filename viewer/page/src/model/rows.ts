// SPDX-License-Identifier: Apache-2.0
import type { SpanType } from "../api/types";
import { failed, type Node, type Tree } from "./tree";

/** A row of the timeline: a span, or a group of siblings that repeat. */
export type Row = SpanRow | GroupRow;

export interface SpanRow {
  kind: "span";
  key: string;
  node: Node;
  depth: number;
  open: boolean;
  hasChildren: boolean;
}

export interface GroupRow {
  kind: "group";
  key: string;
  depth: number;
  nodes: Node[];
  /** The names that repeat, in their order. */
  names: string[];
  times: number;
  failures: number;
}

export interface RowOptions {
  /** Spans whose children are hidden. */
  closed: ReadonlySet<string>;
  /** Groups that are shown span by span. */
  ungrouped: ReadonlySet<string>;
  /** Types that are not shown. */
  hidden: ReadonlySet<SpanType>;
  /** Show spans of this name only; empty: all. */
  only: string;
  exclude: ReadonlySet<string>;
}

export const SHOW_ALL: RowOptions = { closed: new Set(), ungrouped: new Set(), hidden: new Set(), only: "", exclude: new Set() };

const MIN_REPEATS = 5;
const MAX_PERIOD = 3;

/** The rows to draw, from top to bottom. */
export function buildRows(tree: Tree, options: RowOptions): Row[] {
  const rows: Row[] = [];
  const visit = (siblings: Node[], depth: number) => {
    for (const run of grouped(siblings)) {
      const first = run.nodes[0];
      if (!first) continue;
      const key = "group:" + first.span.id;
      if (run.period > 0 && !options.ungrouped.has(key)) {
        rows.push(groupRow(key, run, depth));
        continue;
      }
      for (const node of run.nodes) visitNode(node, depth);
    }
  };
  const visitNode = (node: Node, depth: number) => {
    const shown = isShown(node, options);
    const open = !options.closed.has(node.span.id);
    if (shown) {
      rows.push({ kind: "span", key: node.span.id, node, depth, open, hasChildren: hasChildren(node) });
    }
    if (open || !shown) visit(node.children, shown ? depth + 1 : depth);
  };
  visit(tree.roots, 0);
  return rows;
}

function isShown(node: Node, options: RowOptions): boolean {
  const { type, name } = node.span;
  if (options.hidden.has(type) || options.exclude.has(name)) return false;
  return options.only === "" || options.only === name;
}

interface Run {
  nodes: Node[];
  /** 0: nothing repeats. */
  period: number;
}

/** Parts siblings into those that repeat with a period of 1 to 3, at least 5 times, and others. */
export function grouped(siblings: Node[]): Run[] {
  if (siblings.length < MIN_REPEATS) return siblings.length ? [{ nodes: siblings, period: 0 }] : [];
  const signs = siblings.map((n) => n.span.type + "\u0000" + n.span.name);
  const runs: Run[] = [];
  let plain: Node[] = [];
  let i = 0;
  while (i < siblings.length) {
    const best = longestRepeat(signs, i);
    if (best.period === 0) {
      plain.push(siblings[i]!);
      i++;
      continue;
    }
    if (plain.length) runs.push({ nodes: plain, period: 0 });
    plain = [];
    runs.push({ nodes: siblings.slice(i, i + best.length), period: best.period });
    i += best.length;
  }
  if (plain.length) runs.push({ nodes: plain, period: 0 });
  return runs;
}

function longestRepeat(signs: string[], from: number): { period: number; length: number } {
  let best = { period: 0, length: 0 };
  for (let period = 1; period <= MAX_PERIOD; period++) {
    let end = from + period;
    while (end < signs.length && signs[end] === signs[end - period]) end++;
    const times = Math.floor((end - from) / period);
    if (times >= MIN_REPEATS && times * period > best.length) best = { period, length: times * period };
  }
  return best;
}

function groupRow(key: string, run: Run, depth: number): GroupRow {
  return {
    kind: "group",
    key,
    depth,
    nodes: run.nodes,
    names: run.nodes.slice(0, run.period).map((n) => n.span.name),
    times: run.nodes.length / run.period,
    failures: run.nodes.filter((n) => failed(n.span)).length,
  };
}

/** The row in which a span can be seen: its own, its group's, or that of the nearest one above. */
export function rowIndexes(rows: Row[], tree: Tree): Map<string, number> {
  const index = new Map<string, number>();
  rows.forEach((row, i) => {
    if (row.kind === "span") index.set(row.node.span.id, i);
    else row.nodes.forEach((n) => index.set(n.span.id, i));
  });
  for (const node of tree.nodes) {
    if (index.has(node.span.id)) continue;
    const above = node.parent ? index.get(node.parent.span.id) : undefined;
    if (above !== undefined) index.set(node.span.id, above);
  }
  return index;
}

/** What is closed at first: below the second level in traces of more than 500 spans. */
export function closedAtFirst(tree: Tree, spans: number): Set<string> {
  if (spans <= 500) return new Set();
  return new Set(tree.nodes.filter((n) => n.depth >= 1 && hasChildren(n)).map((n) => n.span.id));
}

/** Whether a span has children, be they here or still to come. */
function hasChildren(node: Node): boolean {
  return node.children.length > 0 || (node.span.children ?? 0) > 0;
}
