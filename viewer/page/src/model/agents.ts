// SPDX-License-Identifier: Apache-2.0
import type { AgentGroup, AgentLink } from "../api/figures-types";
import { place, type Placed } from "./graph";

export interface PlacedAgent extends Placed {
  agent: AgentGroup;
}

export interface AgentMap {
  nodes: PlacedAgent[];
  edges: AgentLink[];
  columns: number;
  rows: number;
  /** Agents left out. */
  hidden: number;
}

/** Agents with the most runs, from those that nobody calls to those that call nobody. */
export function agentMap(agents: AgentGroup[], links: AgentLink[], most: number): AgentMap {
  const shown = agents.toSorted((a, b) => (b.calls ?? 0) - (a.calls ?? 0)).slice(0, most);
  const names = new Set(shown.map((a) => a.value));
  const edges = links.filter((e) => e.from !== e.to && names.has(e.from) && names.has(e.to));
  const byName = new Map(shown.map((agent): [string, PlacedAgent] => [agent.value, { name: agent.value, agent, column: 0, row: 0 }]));
  const nodes = order([...names], edges).map((name) => byName.get(name)!);
  place(nodes, edges);
  return { nodes, edges, columns: 1 + Math.max(0, ...nodes.map((n) => n.column)), rows: 1 + Math.max(0, ...nodes.map((n) => n.row)), hidden: agents.length - shown.length };
}

/** Callers before those they call; in a circle, the one that has more runs comes first. */
function order(names: string[], edges: AgentLink[]): string[] {
  const called = new Set(edges.map((e) => e.to));
  const done: string[] = [];
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const edge of edges) if (edge.from === name) visit(edge.to);
    done.push(name);
  };
  // Depth first, each after all it leads to; reversed, that is every caller before the called.
  for (const root of names.filter((n) => !called.has(n)).toReversed()) visit(root);
  for (const inCircle of names) visit(inCircle);
  return done.toReversed();
}

/** Where an agent hands over, the run that follows is part of the handoff and no call of its own. */
export function mergedLinks(links: AgentLink[]): AgentLink[] {
  const key = (e: AgentLink) => `${e.from}\u0000${e.to}`;
  const handoffs = new Map(links.filter((e) => e.kind === "handoff").map((e) => [key(e), e]));
  const calls = new Map(links.filter((e) => e.kind === "call").map((e) => [key(e), e]));
  return links.flatMap((e) => {
    const handoff = handoffs.get(key(e));
    const call = calls.get(key(e));
    if (!handoff || !call || (call.calls ?? 0) > (handoff.calls ?? 0)) return [e];
    return e === handoff ? [{ ...e, cost: e.cost ?? call.cost, errors: Math.max(e.errors ?? 0, call.errors ?? 0) }] : [];
  });
}

/** The value of the filter's field `edge`. */
export function edgeValue({ from, to, kind }: AgentLink): string {
  return `${from} ${kind === "handoff" ? "→" : "⇢"} ${to}`;
}
