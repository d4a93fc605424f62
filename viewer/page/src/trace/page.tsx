// SPDX-License-Identifier: Apache-2.0
import { useEffect, useMemo, useState } from "preact/hooks";
import { api } from "../api/client";
import type { TraceDetail } from "../api/types";
import { exact } from "../format/format";
import { around, pan, zoom } from "../model/scale";
import { useResource } from "../state/resource";
import { go, lastList, route, setParams } from "../state/route";
import { keep, read } from "../state/theme";
import { selection } from "../traces/range";
import { useMedia, useNow } from "../ui/hooks";
import { Icon } from "../ui/icons";
import { useKeys } from "../ui/keys";
import { Empty, Failure, Skeleton } from "../ui/states";
import { Tabs } from "../ui/tabs";
import { copy, toast } from "../ui/toast";
import { Breakdown } from "./breakdown";
import { Conversation } from "./conversation";
import { Details } from "./details/details";
import { Graph } from "./graph";
import { TraceHead } from "./head";
import { JvmLanes } from "./jvm";
import { useTimeline, useTrace } from "./state";
import { SimilarRun } from "./similar";
import { SummaryPane } from "./summary";
import { Timeline, type Hits } from "./timeline";
import { findRequested } from "./timelinehead";

const VIEWS = ["timeline", "conversation", "graph", "breakdown"] as const;

export function TracePage() {
  const id = route.value.id;
  const { detail, error, slow, reload } = useTrace(id);
  if (error) return <Failure error={error} retry={reload} />;
  if (!detail || !detail.trace.id.startsWith(id)) return slow ? <Skeleton rows={16} /> : null;
  if (!detail.spans.length) return <Empty icon="traces" title="No span of this trace has arrived"><p>It appears here as soon as one does.</p></Empty>;
  return <LoadedTrace key={detail.trace.id} detail={detail} />;
}

function useToggle(name: string, initial: boolean): [boolean, () => void] {
  const [on, setOn] = useState(() => (read("clew." + name) ?? String(initial)) === "true");
  return [on, () => setOn((before) => { keep("clew." + name, String(!before)); return !before; })];
}

function LoadedTrace({ detail }: { detail: TraceDetail }) {
  const { trace } = detail;
  const running = trace.status === "running";
  const clock = useNow(running ? 500 : 60_000);
  const now = running ? Math.max(trace.durationMs, clock - trace.startMs) : trace.durationMs;
  const state = useTimeline(detail);
  const { params } = route.value;
  const view = VIEWS.find((v) => v === params.view) ?? "timeline";
  const selected = params.span || (detail.partial ? "" : firstSpan(detail, state.errors[0]?.span.id));
  const narrow = useMedia("(max-width: 819px)");
  const [tab, setTab] = useState("messages");
  const [summaryOpen, toggleSummary] = useToggle("summary", true);
  const [path, togglePath] = useToggle("critical-path", trace.spans <= 500);
  const [jvm, toggleJvm] = useToggle("jvm", true);
  const [details, toggleDetails] = useToggle("details", true);
  const [search, setSearch] = useState("");
  const hits = useHits(trace.id, search);
  const resources = useResource(`${trace.id}/resources/${detail.revision}`, (s) => api.resources(trace.id, s));

  const select = (spanId: string) => {
    state.reveal(spanId);
    setParams({ span: spanId });
  };
  const show = (next: string) => setParams({ view: next === "timeline" ? "" : next });
  const step = (ids: string[], direction: 1 | -1, what: string) => {
    if (!ids.length) return;
    const order = new Map(state.tree.nodes.map((n, i) => [n.span.id, i]));
    const at = order.get(selected) ?? -1;
    const sorted = ids.filter((i) => order.has(i)).sort((a, b) => order.get(a)! - order.get(b)!);
    const next = direction > 0 ? sorted.find((i) => order.get(i)! > at) : sorted.findLast((i) => order.get(i)! < at);
    if (next) select(next);
    else toast(direction > 0 ? `This is the last ${what}` : `This is the first ${what}`);
  };
  const errors = (d: 1 | -1) => step(state.errors.map((n) => n.span.id), d, "error");
  const toHit = (d: 1 | -1) => step([...(hits?.ids ?? [])], d, "hit");
  const calls = (d: 1 | -1) => step(detail.spans.filter((s) => s.type === "generation" || s.type === "response").map((s) => s.id), d, "model call");
  const moveRow = (by: number) => {
    const row = state.rows[Math.min(Math.max(0, (state.rowOf.get(selected) ?? 0) + by), state.rows.length - 1)];
    if (row) setParams({ span: row.kind === "span" ? row.node.span.id : row.nodes[0]!.span.id });
  };
  const fold = (open: boolean) => {
    const row = state.rows[state.rowOf.get(selected) ?? -1];
    if (!row) return;
    if (row.kind === "group") return open ? state.ungroup(row.key) : undefined;
    if (row.hasChildren && row.open !== open) state.setOpen(row.node.span.id, open);
    else if (!open && row.node.parent) setParams({ span: row.node.parent.span.id });
    else if (open) moveRow(1);
  };
  const zoomTo = () => {
    const span = state.tree.byId.get(selected)?.span;
    if (span) state.setView(around(span.offsetMs, span.offsetMs + (span.durationMs ?? 0), state.tree.endMs));
  };
  const middle = (state.view.fromMs + state.view.toMs) / 2;
  const neighbour = async (direction: 1 | -1) => {
    const { q = "", range = "" } = lastList.value;
    try {
      const found = await api.neighbours(trace.id, selection(q, range));
      const next = direction > 0 ? found.older : found.younger;
      if (next) go({ page: "trace", id: next, params: view === "timeline" ? {} : { view } });
      else toast(direction > 0 ? "This is the oldest trace of the list" : "This is the youngest trace of the list");
    } catch (failure) {
      toast((failure as Error).message);
    }
  };
  const back = () => go({ page: "traces", id: "", params: lastList.value });
  useKeys({
    j: () => moveRow(1), k: () => moveRow(-1), ArrowDown: () => moveRow(1), ArrowUp: () => moveRow(-1),
    h: () => fold(false), l: () => fold(true),
    ...(view === "timeline" ? { ArrowLeft: () => fold(false), ArrowRight: () => fold(true) } : {}),
    e: () => errors(1), E: () => errors(-1), n: () => toHit(1), N: () => toHit(-1),
    "{": () => calls(-1), "}": () => calls(1), c: togglePath, f: zoomTo,
    "0": () => state.setView({ fromMs: 0, toMs: state.tree.endMs }),
    w: () => state.setView(zoom(state.view, 0.6, middle, state.tree.endMs)), s: () => state.setView(zoom(state.view, 1.6, middle, state.tree.endMs)),
    a: () => state.setView(pan(state.view, -0.25, state.tree.endMs)), d: () => state.setView(pan(state.view, 0.25, state.tree.endMs)),
    "1": () => show("timeline"), "2": () => show("conversation"), "3": () => show("graph"), "4": () => show("breakdown"),
    r: () => setTab(tab === "raw" ? "messages" : "raw"), i: toggleDetails, m: toggleJvm, ".": toggleSummary,
    J: () => void neighbour(1), K: () => void neighbour(-1), u: back, y: () => void copy(api.markdown(trace.id), "the trace"),
    "/": () => { show("timeline"); findRequested.value = true; },
    Escape: () => (narrow && params.span ? setParams({ span: "" }) : undefined),
  });

  const agents = useMemo(() => new Set(detail.spans.filter((s) => s.type === "agent").map((s) => s.name)).size, [detail]);
  const detailsShown = narrow ? Boolean(params.span) : details;
  return (
    <>
      <TraceHead detail={detail} onNeighbour={(d) => void neighbour(d)} />
      <div class={detailsShown ? "trace-page with-details" : "trace-page"}>
        <div class="trace-main">
          <SummaryPane trace={trace} summary={detail.summary} spans={detail.partial ? undefined : detail.spans} action={<SimilarRun trace={trace} />} open={summaryOpen} onToggle={toggleSummary} onSpan={select} />
          <div class="view-bar">
            <Tabs
              label="Views of the trace"
              selected={view}
              onSelect={show}
              tabs={[{ id: "timeline", label: "Timeline", count: exact(Math.max(trace.spans, detail.spans.length)) }, { id: "conversation", label: "Conversation" }, { id: "graph", label: "Graph", ...(detail.partial ? {} : { count: agents }) }, { id: "breakdown", label: "Breakdown" }]}
            />
            {view === "timeline" && (
              <span class="row end">
                <button class="button wide-head" onClick={zoomTo}>Zoom</button>
                <button class="button wide-head" onClick={() => state.setView({ fromMs: 0, toMs: state.tree.endMs })}>Fit</button>
                <button class="button wide-head" aria-pressed={jvm} onClick={toggleJvm}>JVM</button>
                <button class="button wide-head" aria-pressed={path} onClick={togglePath}><Icon name="path" /> Critical path</button>
                <button class="button icon-only wide-head" aria-pressed={details} aria-label="Details" onClick={toggleDetails}><Icon name="panel" /></button>
              </span>
            )}
          </div>
          {view === "timeline" && (
            <>
              <Timeline detail={detail} state={state} now={now} selected={selected} criticalPath={path} search={search} hits={hits} onSearch={setSearch} onSelect={(s) => setParams({ span: s })} onError={errors} onHit={toHit} />
              {jvm && resources.data && <JvmLanes series={resources.data.jvms} startMs={trace.startMs} view={state.view} />}
            </>
          )}
          {view === "conversation" && <Conversation traceId={trace.id} revision={detail.revision} onSpan={select} />}
          {view === "graph" && !detail.partial && <Graph tree={state.tree} onSpan={select} />}
          {view === "breakdown" && !detail.partial && <Breakdown trace={trace} tree={state.tree} onSpan={select} />}
        </div>
        {detailsShown && <Details traceId={trace.id} spanId={selected} revision={detail.revision} tab={tab} onTab={setTab} onSpan={select} onClose={() => (narrow ? setParams({ span: "" }) : toggleDetails())} />}
      </div>
    </>
  );
}

/** What a trace opens on: the span of its first finding, else its first error, else its root. */
function firstSpan(detail: TraceDetail, firstError: string | undefined): string {
  const wanted = detail.summary.findings.find((f) => f.severity === "error")?.spanId ?? firstError ?? detail.summary.findings[0]?.spanId;
  return wanted && detail.spans.some((s) => s.id === wanted) ? wanted : detail.spans[0]!.id;
}

/** Spans in which a text occurs; names are found by the page, content by the server. */
function useHits(traceId: string, text: string): Hits | null {
  const [hits, setHits] = useState<Hits | null>(null);
  useEffect(() => {
    if (!text.trim()) {
      setHits(null);
      return;
    }
    const abort = new AbortController();
    const timer = window.setTimeout(() => {
      api
        .search(traceId, text.trim(), abort.signal)
        .then((found) => setHits({ text, ids: new Set(found.hits.map((h) => h.spanId)) }))
        .catch((e: Error) => !abort.signal.aborted && toast(e.message));
    }, 120);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [traceId, text]);
  return hits;
}
