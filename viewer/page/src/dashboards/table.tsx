// SPDX-License-Identifier: Apache-2.0
import type { Group } from "../api/figures-types";
import { FigureCell } from "../analysis/cell";
import { type Metric, metrics } from "../analysis/metrics";
import { addTerm } from "../analysis/selection";
import { plural } from "../format/format";
import { route, setParams } from "../state/route";
import { type DataColumn, DataTable } from "../ui/datatable";
import { plain, TraceText } from "../ui/text";
import { fieldLabel, type FieldName } from "./fields";

/** Columns by what one wants to know; "all" has every one and scrolls. */
const SETS = {
  overview: ["calls", "success", "ms-p50", "ms-p95", "ms-p99", "first-p50", "tokens", "cost", "saved"],
  duration: ["calls", "ms-min", "ms-avg", "ms-p50", "ms-p90", "ms-p99", "ms-max", "ms-total", "first-p50", "first-p95", "speed"],
  tokens: ["calls", "each-min", "each-avg", "each-p50", "each-p90", "each-p99", "each-max", "input", "cached", "output", "reasoning", "speed"],
  cost: ["calls", "cost", "cost-input", "cost-cache", "cost-output", "cost-reasoning", "hit", "saved", "saved-share"],
} as const;
type SetName = keyof typeof SETS | "all";
const NAMES: SetName[] = ["overview", "duration", "tokens", "cost", "all"];
const DEFAULT_SORT = "-cost";

/** Figures of each model, agent, tool or provider. */
export function GroupTable({ by, groups, more, q }: { by: FieldName; groups: Group[]; more: boolean; q: string }) {
  const { columns: wanted = "", sort: sortParam = "" } = route.value.params;
  const set = NAMES.find((n) => n === wanted) ?? "overview";
  const sort = sortParam || (by === "tool" ? "-calls" : DEFAULT_SORT);
  return (
    <section class="card table-card" aria-label={`By ${by}`}>
      <header>
        <h2>By {by}</h2>
        {more && <span class="small-text third">the {plural(groups.length, "most frequent", "most frequent")}</span>}
        <span class="end" />
        <div class="segmented" role="group" aria-label="Columns">
          {NAMES.map((name) => <button key={name} aria-pressed={name === set} onClick={() => setParams({ columns: name === "overview" ? "" : name })}>{fieldLabel(name)}</button>)}
        </div>
      </header>
      <div class="data-scroll">
        <DataTable
          label={`Figures by ${by}`}
          rows={groups}
          columns={columnsOf(by, set)}
          sort={sort}
          onSort={(next) => setParams({ sort: next })}
          rowKey={(g) => g.value}
          onRow={(g) => addTerm(q, by, g.value)}
          action={(g) => `Filter by ${by} ${plain(g.value)}`}
        />
      </div>
    </section>
  );
}

function columnsOf(by: FieldName, set: SetName): DataColumn<Group>[] {
  const ids = set === "all" ? [...new Set([...Object.values(SETS).flat(), "errors", "retries", "traces", "written"])] : [...SETS[set]];
  return [
    { id: "name", label: fieldLabel(by), value: (g) => g.value, cell: (g) => <TraceText text={g.value} /> },
    ...metrics(ids).map((m): DataColumn<Group> => ({
      id: m.id,
      label: set === "all" ? longLabel(m.id, m.label) : labelOf(by, m),
      value: (g) => m.of(g),
      cell: (g) => <FigureCell metric={m} figures={g} />,
      end: true,
      wide: set !== "all" && !NARROW.has(m.id),
    })),
  ];
}

const NARROW = new Set(["calls", "success", "ms-p50", "ms-total", "input", "output", "cost", "saved"]);

/** The percentiles are of single calls, of agents of runs; the first of them says so. */
function labelOf(by: FieldName, { id, label }: Metric): string {
  if (id === "calls" && by === "agent") return "Runs";
  const about = /^(ms|each|first)-p/.test(id) ? "≈ " : "";
  return about + (id === "ms-p50" || id === "each-p50" ? `${label} of ${by === "agent" ? "runs" : "calls"}` : label);
}

/** Names that two sets share need their unit where they stand side by side. */
function longLabel(id: string, label: string): string {
  if (id.startsWith("each-")) return `tokens ${label}`;
  if (id.startsWith("ms-")) return `time ${label}`;
  if (id.startsWith("cost-")) return `cost, ${label}`;
  return label;
}
