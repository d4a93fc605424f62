// SPDX-License-Identifier: Apache-2.0
import { useMemo } from "preact/hooks";
import { cost, duration, exact } from "../format/format";
import { agentGraph, type AgentEdge, type AgentGraph, type AgentNode } from "../model/graph";
import type { Tree } from "../model/tree";
import { TypeIcon } from "../ui/icons";
import { Empty } from "../ui/states";
import { plain, TraceText } from "../ui/text";

const WIDTH = 168;
const HEIGHT = 60;
const GAP_X = 56;
const GAP_Y = 28;

/** Who handed over to whom, with how often and what each agent cost. */
export function Graph({ tree, onSpan }: { tree: Tree; onSpan: (id: string) => void }) {
  const graph = useMemo(() => agentGraph(tree), [tree]);
  if (!graph.nodes.length) return <Empty icon="agent" title="No agent in this trace"><p>Its calls are on the timeline.</p></Empty>;
  const width = graph.columns * (WIDTH + GAP_X) - GAP_X + 32;
  const height = graph.rows * (HEIGHT + GAP_Y) + 48;
  return (
    <div class="graph scroll">
      <div class="graph-canvas" style={{ width: `${width}px`, height: `${height}px` }}>
        <svg width={width} height={height} aria-hidden="true">
          <defs>
            <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" /></marker>
          </defs>
          {graph.edges.map((edge) => <Edge key={edge.from + edge.kind + edge.to} edge={edge} graph={graph} />)}
        </svg>
        {graph.nodes.map((node) => <AgentBox key={node.name} node={node} onSpan={onSpan} />)}
      </div>
      <ul class="visually-hidden">
        {graph.edges.map((e) => <li key={e.from + e.kind + e.to}>{plain(`${e.from} ${e.kind === "handoff" ? "hands off to" : "calls"} ${e.to}, ${e.times} times`)}</li>)}
      </ul>
    </div>
  );
}

function corner(node: AgentNode): [number, number] {
  return [16 + node.column * (WIDTH + GAP_X), 24 + node.row * (HEIGHT + GAP_Y)];
}

function Edge({ edge, graph }: { edge: AgentEdge; graph: AgentGraph }) {
  const from = graph.nodes.find((n) => n.name === edge.from)!;
  const to = graph.nodes.find((n) => n.name === edge.to)!;
  const [fx, fy] = corner(from);
  const [tx, ty] = corner(to);
  const forward = to.column > from.column;
  const [x1, y1] = forward ? [fx + WIDTH, fy + HEIGHT / 2] : [fx + WIDTH / 2, fy];
  const [x2, y2] = forward ? [tx - 2, ty + HEIGHT / 2] : [tx + WIDTH / 2, ty - 2];
  const d = forward
    ? `M${x1} ${y1}C${x1 + GAP_X / 2} ${y1} ${x2 - GAP_X / 2} ${y2} ${x2} ${y2}`
    : `M${x1} ${y1}C${x1} ${Math.min(y1, y2) - 40} ${x2} ${Math.min(y1, y2) - 40} ${x2} ${y2}`;
  return (
    <g class={`edge ${edge.kind}`}>
      <path d={d} marker-end="url(#arrow)" />
      {edge.times > 1 && <text x={(x1 + x2) / 2} y={(y1 + y2) / 2 - 6}>{exact(edge.times)}×</text>}
    </g>
  );
}

function AgentBox({ node, onSpan }: { node: AgentNode; onSpan: (id: string) => void }) {
  const [left, top] = corner(node);
  return (
    <button class={node.failed ? "agent-box failed" : "agent-box"} style={{ left: `${left}px`, top: `${top}px`, width: `${WIDTH}px`, height: `${HEIGHT}px` }} onClick={() => onSpan(node.spanId)}>
      <span class="row">
        <TypeIcon type="agent" />
        <b class="ellipsis"><TraceText text={node.name} /></b>
        {node.runs > 1 && <span class="pill end">× {exact(node.runs)}</span>}
      </span>
      <span class="label ellipsis">
        {duration(node.timeMs)}{node.cost > 0 && ` · ${cost(node.cost)}`}{node.tools.length > 0 && ` · ${node.tools.map(plain).join(", ")}`}
      </span>
    </button>
  );
}
