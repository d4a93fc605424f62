// SPDX-License-Identifier: Apache-2.0
import { useEffect, useMemo } from "preact/hooks";
import { analysis } from "../api/analysis";
import type { Group, Groups } from "../api/figures-types";
import { AnalysisHead } from "../analysis/head";
import { stamp, useOverTime, useSelection } from "../analysis/selection";
import { Loaded } from "../analysis/loaded";
import { RangeBar } from "../charts/rangebar";
import { clearCharts } from "../charts/state";
import { valuesOf } from "../model/series";
import { useResource } from "../state/resource";
import { route, setParams } from "../state/route";
import { NothingThere } from "../traces/nothing";
import { rangeLabel } from "../traces/range";
import { FiringBanner } from "./banner";
import { Bottlenecks } from "./bottlenecks";
import { Charts } from "./charts";
import { FIELDS, fieldLabel, topValues, type FieldName } from "./fields";
import { GroupTable } from "./table";
import { tonesOf } from "./tones";
import { GotWorse } from "./worse";

const INTERVALS = 96;

/** When did it get worse, and for which model, agent or tool? */
export function DashboardsPage() {
  const selected = useSelection();
  const { q, range, key, selection } = selected;
  const by = FIELDS.find((f) => f === route.value.params.by) ?? "model";
  const all = useOverTime(selected, INTERVALS, (intervals, s) => analysis.groups("all", selection, { everyMs: intervals.everyMs }, s));
  // Of another filter or time until the new ones are there.
  const at = all.data?.at;
  const every = at && all.data?.of === stamp(selected) ? at.everyMs : null;
  const groups = useResource(key + by, (s) => analysis.groups(by, selection, { limit: 200 }, s), stamp(selected));
  const found = useMemo(() => (groups.data?.field === by ? called(groups.data) : null), [groups.data, by]);
  const top = useMemo(() => topValues(found?.groups ?? [], by), [found, by]);
  const series = useResource(every && top.length ? `top${key}${by}${every}${top.join()}` : null, (s) => analysis.groups(by, selection, { values: top, everyMs: every! }, s), stamp(selected));
  const streams = useResource(every ? `streams${key}${every}` : null, (s) => analysis.groups("type", selection, { values: ["generation", "response"], everyMs: every! }, s), stamp(selected));
  useEffect(() => clearCharts, [q, range]);

  const shown = useMemo(() => seriesOf(series.data, by, top), [series.data, by, top]);
  const tones = useMemo(() => tonesOf(by, top), [by, top]);
  const stale = all.stale || groups.stale || series.stale || streams.stale;
  const total = all.data?.data.groups[0];
  const card = route.value.params.card;
  const complete = !!total;
  useEffect(() => { if (complete && card) showCard(card); }, [complete, card]);
  return (
    <>
      <AnalysisHead title="Dashboards" selected={selected} error={all.error} oneIn={all.data?.data.oneIn}>
        <By by={by} onBy={(field) => setParams({ by: field === "model" ? "" : field })} />
      </AnalysisHead>
      <FiringBanner turn={key} />
      {at && !stale && <GotWorse selected={selected} by={by} groups={shown} at={at} />}
      <div class="page-body scroll" tabIndex={-1}>
        <Loaded from={{ ...all, stale }} rows={12}>
          {() => total?.calls && at ? (
            <>
              <Charts at={at} total={total} by={by} groups={shown} tones={tones} calls={streams.data?.groups[0]} time={range ? rangeLabel(range).replace(/^L/, "l") : "in all"} />
              <Loaded from={groups}>
                {() => found && <GroupTable by={by} groups={found.groups} more={found.more ?? false} q={q} />}
              </Loaded>
              <Bottlenecks selected={selected} total={total} />
            </>
          ) : <NothingThere q={q} range={range} />}
        </Loaded>
      </div>
      {at && total && <RangeBar at={at} traces={valuesOf(total.series ?? [], at, (p) => p.calls, 0)} q={q} />}
    </>
  );
}

/** Those that were called; others of the same traces say nothing. */
function called(data: Groups): Groups {
  return { ...data, groups: data.groups.filter((g) => g.calls) };
}

/** Brings a chart into view, and the focus with it. */
function showCard(id: string): void {
  requestAnimationFrame(() => {
    const card = document.getElementById(`card-${id}`);
    card?.scrollIntoView({ block: "center" });
    card?.focus();
  });
}

/** The groups of the chart in the order of the table; none of another field. */
function seriesOf(data: Groups | null, by: FieldName, top: string[]): Group[] {
  if (data?.field !== by) return [];
  return top.flatMap((value) => data.groups.find((g) => g.value === value) ?? []);
}

function By({ by, onBy }: { by: FieldName; onBy: (field: FieldName) => void }) {
  return (
    <div class="segmented" role="group" aria-label="Group by">
      {FIELDS.map((field) => <button key={field} aria-pressed={field === by} onClick={() => onBy(field)}>{fieldLabel(field)}</button>)}
    </div>
  );
}
