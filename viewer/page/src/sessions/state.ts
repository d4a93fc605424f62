// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useState } from "preact/hooks";
import { analysis } from "../api/analysis";
import type { SessionRow } from "../api/figures-types";
import type { Selected } from "../analysis/selection";
import { useResource } from "../state/resource";
import { stamp } from "../traces/range";

export interface SessionPages {
  rows: SessionRow[] | null;
  more: boolean;
  error: Error | null;
  slow: boolean;
  stale: boolean;
  reload: () => void;
  loadMore: () => void;
}

/** The newest sessions, and further pages when asked for; those stay while the first page is refreshed. */
export function useSessions(selected: Selected): SessionPages {
  const { q, range, selection, key } = selected;
  const first = useResource(key, (s) => analysis.sessions(selection, undefined, s), stamp(selected));
  const [rest, setRest] = useState<{ rows: SessionRow[]; cursor: string | null | undefined } | null>(null);
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => setRest(null), [q, range]);
  const cursor = rest ? rest.cursor : first.data?.cursor;
  const loadMore = useCallback(() => {
    if (!cursor) return;
    analysis
      .sessions(selection, cursor)
      .then((page) => setRest((before) => ({ rows: [...(before?.rows ?? []), ...page.sessions], cursor: page.cursor })))
      .catch(setError);
  }, [cursor, q, range]);
  return { rows: first.data && joined(first.data.sessions, rest?.rows ?? []), more: Boolean(cursor), error: first.error ?? error, slow: first.slow, stale: first.stale, reload: first.reload, loadMore };
}

/** Pages one after the other; a session that moved to the top while paging is there once. */
export function joined(newest: SessionRow[], older: SessionRow[]): SessionRow[] {
  const there = new Set(newest.map((s) => s.group));
  return [...newest, ...older.filter((s) => !there.has(s.group) && there.add(s.group))];
}
