// SPDX-License-Identifier: Apache-2.0
import { failed, type Node, type Tree } from "./tree";

export interface AgentNode {
  name: string;
  spanId: string;
  runs: number;
  failed: boolean;
  timeMs: number;
  cost: number;
  tools: string[];
  /** Column and place in it. */
  column: number;
  row: number;
}

export interface AgentEdge {
  from: string;
  to: string;
  kind: "handoff" | "call";
  times: number;
}

export interface AgentGraph {
  nodes: AgentNode[];
  edges: AgentEdge[];
  columns: number;
  rows: number;
}

/** Agents of a trace and how control went between them: handoffs, and agents run by others. */
export function agentGraph(tree: Tree): AgentGraph {
  const nodes = new Map<string, AgentNode>();
  const edges = new Map<string, AgentEdge>();
  const link = (from: string, to: string, kind: AgentEdge["kind"]) => {
    const key = `${from}\u0000${to}\u0000${kind}`;
    const edge = edges.get(key);
    if (edge) edge.times++;
    else edges.set(key, { from, to, kind, times: 1 });
  };
  const visit = (node: Node, agent: AgentNode | null) => {
    let here = agent;
    if (node.span.type === "agent") {
      here = nodeOf(nodes, node);
      if (node.handoff?.from) link(node.handoff.from, node.span.name, "handoff");
      else if (agent && agent.name !== here.name) link(agent.name, here.name, "call");
    } else if (node.span.type === "handoff" && node.span.from && node.span.to) {
      link(node.span.from, node.span.to, "handoff");
    } else if (here) {
      here.cost += node.span.cost?.total ?? 0;
      if (node.span.type === "function" && !here.tools.includes(node.span.name)) here.tools.push(node.span.name);
    }
    for (const child of node.children) visit(child, here);
  };
  for (const root of tree.roots) visit(root, null);
  const kept = [...edges.values()].filter((e) => nodes.has(e.from) && nodes.has(e.to));
  place([...nodes.values()], kept);
  const all = [...nodes.values()];
  return { nodes: all, edges: kept, columns: 1 + Math.max(0, ...all.map((n) => n.column)), rows: 1 + Math.max(0, ...all.map((n) => n.row)) };
}

function nodeOf(nodes: Map<string, AgentNode>, { span }: Node): AgentNode {
  let node = nodes.get(span.name);
  if (!node) nodes.set(span.name, (node = { name: span.name, spanId: span.id, runs: 0, failed: false, timeMs: 0, cost: 0, tools: [], column: 0, row: 0 }));
  node.runs++;
  node.timeMs += span.durationMs ?? 0;
  node.failed ||= failed(span);
  return node;
}

/** What is placed on a graph. */
export interface Placed {
  name: string;
  column: number;
  row: number;
}

/** Columns by the length of the way from the first agent; edges back do not count. */
export function place(nodes: Placed[], edges: { from: string; to: string }[]): void {
  const order = new Map(nodes.map((n, i) => [n.name, i]));
  for (const node of nodes) {
    for (const edge of edges) {
      if (edge.from !== node.name || order.get(edge.to)! <= order.get(node.name)!) continue;
      const to = nodes[order.get(edge.to)!]!;
      to.column = Math.max(to.column, node.column + 1);
    }
  }
  const used = new Map<number, number>();
  for (const node of nodes) {
    node.row = used.get(node.column) ?? 0;
    used.set(node.column, node.row + 1);
  }
}
