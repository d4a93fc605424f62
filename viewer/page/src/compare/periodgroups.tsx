// SPDX-License-Identifier: Apache-2.0
import type { PeriodGroup } from "../api/compare-types";
import { type Metric, metrics } from "../analysis/metrics";
import { FIELDS, fieldLabel } from "../dashboards/fields";
import { rate } from "../format/format";
import { quote, withTerm } from "../model/filter";
import { change, signed } from "../model/change";
import type { Period } from "../model/periods";
import { go, route, setParams } from "../state/route";
import { type DataColumn, DataTable } from "../ui/datatable";
import { TraceText } from "../ui/text";

const SHOWN = metrics(["calls", "failure", "ms-p50", "ms-p95", "tokens", "cost", "saved"]);
const NARROW = new Set(["failure", "ms-p95"]);

/** Each model, agent, tool or provider in both periods; sorted by what changed most. */
export function PeriodGroups({ groups, by, q, one, two }: { groups: PeriodGroup[]; by: string; q: string; one: Period; two: Period }) {
  const { sort = "-cost" } = route.value.params;
  return (
    <section class="card table-card" aria-label={`By ${by}`}>
      <header>
        <h2>Second against first, by {by}</h2>
        <span class="end" />
        <div class="segmented" role="group" aria-label="Group by">
          {FIELDS.map((field) => <button key={field} aria-pressed={field === by} onClick={() => setParams({ by: field })}>{fieldLabel(field)}</button>)}
        </div>
      </header>
      <div class="data-scroll">
        <DataTable
          label={`Changes by ${by}`}
          rows={groups}
          columns={[{ id: "name", label: fieldLabel(by), value: (g) => g.value, cell: (g) => <GroupName group={g} /> }, ...SHOWN.map(column)]}
          sort={sort}
          onSort={(next) => setParams({ sort: next })}
          rowKey={(g) => g.value}
          onRow={(g) => go({ page: "traces", id: "", params: { q: withTerm(q, { negated: false, field: by, operator: "=", value: quote(g.value) }), range: `${one[0]}-${two[1]}` } })}
          action={() => "Show its traces of both periods"}
        />
      </div>
    </section>
  );
}

function GroupName({ group }: { group: PeriodGroup }) {
  return <><TraceText text={group.value} />{!group.first && <span class="pill">new</span>}{!group.second && <span class="pill">gone</span>}</>;
}

function column(m: Metric): DataColumn<PeriodGroup> {
  const values = (g: PeriodGroup) => [g.first && m.of(g.first), g.second && m.of(g.second)] as const;
  return {
    id: m.id,
    label: m.label,
    value: (g) => change(...values(g)).difference,
    cell: (g) => {
      const [first, second] = values(g);
      const { share, difference, direction } = change(first, second, m.worse);
      return (
        <span class="stacked-figure">
          <span>{m.text(second ?? first)}</span>
          <span class={`small-text ${direction}`}>{difference === 0 ? "=" : share === null ? signed(difference, m.text) : signed(share, rate)}</span>
        </span>
      );
    },
    end: true,
    wide: !NARROW.has(m.id),
  };
}
