// SPDX-License-Identifier: Apache-2.0
import { useMemo } from "preact/hooks";
import { analysis } from "../api/analysis";
import type { Tools } from "../api/figures-types";
import { AnalysisHead } from "../analysis/head";
import { Loaded } from "../analysis/loaded";
import { type Selected, stamp, useSelection } from "../analysis/selection";
import { sorted } from "../model/sort";
import { useResource } from "../state/resource";
import { route, setParams } from "../state/route";
import { DataTable } from "../ui/datatable";
import { Icon } from "../ui/icons";
import { usePicked } from "../ui/picked";
import { Split } from "../ui/split";
import { Empty } from "../ui/states";
import { TraceText } from "../ui/text";
import { columns } from "./columns";
import { ToolDetail } from "./detail";
import { summary, worstTools } from "./facts";

/** What says something of the runs of a tool. */
const FIRST = ["tool", "toolduration", "arguments", "toolcalls", "offered", "invented"];

/** Which tools fail, are slow, get oversized arguments, are never called or do not exist. */
export function ToolsPage() {
  const selected = useSelection();
  const tools = useResource(selected.key, (s) => analysis.tools(selected.selection, s), stamp(selected));
  return (
    <>
      <AnalysisHead title="Tools" selected={selected} error={tools.error} oneIn={tools.data?.oneIn} note={tools.data && summary(tools.data)} stale={tools.stale} first={FIRST} />
      <Loaded from={tools}>
        {(data) => data.tools.length ? <><Worst data={data} /><ToolList data={data} selected={selected} /></> : (
          <Empty icon="tools" title="No tool in this time"><p>Tools appear here once a model is offered one or calls one.</p></Empty>
        )}
      </Loaded>
    </>
  );
}

/** Which tool fails most, by number and by rate. */
function Worst({ data }: { data: Tools }) {
  const worst = worstTools(data);
  return (
    <dl class="worst-tools" aria-label="Tools that fail">
      {worst.map(({ label, tool, text, title }) => (
        <div key={label} title={title}>
          <dt>{label}:</dt>
          <dd><button class="link" onClick={() => setParams({ tool })}><TraceText text={tool} /></button> {text}</dd>
        </div>
      ))}
      {worst.length === 0 && <div><dt><Icon name="check" /></dt><dd>No call of a tool failed.</dd></div>}
    </dl>
  );
}

function ToolList({ data, selected }: { data: Tools; selected: Selected }) {
  const { tool, sort = "-failed" } = route.value.params;
  const order = useMemo(() => sorted(data.tools, sort, (row, column) => columns.find((c) => c.id === column)?.value(row)).map((t) => t.value), [data, sort]);
  const picked = usePicked("tool", tool, order);
  const found = data.tools.find((t) => t.value === picked);
  return (
    <Split
      label="Selected tool"
      onClose={() => setParams({ tool: "" })}
      list={
        <DataTable
          label="Tools"
          rows={data.tools}
          columns={columns}
          sort={sort}
          onSort={(next) => setParams({ sort: next })}
          rowKey={(t) => t.value}
          picked={picked}
          onRow={(t) => setParams({ tool: t.value })}
        />
      }
      detail={found && <ToolDetail key={found.value} tool={found} selected={selected} />}
    />
  );
}
