// SPDX-License-Identifier: Apache-2.0
import { useMemo } from "preact/hooks";
import { api, ApiError, type Selection } from "../api/client";
import { withTerm, quote } from "../model/filter";
import { intervals, type Intervals } from "../model/series";
import { useResource } from "../state/resource";
import { route, setParams } from "../state/route";
import { selection } from "../traces/range";
import { useMedia, useNow } from "../ui/hooks";

const REFRESH_MS = 15_000;

export interface Selected {
  q: string;
  range: string;
  selection: Selection;
  /** Changes with filter and time, and every 15 s. */
  key: string;
}

/** Filter and time of the page, from its address. */
export function useSelection(): Selected {
  const { q = "", range = "" } = route.value.params;
  const turn = Math.floor(useNow(REFRESH_MS) / REFRESH_MS);
  return { q, range, selection: selection(q, range), key: `${q}\u0000${range}\u0000${turn}` };
}

/** Intervals of the time that the traces cover; null until it is known. */
export function useIntervals({ selection: selected, key }: Selected, about: number): { at: Intervals | null; error: Error | null; reload: () => void } {
  const narrow = useMedia("(max-width: 819px)");
  const bounds = useResource("bounds" + key, (s) => api.histogram(selected, 60, s));
  const { fromMs, toMs } = bounds.data ?? {};
  const at = useMemo(() => (fromMs === undefined || toMs === undefined ? null : intervals(fromMs, toMs, narrow ? about / 2 : about)), [fromMs, toMs, narrow, about]);
  return { at, error: bounds.error, reload: bounds.reload };
}

/** Adds `field=value` to the filter of the page. */
export function addTerm(q: string, field: string, value: string): void {
  setParams({ q: withTerm(q, { negated: false, field, operator: "=", value: quote(value) }) });
}

/** The message about a filter that the server does not understand. */
export function filterProblem(error: Error | null): string | null {
  return error instanceof ApiError && error.status === 400 ? error.message : null;
}
