// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { api } from "../api/client";
import { listen } from "../api/events";
import type { Span, SpanType, TraceDetail } from "../api/types";
import { buildRows, closedAtFirst, rowIndexes, type Row } from "../model/rows";
import { type View } from "../model/scale";
import { buildTree, ownErrors, pathTo, type Node, type Tree } from "../model/tree";

/** A trace, the top of a large one first, kept up to date while it runs. */
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
    const show = (next: TraceDetail) => {
      if (abort.signal.aborted) return;
      setDetail((now) => (now?.partial && !next.partial && now.revision > next.revision ? apply(next, { ...now, partial: false }) : next));
      setError(null);
    };
    api
      .firstSpans(id, abort.signal)
      .then(async (first) => {
        show(first);
        if (!first.partial) return;
        await painted();
        show(await api.trace(first.trace.id, abort.signal));
      })
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

/** Reading megabytes of spans would hold up the frame that shows the first ones. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => window.setTimeout(resolve));
    window.setTimeout(resolve, 100); // a hidden page has no frames
  });
}

/** A trace with changed spans in place of the old ones. */
export function apply(before: TraceDetail, changes: TraceDetail): TraceDetail {
  const spans = new Map<string, Span>(before.spans.map((s) => [s.id, s]));
  for (const span of changes.spans) spans.set(span.id, span);
  return { ...changes, partial: changes.partial ?? before.partial, spans: [...spans.values()] };
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

/** What is closed at first, but for what was opened or closed since. */
function folded(atFirst: ReadonlySet<string>, folds: ReadonlyMap<string, boolean>): Set<string> {
  const closed = new Set(atFirst);
  for (const [id, open] of folds) {
    if (open) closed.delete(id);
    else closed.add(id);
  }
  return closed;
}

/** What the timeline shows of a trace: folds, types, zoom. */
export function useTimeline(detail: TraceDetail): TimelineState {
  const tree = useMemo(() => buildTree(detail.spans, detail.trace.durationMs), [detail]);
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map());
  // Not with each change of a running trace: what arrives later is shown.
  const atFirst = useMemo(() => closedAtFirst(tree, detail.trace.spans), [detail.partial]);
  const [ungrouped, setUngrouped] = useState<ReadonlySet<string>>(new Set());
  const [hidden, setHidden] = useState<ReadonlySet<SpanType>>(new Set());
  const [only, setOnly] = useState("");
  const [exclude, setExclude] = useState<ReadonlySet<string>>(new Set());
  const [zoomed, setZoomed] = useState<View | null>(null);

  const closed = useMemo(() => folded(atFirst, folds), [atFirst, folds]);
  const rows = useMemo(() => buildRows(tree, { closed, ungrouped, hidden, only, exclude }), [tree, closed, ungrouped, hidden, only, exclude]);
  const rowOf = useMemo(() => rowIndexes(rows, tree), [rows, tree]);
  const errors = useMemo(() => ownErrors(tree), [tree]);
  const endMs = Math.max(tree.endMs, 0.001);
  const view = zoomed ?? { fromMs: 0, toMs: endMs };

  const setOpen = useCallback((id: string, open: boolean) => {
    setFolds((before) => new Map(before).set(id, open));
  }, []);
  const ungroup = useCallback((key: string) => setUngrouped((before) => new Set(before).add(key)), []);
  const reveal = (id: string) => {
    const node = tree.byId.get(id);
    if (!node) return;
    const shut = pathTo(node).slice(0, -1).filter((above) => closed.has(above.span.id));
    if (shut.length) setFolds((before) => new Map([...before, ...shut.map((above) => [above.span.id, true] as const)]));
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
