// SPDX-License-Identifier: Apache-2.0
import type { Span } from "../api/types";

/** A span in its place in the tree. */
export interface Node {
  span: Span;
  parent: Node | null;
  children: Node[];
  depth: number;
  /** The handoff that started this agent; it is drawn on the agent's row and has none of its own. */
  handoff: Span | null;
}

export interface Tree {
  roots: Node[];
  byId: Map<string, Node>;
  /** All nodes in the order of the tree. */
  nodes: Node[];
  /** End of the last thing that happened, in ms after the start of the trace. */
  endMs: number;
}

/** Builds the tree; a span whose parent is unknown becomes a root. */
export function buildTree(spans: Span[], durationMs = 0): Tree {
  const byId = new Map<string, Node>();
  for (const span of spans) byId.set(span.id, { span, parent: null, children: [], depth: 0, handoff: null });
  const roots: Node[] = [];
  for (const node of byId.values()) {
    const parent = node.span.parentId ? byId.get(node.span.parentId) : undefined;
    if (parent && parent !== node && !isBelow(parent, node)) {
      node.parent = parent;
      parent.children.push(node);
    } else {
      roots.push(node);
    }
  }
  const nodes: Node[] = [];
  let endMs = durationMs;
  const visit = (siblings: Node[], depth: number): Node[] => {
    siblings.sort((a, b) => a.span.offsetMs - b.span.offsetMs);
    const shown = joinHandoffs(siblings);
    for (const node of shown) {
      node.depth = depth;
      nodes.push(node);
      endMs = Math.max(endMs, node.span.offsetMs + (node.span.durationMs ?? 0));
      node.children = visit(node.children, depth + 1);
    }
    return shown;
  };
  const top = visit(roots, 0);
  return { roots: top, byId, nodes, endMs };
}

function isBelow(node: Node, ancestor: Node): boolean {
  for (let n: Node | null = node; n; n = n.parent) if (n === ancestor) return true;
  return false;
}

/** Takes handoffs out of a list of siblings that are followed by the agent they start. */
function joinHandoffs(siblings: Node[]): Node[] {
  return siblings.filter((node, i) => {
    if (node.span.type !== "handoff" || node.children.length > 0) return true;
    const agent = siblings
      .slice(i + 1, i + 4)
      .find((n) => n.span.type === "agent" && n.span.name === node.span.to && n.handoff === null);
    if (!agent) return true;
    agent.handoff = node.span;
    return false;
  });
}

/** Where a span ends, in ms after the start of the trace; a running one at `now`. */
export function endOf(span: Span, now: number): number {
  return span.durationMs === undefined ? now : span.offsetMs + span.durationMs;
}

export function failed(span: Span): boolean {
  return span.status === "error" || (span.flags?.includes("triggered") ?? false);
}

/** The node and all above it, from the root down. */
export function pathTo(node: Node): Node[] {
  const path: Node[] = [];
  for (let n: Node | null = node; n; n = n.parent) path.unshift(n);
  return path;
}

/** Spans that failed by themselves: an agent that only passed on a failure below it is left out. */
export function ownErrors(tree: Tree): Node[] {
  return tree.nodes.filter((n) => failed(n.span) && !n.children.some((c) => anyFailed(c)));
}

function anyFailed(node: Node): boolean {
  return failed(node.span) || node.children.some(anyFailed);
}
