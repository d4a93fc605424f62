// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { api } from "../api/client";
import { listen } from "../api/events";
import type { Span, SpanType, TraceDetail } from "../api/types";
import { buildRows, closedAtFirst, rowIndexes, type Row } from "../model/rows";
import { type View } from "../model/scale";
import { buildTree, ownErrors, pathTo, type Node, type Tree } from "../model/tree";

/** A trace, kept up to date while it runs. */
export function useTrace(id: string): { detail: TraceDetail | null; error: Error | null; slow: boolean; reload: () => void } {
  const [detail, setDetail] = useState<TraceDetail | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [slow, setSlow] = useState(false);
  const [turn, setTurn] = useState(0);
  const current = useRef<TraceDetail | null>(null);
  current.current = detail;

  useEffect(() => {
    const abort = new AbortController();
    const timer = window.setTimeout(() => setSlow(true), 300);
    api
      .trace(id, abort.signal)
      .then((next) => { if (!abort.signal.aborted) { setDetail(next); setError(null); } })
      .catch((e: Error) => !abort.signal.aborted && setError(e))
      .finally(() => { window.clearTimeout(timer); setSlow(false); });
    return () => { abort.abort(); window.clearTimeout(timer); };
  }, [id, turn]);

  const reload = useCallback(() => setTurn((n) => n + 1), []);
  useEffect(
    () =>
      listen({ trace: id }, {
        trace: async (change) => {
          const before = current.current;
          if (!before || !change.id.startsWith(before.trace.id) || change.revision <= before.revision) return;
          try {
            const changes = await api.changes(before.trace.id, before.revision);
            setDetail((now) => (now && now.revision < changes.revision ? apply(now, changes) : now));
          } catch {
            reload();
          }
        },
        reload,
      }),
    [id, reload],
  );
  return { detail, error, slow, reload };
}

/** A trace with changed spans in place of the old ones. */
export function apply(before: TraceDetail, changes: TraceDetail): TraceDetail {
  const spans = new Map<string, Span>(before.spans.map((s) => [s.id, s]));
  for (const span of changes.spans) spans.set(span.id, span);
  return { ...changes, spans: [...spans.values()] };
}

export interface TimelineState {
  tree: Tree;
  rows: Row[];
  rowOf: Map<string, number>;
  errors: Node[];
  view: View;
  setView: (view: View) => void;
  closed: ReadonlySet<string>;
  setOpen: (id: string, open: boolean) => void;
  ungroup: (key: string) => void;
  hidden: ReadonlySet<SpanType>;
  toggleType: (type: SpanType) => void;
  only: string;
  setOnly: (name: string) => void;
  exclude: ReadonlySet<string>;
  setExclude: (names: ReadonlySet<string>) => void;
  /** Opens what hides a span. */
  reveal: (id: string) => void;
}

/** What the timeline shows of a trace: folds, types, zoom. */
export function useTimeline(detail: TraceDetail): TimelineState {
  const tree = useMemo(() => buildTree(detail.spans, detail.trace.durationMs), [detail]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => closedAtFirst(tree));
  const [ungrouped, setUngrouped] = useState<ReadonlySet<string>>(new Set());
  const [hidden, setHidden] = useState<ReadonlySet<SpanType>>(new Set());
  const [only, setOnly] = useState("");
  const [exclude, setExclude] = useState<ReadonlySet<string>>(new Set());
  const [zoomed, setZoomed] = useState<View | null>(null);

  const rows = useMemo(() => buildRows(tree, { closed, ungrouped, hidden, only, exclude }), [tree, closed, ungrouped, hidden, only, exclude]);
  const rowOf = useMemo(() => rowIndexes(rows, tree), [rows, tree]);
  const errors = useMemo(() => ownErrors(tree), [tree]);
  const endMs = Math.max(tree.endMs, 0.001);
  const view = zoomed ?? { fromMs: 0, toMs: endMs };

  const setOpen = useCallback((id: string, open: boolean) => {
    setClosed((before) => {
      const next = new Set(before);
      if (open) next.delete(id);
      else next.add(id);
      return next;
    });
  }, []);
  const ungroup = useCallback((key: string) => setUngrouped((before) => new Set(before).add(key)), []);
  const reveal = (id: string) => {
    const node = tree.byId.get(id);
    if (!node) return;
    setClosed((before) => {
      const next = new Set(before);
      for (const above of pathTo(node).slice(0, -1)) next.delete(above.span.id);
      return next.size === before.size ? before : next;
    });
    for (const row of rows) if (row.kind === "group" && row.nodes.includes(node)) ungroup(row.key);
    if (hidden.has(node.span.type)) toggleType(node.span.type);
    if (only && only !== node.span.name) setOnly("");
  };
  const toggleType = (type: SpanType) =>
    setHidden((before) => {
      const next = new Set(before);
      if (!next.delete(type)) next.add(type);
      return next;
    });
  return {
    tree, rows, rowOf, errors, view, closed, setOpen, ungroup, hidden, toggleType, only, setOnly, exclude, setExclude, reveal,
    setView: (next) => setZoomed(next.fromMs <= 0 && next.toMs >= endMs ? null : next),
  };
}
