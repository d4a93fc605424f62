// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useMemo, useRef } from "preact/hooks";
import type { OwnCode, PathSegment, TraceDetail } from "../api/types";
import { tick } from "../format/format";
import { pan, position, ticks, zoom } from "../model/scale";
import { thread } from "../model/thread";
import { useMedia } from "../ui/hooks";
import { useVirtual } from "../ui/virtual";
import { TimelineHead } from "./timelinehead";
import { Thread } from "./thread";
import type { SpanRow } from "../model/rows";
import type { TimelineState } from "./state";
import { TreeRow } from "./treerow";

export interface Hits {
  text: string;
  ids: ReadonlySet<string>;
}

export interface TimelineProps {
  detail: TraceDetail;
  state: TimelineState;
  now: number;
  selected: string;
  criticalPath: boolean;
  search: string;
  hits: Hits | null;
  onSearch: (text: string) => void;
  onSelect: (id: string) => void;
  onError: (step: 1 | -1) => void;
  onHit: (step: 1 | -1) => void;
}

/** Tree and Gantt in one pane. Only the rows that can be seen are drawn. */
export function Timeline(props: TimelineProps) {
  const { detail, state, now, selected, hits } = props;
  const { rows, rowOf, view, tree, setView } = state;
  const narrow = useMedia("(max-width: 819px)");
  const height = narrow ? 44 : 26;
  const virtual = useVirtual(rows.length, height);
  const gantt = useRef<HTMLDivElement>(null);

  // Always the same function: while the page scrolls, only rows that appear are rendered.
  const onToggle = useCallback((row: SpanRow) => state.setOpen(row.node.span.id, !row.open), [state.setOpen]);

  const selectedRow = rowOf.get(selected);
  useEffect(() => {
    if (selectedRow !== undefined) virtual.scrollTo(selectedRow);
  }, [selectedRow, selected]);

  const pathIds = useMemo(() => new Set(props.criticalPath ? detail.criticalPath.map((s: PathSegment) => s.spanId) : []), [detail, props.criticalPath]);
  const pieces = useMemo(
    () => (props.criticalPath ? thread(detail.criticalPath, rowOf, (view.toMs - view.fromMs) / 40, (id) => (tree.byId.get(id)?.children.length ?? 0) > 0) : []),
    [detail, rowOf, props.criticalPath, view.toMs - view.fromMs],
  );
  const ownCode = useMemo(() => new Map<string, OwnCode>((detail.summary.ownCode ?? []).map((o) => [o.spanId, o])), [detail]);
  const costs = useCosts(detail);

  const onWheel = (event: WheelEvent) => {
    const bars = gantt.current?.getBoundingClientRect();
    if (!bars) return;
    if (event.ctrlKey) {
      event.preventDefault();
      const at = view.fromMs + Math.min(1, Math.max(0, (event.clientX - bars.left) / bars.width)) * (view.toMs - view.fromMs);
      setView(zoom(view, event.deltaY > 0 ? 1.25 : 0.8, at, tree.endMs));
    } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      setView(pan(view, event.deltaX / bars.width, tree.endMs));
    }
  };
  useEffect(() => {
    const element = virtual.box.current;
    element?.addEventListener("wheel", onWheel, { passive: false });
    return () => element?.removeEventListener("wheel", onWheel);
  });

  const marks = ticks(view, narrow ? 2 : 4);
  return (
    <div class="timeline">
      <TimelineHead {...props} />
      <div class="axis">
        <span class="axis-tree">Span</span>
        <span class="axis-cost">Cost</span>
        <div class="axis-times" ref={gantt}>
          {marks.map((ms) => <span key={ms} style={{ left: `${position(ms, view) * 100}%` }}>{tick(ms)}</span>)}
        </div>
      </div>
      <div class="rows scroll" ref={virtual.box} onScroll={virtual.onScroll} role="tree" aria-label="Spans" aria-activedescendant={selectedRow !== undefined ? `row-${rows[selectedRow]?.key}` : undefined} tabIndex={0}>
        <div class="rows-body" style={{ height: `${rows.length * height}px` }} role="presentation">
          <div class="grid-lines" aria-hidden="true">
            {marks.map((ms) => <i key={ms} style={{ left: `${position(ms, view) * 100}%` }} />)}
          </div>
          {rows.slice(virtual.first, virtual.end).map((row, i) => {
            const index = virtual.first + i;
            const id = row.kind === "span" ? row.node.span.id : row.key;
            const hit = hits !== null && (row.kind === "span" ? hits.ids.has(id) : row.nodes.some((n) => hits.ids.has(n.span.id)));
            return (
              <TreeRow
                key={row.key}
                row={row}
                index={index}
                setSize={rows.length}
                top={index * height}
                height={height}
                selected={selectedRow === index}
                hit={hit}
                dim={hits !== null && !hit}
                view={view}
                now={now}
                share={row.kind === "span" ? costs.share(row.node.span.id) : null}
                dearest={row.kind === "span" && costs.dearest === id}
                ownCode={row.kind === "span" ? ownCode.get(id) : undefined}
                path={pathIds.has(id)}
                onSelect={props.onSelect}
                onToggle={onToggle}
                onUngroup={state.ungroup}
              />
            );
          })}
          {pieces.length > 0 && <Thread pieces={pieces} view={view} rowHeight={height} first={virtual.first} end={virtual.end} />}
        </div>
        <Legend detail={detail} criticalPath={props.criticalPath} />
      </div>
    </div>
  );
}

/** The cost of each span and what is below it, as a share of the trace's. */
function useCosts(detail: TraceDetail): { share: (id: string) => number | null; dearest: string } {
  return useMemo(() => {
    const total = detail.partial ? 0 : (detail.trace.cost?.total ?? 0);
    const own = new Map(detail.spans.map((s) => [s.id, s.cost?.total ?? 0]));
    const parents = new Map(detail.spans.map((s) => [s.id, s.parentId]));
    const sums = new Map<string, number>();
    for (const [id, cost] of own) {
      if (!cost) continue;
      const seen = new Set<string>();
      for (let at: string | undefined = id; at && own.has(at) && !seen.has(at); at = parents.get(at)) {
        seen.add(at);
        sums.set(at, (sums.get(at) ?? 0) + cost);
      }
    }
    let dearest = "";
    for (const [id, cost] of own) if (total > 0 && cost > (own.get(dearest) ?? 0)) dearest = id;
    return { share: (id: string) => (total > 0 ? (sums.get(id) ?? 0) / total : null), dearest };
  }, [detail]);
}

function Legend({ detail, criticalPath }: { detail: TraceDetail; criticalPath: boolean }) {
  const streamed = detail.spans.some((s) => s.firstTokenMs !== undefined);
  const retried = detail.spans.some((s) => s.retries?.length);
  const own = (detail.summary.ownCode ?? []).length > 0;
  if (!streamed && !retried && !own && !criticalPath) return null;
  return (
    <div class="legend">
      {streamed && <span><i class="legend-bar wait-decode" /> wait for first token, then decode</span>}
      {retried && <span><i class="legend-bar lost" /> lost to retries</span>}
      {own && <span><i class="legend-bar own" /> own code</span>}
      {criticalPath && <span><i class="legend-line" /> critical path</span>}
    </div>
  );
}
