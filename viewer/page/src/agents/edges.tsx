// SPDX-License-Identifier: Apache-2.0
import type { AgentLink } from "../api/figures-types";
import { addTerm, type Selected } from "../analysis/selection";
import { count } from "../format/format";
import { edgeValue } from "../model/agents";
import { route, setParams } from "../state/route";
import { CostText } from "../traces/row";
import { type DataColumn, DataTable } from "../ui/datatable";
import { Icon, TypeIcon } from "../ui/icons";
import { plain, TraceText } from "../ui/text";
import { Handovers } from "./handover";

const COLUMNS: DataColumn<AgentLink>[] = [
  {
    id: "edge",
    label: "From, to",
    value: edgeValue,
    cell: (e) => (
      <>
        {e.kind === "handoff" ? <TypeIcon type="handoff" label="hands over" /> : <Icon name="chevron" label="calls" class="type-agent" />}
        <TraceText text={e.from} /> <span class="third">{e.kind === "handoff" ? "→" : "⇢"}</span> <TraceText text={e.to} />
        {e.loop && <span class="pill warning"><Icon name="loop" /> in a circle</span>}
      </>
    ),
  },
  { id: "calls", label: "Times", value: (e) => e.calls, cell: (e) => count(e.calls), end: true },
  { id: "traces", label: "Traces", value: (e) => e.traces, cell: (e) => count(e.traces), end: true, wide: true },
  { id: "errors", label: "Failed", value: (e) => e.errors, cell: (e) => <span class={e.errors ? "error-text" : ""}>{count(e.errors)}</span>, end: true },
  { id: "cost", label: "Cost", value: (e) => e.cost?.total, cell: (e) => <CostText cost={e.cost} />, end: true },
  { id: "texts", label: "Texts", value: () => null, cell: (e) => <TextsButton edge={e} />, end: true },
];

function TextsButton({ edge }: { edge: AgentLink }) {
  const value = edgeValue(edge);
  const open = route.value.params.texts === value;
  return (
    <button class="link" aria-expanded={open} aria-label={plain(`Latest texts of ${value}`)} onClick={(e) => { e.stopPropagation(); setParams({ texts: open ? "" : value }); }}>latest</button>
  );
}

/** The links of the graph as a table; a click keeps the traces that took it. */
export function EdgeTable({ edges, selected }: { edges: AgentLink[]; selected: Selected }) {
  const { edges: sort = "-calls", texts = "" } = route.value.params;
  const open = edges.find((e) => edgeValue(e) === texts);
  return (
    <section class="card table-card" aria-label="Handoffs and calls">
      <header><h2>Links</h2></header>
      <div class="data-scroll">
        <DataTable
          label="Handoffs and calls between agents"
          rows={edges}
          columns={COLUMNS}
          sort={sort}
          onSort={(next) => setParams({ edges: next })}
          rowKey={edgeValue}
          onRow={(e) => addTerm(selected.q, "edge", edgeValue(e))}
          action={(e) => `Filter by ${plain(edgeValue(e))}`}
        />
      </div>
      {open && <Handovers key={texts} edge={open} selected={selected} />}
    </section>
  );
}
