// SPDX-License-Identifier: Apache-2.0
import { useMemo } from "preact/hooks";
import { analysis } from "../api/analysis";
import type { AgentGroup, Agents } from "../api/figures-types";
import { AnalysisHead } from "../analysis/head";
import { Loaded } from "../analysis/loaded";
import { FigureCell } from "../analysis/cell";
import { metrics } from "../analysis/metrics";
import { addTerm, type Selected, stamp, useSelection } from "../analysis/selection";
import { plural } from "../format/format";
import { agentMap, mergedLinks } from "../model/agents";
import { useResource } from "../state/resource";
import { route, setParams } from "../state/route";
import { type DataColumn, DataTable } from "../ui/datatable";
import { Icon, TypeIcon } from "../ui/icons";
import { Empty } from "../ui/states";
import { plain, TraceText } from "../ui/text";
import { EdgeTable } from "./edges";
import { AgentGraphView } from "./graph";

const MOST_NODES = 40;

/** Who runs, who hands over to whom, how often and at what cost. */
export function AgentsPage() {
  const selected = useSelection();
  const agents = useResource(selected.key, (s) => analysis.agents(selected.selection, s), stamp(selected));
  return (
    <>
      <AnalysisHead
        title="Agents"
        selected={selected}
        error={agents.error}
        oneIn={agents.data?.oneIn}
        stale={agents.stale}
        note={agents.data && `${plural(agents.data.agents.length, "agent")}, ${plural(agents.data.edges.length, "link")}`}
      />
      <div class="page-body scroll" tabIndex={-1}>
        <Loaded from={agents}>
          {(data) => data.agents.length ? <Content data={data} selected={selected} /> : (
            <Empty icon="agent" title="No agent in this time"><p>Agents appear here once one has run.</p></Empty>
          )}
        </Loaded>
      </div>
    </>
  );
}

function Content({ data, selected }: { data: Agents; selected: Selected }) {
  const { q } = selected;
  const links = useMemo(() => mergedLinks(data.edges), [data]);
  const map = useMemo(() => agentMap(data.agents, links, MOST_NODES), [data, links]);
  const { sort = "-calls" } = route.value.params;
  return (
    <>
      <section class="card table-card" aria-label="Graph">
        <header>
          <h2>Handoffs and calls</h2>
          <span class="agents-legend small-text third"><i class="edge-key handoff" /> hands over <i class="edge-key call" /> calls</span>
          {map.hidden > 0 && <span class="small-text third end">{plural(map.hidden, "agent")} with fewer runs not drawn</span>}
        </header>
        <AgentGraphView map={map} onAgent={(name) => addTerm(q, "agent", name)} />
      </section>
      {links.length > 0 && <EdgeTable edges={links} selected={selected} />}
      <section class="card table-card" aria-label="Agents">
        <header><h2>All agents</h2></header>
        <div class="data-scroll">
          <DataTable
            label="Agents"
            rows={data.agents}
            columns={COLUMNS}
            sort={sort}
            onSort={(next) => setParams({ sort: next })}
            rowKey={(a) => a.value}
            onRow={(a) => addTerm(q, "agent", a.value)}
            action={(a) => `Filter by agent ${plain(a.value)}`}
          />
        </div>
      </section>
    </>
  );
}

const NARROW = new Set(["calls", "success", "cost"]);

const COLUMNS: DataColumn<AgentGroup>[] = [
  {
    id: "name",
    label: "Agent",
    value: (a) => a.value,
    cell: (a) => <><TypeIcon type="agent" /> <TraceText text={a.value} />{a.loops ? <LoopBadge traces={a.loops} /> : null}</>,
  },
  ...metrics(["calls", "traces", "success", "ms-p50", "ms-p95", "ms-p99", "ms-total", "each-p50", "tokens", "cost"]).map((m): DataColumn<AgentGroup> => ({
    id: m.id,
    label: m.id === "calls" ? "Runs" : m.id === "ms-p50" ? "p50 of runs" : m.id === "each-p50" ? "Tokens a run, p50" : m.label,
    value: (a) => m.of(a),
    cell: (a) => <FigureCell metric={m} figures={a} />,
    end: true,
    wide: !NARROW.has(m.id),
  })),
];

export function LoopBadge({ traces }: { traces: number }) {
  return <span class="pill warning" title={`A loop in ${plural(traces, "trace")} with this agent`}><Icon name="loop" /> loop × {traces}</span>;
}
