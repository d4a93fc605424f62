// SPDX-License-Identifier: Apache-2.0
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { address, api, ApiError } from "../api/client";
import type { TraceRow } from "../api/types";
import { plural } from "../format/format";
import { ModelGotWorse } from "../dashboards/worse";
import { useResource } from "../state/resource";
import { go, lastList, route, setParams } from "../state/route";
import { Icon } from "../ui/icons";
import { useKeys } from "../ui/keys";
import { Failure, Skeleton } from "../ui/states";
import { copy, toast } from "../ui/toast";
import { useMedia, useNow } from "../ui/hooks";
import { columnsOf } from "./columns";
import { FilterBar } from "./filterbar";
import { TracesHead } from "./head";
import { Histogram } from "./histogram";
import { NothingThere } from "./nothing";
import { Peek } from "./peek";
import { selection as selectionOf } from "./range";
import { useTraceList } from "./rows-state";
import { SaveView } from "./saveview";
import { SelectionBar } from "./selectionbar";
import { TraceTable } from "./table";
import { TotalsStrip } from "./totals";

const STILL_MS = 1500;

export function TracesPage() {
  const { q = "", range = "", sort = "-start", columns: columnsParam = "", live: liveParam = "on" } = route.value.params;
  const live = liveParam !== "off";
  const narrow = useMedia("(max-width: 819px)");
  const now = useNow(live ? 1000 : 10_000);
  const touched = useRef(0);
  const hovering = useRef(false);
  const held = () => hovering.current || Date.now() - touched.current < STILL_MS;

  const selected = selectionOf(q, range);
  const key = JSON.stringify(selected);
  const list = useTraceList(selected, sort, live, held);
  const totals = useResource(key + Math.floor(now / 5000), (s) => api.totals(selected, s), key);
  const histogram = useResource(key + Math.floor(now / 5000), (s) => api.histogram(selected, narrow ? 40 : 60, s), key);

  const [current, setCurrent] = useState(0);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [peek, setPeek] = useState<string | null>(null);
  const rows = list.rows ?? [];
  const columns = useMemo(() => columnsOf(columnsParam), [columnsParam]);
  useEffect(() => { lastList.value = route.value.params; }, [route.value]);
  useEffect(() => setCurrent(0), [key, sort]);

  const open = (row: TraceRow | undefined, spanId?: string) => row && go({ page: "trace", id: row.id, params: spanId ? { span: spanId } : {} });
  const move = (to: number) => {
    touched.current = Date.now();
    setCurrent(Math.min(Math.max(0, to), rows.length - 1));
  };
  const moveTo = (step: number, wanted: (row: TraceRow) => boolean) => {
    for (let i = current + step; i >= 0 && i < rows.length; i += step) if (wanted(rows[i]!)) return move(i);
  };
  const toggleMark = (row: TraceRow | undefined) => {
    if (!row) return;
    const next = new Set(marked);
    if (!next.delete(row.id)) next.add(row.id);
    setMarked(next);
  };
  const copyMarked = () => {
    const ids = marked.size ? [...marked] : rows[current] ? [rows[current]!.id] : [];
    if (ids.length) void copy(ids.length === 1 ? api.markdown(ids[0]!) : api.markdownOf(ids), plural(ids.length, "trace"));
  };
  const compare = () => {
    const chosen = new Set(marked);
    if (chosen.size === 1 && rows[current]) chosen.add(rows[current].id);
    if (chosen.size !== 2) return toast("Select two traces to compare them");
    // The one that was marked first is A; the page says which of them is older.
    const [a = "", b = ""] = chosen;
    go({ page: "compare", id: "", params: { a, b } });
  };
  useKeys({
    j: () => move(current + 1),
    k: () => move(current - 1),
    ArrowDown: () => move(current + 1),
    ArrowUp: () => move(current - 1),
    Home: () => move(0),
    End: () => move(rows.length - 1),
    Enter: () => list.stale || open(rows[current]),
    " ": () => setPeek(peek === rows[current]?.id ? null : (rows[current]?.id ?? null)),
    x: () => toggleMark(rows[current]),
    e: () => moveTo(1, (r) => r.errors > 0),
    E: () => moveTo(-1, (r) => r.errors > 0),
    l: () => setParams({ live: live ? "off" : "" }),
    v: compare,
    y: copyMarked,
    "/": () => window.dispatchEvent(new Event("clew:filter")),
    Escape: () => (peek ? setPeek(null) : setMarked(new Set())),
  });

  const filterProblem = list.error instanceof ApiError && list.error.status === 400 ? list.error.message : null;
  const peeked = peek ? rows.find((r) => r.id === peek) : undefined;
  return (
    <>
      <TracesHead range={range} live={live} columns={columns} exportAddress={(format) => address("/export", { ...selected, format })} />
      <div class="traces">
        <div class={list.stale || (list.slow && rows.length > 0) ? "traces-main stale" : "traces-main"} aria-busy={list.stale || list.slow}>
          <FilterBarRow q={q} range={range} sort={sort} columns={columnsParam} problem={filterProblem} />
          <ModelGotWorse />
          <div class={totals.stale || histogram.stale ? "strip stale" : "strip"} aria-busy={totals.stale || histogram.stale}>
            <Histogram data={histogram.data} onRange={(from, to) => setParams({ range: `${from}-${to}` })} />
            <TotalsStrip totals={totals.data} withErrors={histogram.data?.buckets.reduce((n, b) => n + b.withErrors, 0)} q={q} range={range} />
          </div>
          {list.textPending > 0 && (
            <div class="banner warning" role="status">
              <Icon name="warning" /> The text index is being built: {plural(list.textPending, "span")} not searched yet.
            </div>
          )}
          {list.error && !filterProblem && <Failure error={list.error} retry={list.reload} />}
          {!list.rows && list.slow && <Skeleton rows={14} />}
          {list.rows && rows.length === 0 && !list.error && !list.stale && <NothingThere q={q} range={range} />}
          {rows.length > 0 && (
            <TraceTable
              rows={rows}
              columns={peeked ? columns.slice(0, 4) : columns}
              sort={sort}
              current={current}
              selected={marked}
              narrow={narrow}
              now={now}
              more={list.more}
              waiting={list.waiting}
              onSort={(field) => setParams({ sort: sort === "-" + field ? field : "-" + field })}
              onOpen={(row) => open(row)}
              onCurrent={(i) => setCurrent(i)}
              onSelect={toggleMark}
              onMore={list.loadMore}
              onWaiting={list.showWaiting}
              onHover={(inside) => (hovering.current = inside)}
            />
          )}
          {marked.size > 0 && <SelectionBar ids={[...marked]} onCompare={compare} onCopy={copyMarked} onClear={() => setMarked(new Set())} />}
        </div>
        {peeked && <Peek row={peeked} onOpen={(spanId) => open(peeked, spanId)} onClose={() => setPeek(null)} />}
      </div>
    </>
  );
}

function FilterBarRow({ q, range, sort, columns, problem }: { q: string; range: string; sort: string; columns: string; problem: string | null }) {
  const { q: _, ...bounds } = selectionOf(q, range);
  return (
    <div class="filter-row">
      <FilterBar filter={q} range={bounds} problem={problem} onFilter={(filter) => setParams({ q: filter })} />
      <SaveView q={q} range={range} sort={sort} columns={columns} />
    </div>
  );
}
