// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { api, type Selection } from "../api/client";
import { listen } from "../api/events";
import type { TraceRow } from "../api/types";

const PAGE = 100;
/** Beyond this many rows, those that came live are not kept in the list. */
const MAX_ROWS = 20_000;

export interface TraceList {
  rows: TraceRow[] | null;
  error: Error | null;
  slow: boolean;
  /** The rows are of another filter or time. */
  stale: boolean;
  more: boolean;
  /** Traces that began while the list was held still. */
  waiting: number;
  textPending: number;
  loadMore: () => void;
  showWaiting: () => void;
  reload: () => void;
}

/**
 * The rows of the list: page by page, and kept up to date by the server. While `held` (the reader
 * scrolls, hovers or types), rows that are there change and new ones wait.
 */
export function useTraceList(selection: Selection, sort: string, live: boolean, held: () => boolean): TraceList {
  const [rows, setRows] = useState<TraceRow[] | null>(null);
  const [of, setOf] = useState("");
  const [error, setError] = useState<Error | null>(null);
  const [slow, setSlow] = useState(false);
  const [cursor, setCursor] = useState<string | null>(null);
  const [waiting, setWaiting] = useState<TraceRow[]>([]);
  const [textPending, setTextPending] = useState(0);
  const [turn, setTurn] = useState(0);
  const loading = useRef(false);
  const key = JSON.stringify([selection, sort]);

  useEffect(() => {
    const abort = new AbortController();
    const timer = window.setTimeout(() => setSlow(true), 300);
    setWaiting([]);
    api
      .traces(selection, sort, PAGE, undefined, abort.signal)
      .then((page) => {
        setRows(page.traces);
        setOf(JSON.stringify(selection));
        setCursor(page.nextCursor);
        setTextPending(page.textPending ?? 0);
        setError(null);
      })
      .catch((e: Error) => !abort.signal.aborted && setError(e))
      .finally(() => {
        window.clearTimeout(timer);
        setSlow(false);
      });
    return () => {
      abort.abort();
      window.clearTimeout(timer);
    };
  }, [key, turn]);

  const reload = useCallback(() => setTurn((n) => n + 1), []);

  useEffect(() => {
    if (!live) return;
    return listen(selection.q ? { q: selection.q } : {}, {
      traces: ({ rows: changed, gone = [] }) => {
        setRows((before) => {
          if (!before) return before;
          const { kept, fresh } = merge(before, changed, gone);
          if (fresh.length === 0) return kept;
          if (held() || sort !== "-start") {
            setWaiting((w) => joined(merge(w, fresh, gone)));
            return kept;
          }
          return joined({ kept, fresh });
        });
      },
      reload,
    });
  }, [live, key, reload]);

  const loadMore = useCallback(() => {
    if (!cursor || loading.current) return;
    loading.current = true;
    api
      .traces(selection, sort, PAGE, cursor)
      .then((page) => {
        setRows((before) => {
          const there = new Set(before?.map((r) => r.id));
          return [...(before ?? []), ...page.traces.filter((r) => !there.has(r.id))];
        });
        setCursor(page.nextCursor);
      })
      .catch(setError)
      .finally(() => (loading.current = false));
  }, [cursor, key]);

  const showWaiting = useCallback(() => {
    if (sort === "-start") setRows((before) => joined(merge(before ?? [], waiting, [])));
    else reload();
    setWaiting([]);
  }, [waiting, sort, reload]);

  return { rows, error, slow, stale: rows !== null && of !== JSON.stringify(selection), more: cursor !== null, waiting: waiting.length, textPending, loadMore, showWaiting, reload };
}

/** Puts changed rows where the old ones are; `fresh` are those that were not there, youngest first. */
export function merge(before: TraceRow[], changed: TraceRow[], gone: string[]): { kept: TraceRow[]; fresh: TraceRow[] } {
  const byId = new Map(changed.map((r) => [r.id, r]));
  const away = new Set(gone);
  const kept = before
    .filter((r) => !away.has(r.id))
    .map((r) => {
      const next = byId.get(r.id);
      byId.delete(r.id);
      return next && next.revision >= r.revision ? next : r;
    });
  return { kept, fresh: [...byId.values()].sort((a, b) => b.startMs - a.startMs) };
}

function joined({ kept, fresh }: { kept: TraceRow[]; fresh: TraceRow[] }): TraceRow[] {
  return [...fresh, ...kept].slice(0, MAX_ROWS);
}
