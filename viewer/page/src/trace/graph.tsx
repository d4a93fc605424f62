// SPDX-License-Identifier: Apache-2.0
import { useMemo } from "preact/hooks";
import { cost, duration, exact } from "../format/format";
import { agentGraph, type AgentEdge, type AgentGraph, type AgentNode } from "../model/graph";
import type { Tree } from "../model/tree";
import { Arrow, boxOf, canvasSize, edgePath } from "../ui/graph";
import { TypeIcon } from "../ui/icons";
import { Empty } from "../ui/states";
import { plain, TraceText } from "../ui/text";


/** Who handed over to whom, with how often and what each agent cost. */
export function Graph({ tree, onSpan }: { tree: Tree; onSpan: (id: string) => void }) {
  const graph = useMemo(() => agentGraph(tree), [tree]);
  if (!graph.nodes.length) return <Empty icon="agent" title="No agent in this trace"><p>Its calls are on the timeline.</p></Empty>;
  const { width, height } = canvasSize(graph);
  return (
    <div class="graph scroll">
      <div class="graph-canvas" style={{ width: `${width}px`, height: `${height}px` }}>
        <svg width={width} height={height} aria-hidden="true">
          <Arrow />
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

function Edge({ edge, graph }: { edge: AgentEdge; graph: AgentGraph }) {
  const from = graph.nodes.find((n) => n.name === edge.from)!;
  const to = graph.nodes.find((n) => n.name === edge.to)!;
  const { path, middle } = edgePath(from, to);
  return (
    <g class={`edge ${edge.kind}`}>
      <path d={path} marker-end="url(#arrow)" />
      {edge.times > 1 && <text x={middle[0]} y={middle[1]}>{exact(edge.times)}×</text>}
    </g>
  );
}

function AgentBox({ node, onSpan }: { node: AgentNode; onSpan: (id: string) => void }) {
  return (
    <button class={node.failed ? "agent-box failed" : "agent-box"} style={boxOf(node)} onClick={() => onSpan(node.spanId)}>
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
