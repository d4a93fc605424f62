// SPDX-License-Identifier: Apache-2.0
import type { AgentLink } from "../api/figures-types";
import { cost, count, duration, rate } from "../format/format";
import { type AgentMap, edgeValue, type PlacedAgent } from "../model/agents";
import { Arrow, boxOf, canvasSize, edgePath } from "../ui/graph";
import { Icon, TypeIcon } from "../ui/icons";
import { TraceText } from "../ui/text";

const GAP = 120;

/** Agents as boxes, links with how often they were taken and what followed cost. The table says the same in words. */
export function AgentGraphView({ map, onAgent }: { map: AgentMap; onAgent: (name: string) => void }) {
  const { width, height } = canvasSize(map, GAP);
  const byName = new Map(map.nodes.map((n) => [n.name, n]));
  return (
    <div class="graph agents-graph scroll">
      <div class="graph-canvas" style={{ width: `${width}px`, height: `${height}px` }}>
        <svg width={width} height={height} aria-hidden="true">
          <Arrow />
          {map.edges.map((e) => <Edge key={edgeValue(e)} edge={e} from={byName.get(e.from)!} to={byName.get(e.to)!} />)}
        </svg>
        {map.nodes.map((node) => <Box key={node.name} node={node} onAgent={onAgent} />)}
      </div>
    </div>
  );
}

function Edge({ edge, from, to }: { edge: AgentLink; from: PlacedAgent; to: PlacedAgent }) {
  const { path, middle: [x, y] } = edgePath(from, to, GAP);
  return (
    <g class={`edge ${edge.kind} ${edge.loop ? "in-loop" : ""}`}>
      <path d={path} marker-end="url(#arrow)" />
      <text x={x} y={y}>{count(edge.calls)}×{edge.loop ? " ↻" : ""}</text>
      {edge.cost && edge.cost.total > 0 && <text class="edge-cost" x={x} y={y + 18}>{cost(edge.cost.total)}</text>}
    </g>
  );
}

function Box({ node, onAgent }: { node: PlacedAgent; onAgent: (name: string) => void }) {
  const { agent } = node;
  const failed = agent.calls ? (agent.errors ?? 0) / agent.calls : 0;
  return (
    <button class="agent-box" style={boxOf(node, GAP)} onClick={() => onAgent(node.name)}>
      <span class="row">
        <TypeIcon type="agent" />
        <b class="ellipsis"><TraceText text={node.name} /></b>
      </span>
      <span class="row">
        <span class="label ellipsis">
          {count(agent.calls)}× · {duration(agent.durationMs?.p50)}
          {agent.cost && agent.cost.total > 0 ? ` · ${cost(agent.cost.total)}` : ""}
          {failed > 0 && <span class="error-text"> · {rate(failed)} failed</span>}
        </span>
        {agent.loops ? <span class="pill warning end"><Icon name="loop" label="loops" /> {count(agent.loops)}</span> : null}
      </span>
    </button>
  );
}
