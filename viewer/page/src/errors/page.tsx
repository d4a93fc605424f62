// SPDX-License-Identifier: Apache-2.0
import { useMemo } from "preact/hooks";
import { analysis } from "../api/analysis";
import type { ErrorGroup, Errors } from "../api/figures-types";
import { AnalysisHead } from "../analysis/head";
import { Loaded } from "../analysis/loaded";
import { type Selected, stamp, useOverTime, useSelection } from "../analysis/selection";
import { Sparkline } from "../charts/chart";
import { agoMinutes, count, dateMinute, plural, rate } from "../format/format";
import { type Intervals, valuesOf } from "../model/series";
import { terms, withoutTerm, withTerm, write } from "../model/filter";
import { sorted } from "../model/sort";
import { useResource } from "../state/resource";
import { route, setParams } from "../state/route";
import { type DataColumn, DataTable } from "../ui/datatable";
import { useNow } from "../ui/hooks";
import { usePicked } from "../ui/picked";
import { Split } from "../ui/split";
import { Empty, Failure } from "../ui/states";
import { TraceText } from "../ui/text";
import { askedErrors, isAsked } from "../model/asked";
import { ErrorDetail } from "./detail";

const BARS = 24;
const MOST_KNOWN = 1000;
const ENDED = "status:error";

/** What ended runs or failed in them, since when, and where in the code. */
export function ErrorsPage() {
  const selected = useSelection();
  const errors = useOverTime(selected, BARS, (at, s) => analysis.errors(selected.selection, at.everyMs, s));
  const found = errors.data?.data;
  const onlyNew = route.value.params.new === "1";
  const others = route.value.params.others === "1";
  const known = useResource(onlyNew ? "known" + selected.key : null, (s) => knownBefore(selected, s), stamp(selected));
  return (
    <>
      <AnalysisHead
        title="Errors"
        selected={selected}
        error={errors.error}
        oneIn={found?.oneIn}
        stale={errors.stale}
        note={found && `${found.more ? "the " : ""}${plural(found.errors.length, found.more ? "most frequent group" : "group")} among ${plural(found.traces, "trace")}`}
      >
        <Switches q={selected.q} range={selected.range} onlyNew={onlyNew} />
      </AnalysisHead>
      {known.error && onlyNew && <Failure error={known.error} retry={known.reload} />}
      <Loaded from={onlyNew ? { ...errors, stale: errors.stale || known.stale } : errors}>
        {({ data, at }) => {
          if (onlyNew && !known.data) return null;
          const candidates = onlyNew ? data.errors.filter((e) => !known.data!.has(e.id)) : data.errors;
          const asked = askedErrors(selected.q);
          const matching = asked.length ? candidates.filter((e) => isAsked(e, asked)) : [];
          // A message is looked up in each failure, and a group has but one of them.
          const few = matching.length > 0 && matching.length < candidates.length;
          const shown = { ...data, errors: few && !others ? matching : candidates };
          return shown.errors.length ? (
            <>
              {asked.length > 0 && <Asked others={few ? candidates.length - matching.length : 0} shown={others} />}
              <Groups data={shown} at={at} selected={selected} all={asked.length ? sumOf(data.errors) : undefined} />
            </>
          ) : (
            <Empty icon="check" title={data.errors.length ? "No new error in this time" : "No error in this time"}>
              <p>{plural(data.traces, "trace")} matched. {data.errors.length ? "Each error was seen before." : "Groups appear here as soon as a span fails."}</p>
            </Empty>
          );
        }}
      </Loaded>
    </>
  );
}

/** Only errors of runs that failed with them or after them, and only those not seen before. */
function Switches({ q, range, onlyNew }: { q: string; range: string; onlyNew: boolean }) {
  const ended = terms(q).some((t) => write([t]) === ENDED);
  return (
    <span class="row" role="group" aria-label="Which errors">
      <button class="button outlined" aria-pressed={ended} title="Only in runs that failed: status:error" onClick={() => setParams({ q: ended ? withoutTerm(q, ENDED) : withTerm(q, terms(ENDED)[0]!) })}>In failed runs</button>
      <button class="button outlined" aria-pressed={onlyNew} title={`Not seen before ${range ? "this time" : "the last 24 hours"}`} onClick={() => setParams({ new: onlyNew ? "" : "1" })}>New{range ? "" : " in 24 h"}</button>
    </span>
  );
}

/** Of which runs the groups are, where the filter asks for an error. */
function Asked({ others, shown }: { others: number; shown: boolean }) {
  return (
    <p class="asked small-text second">
      Share of errors in the selected runs.
      {others > 0 && (
        <button class="link" onClick={() => setParams({ others: shown ? "" : "1" })}>
          {shown ? "Only what the filter asks for" : `Show ${plural(others, "other group")} of the same runs`}
        </button>
      )}
    </p>
  );
}

function sumOf(groups: ErrorGroup[]): number {
  return groups.reduce((n, e) => n + (e.calls ?? 0), 0);
}

/** What the same filter had before the time of the page; before the last day if that is all time. */
async function knownBefore({ q, selection }: Selected, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const before = await analysis.errors({ q, to: selection.from ?? "24h" }, undefined, signal, MOST_KNOWN);
  return new Set(before.errors.map((e) => e.id));
}

/** With `all`, the errors of the selected runs, the share is of them; else of the runs. */
function Groups({ data, at, selected, all }: { data: Errors; at: Intervals; selected: Selected; all: number | undefined }) {
  const { id, sort = "-traces" } = route.value.params;
  const now = useNow(10_000);
  const columns = useMemo(() => columnsOf(at, now, all), [at, now, all]);
  const order = useMemo(() => sorted(data.errors, sort, (row, column) => columns.find((c) => c.id === column)?.value(row)).map((e) => e.id), [data, sort, columns]);
  const picked = usePicked("id", id, order);
  const error = data.errors.find((e) => e.id === picked);
  return (
    <Split
      label="Selected error"
      onClose={() => setParams({ id: "" })}
      list={
        <DataTable
          label="Error groups"
          rows={data.errors}
          columns={columns}
          sort={sort}
          onSort={(next) => setParams({ sort: next })}
          rowKey={(e) => e.id}
          picked={picked}
          onRow={(e) => setParams({ id: e.id })}
        />
      }
      detail={error && <ErrorDetail key={error.id} error={error} traces={data.traces} selected={selected} now={now} />}
    />
  );
}

function columnsOf(at: Intervals, now: number, all: number | undefined): DataColumn<ErrorGroup>[] {
  const share = (e: ErrorGroup) => (all ? (e.calls ?? 0) / all : e.share);
  const time = (ms: number | undefined) => ms === undefined ? "–" : <span title={dateMinute(ms) + " UTC"}>{agoMinutes(ms, now)}</span>;
  return [
    { id: "message", label: "Error, where", value: (e) => e.message, cell: (e) => <ErrorName error={e} /> },
    { id: "trend", label: "Over time", value: (e) => e.firstMs, cell: (e) => <Sparkline class="error" values={valuesOf(e.series ?? [], at, (p) => p.calls, 0)} />, wide: true },
    { id: "share", label: all ? "Share of errors" : "Share", value: share, cell: (e) => rate(share(e)), end: true, wide: true },
    { id: "calls", label: "Times", value: (e) => e.calls, cell: (e) => count(e.calls), end: true, wide: true },
    { id: "traces", label: "Traces", value: (e) => e.traces, cell: (e) => count(e.traces), end: true },
    { id: "ended", label: "Ended the run", value: (e) => e.ended, cell: (e) => <EndedCell ended={e.ended} />, end: true, wide: true },
    { id: "first", label: "First seen", value: (e) => e.firstMs, cell: (e) => time(e.firstMs), end: true, wide: true },
    { id: "last", label: "Last seen", value: (e) => e.lastMs, cell: (e) => time(e.lastMs), end: true },
  ];
}

function EndedCell({ ended }: { ended: number | undefined }) {
  return <span class={ended ? "error-text" : "third"} title="Traces that this error ended; the others with it went on, or failed of something else">{ended === 0 ? "none" : count(ended)}</span>;
}

function ErrorName({ error }: { error: ErrorGroup }) {
  return (
    <span class="two-lines">
      <span class="ellipsis"><TraceText text={error.message || "No message"} /></span>
      <span class="third small-text ellipsis">
        {error.type && <TraceText text={shortType(error.type)} />}
        {error.place && <> in <TraceText text={error.place} /></>}
      </span>
    </span>
  );
}

/** The name of a class without its package. */
export function shortType(type: string): string {
  return /^[\w.$]+$/.test(type) ? type.slice(type.lastIndexOf(".") + 1) : type;
}
