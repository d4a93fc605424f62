// SPDX-License-Identifier: Apache-2.0
import { api, ApiError, type Selection } from "../api/client";
import { quote, withTerm } from "../model/filter";
import { intervals, type Intervals } from "../model/series";
import { type Resource, useResource } from "../state/resource";
import { route, setParams } from "../state/route";
import { selection, stamp } from "../traces/range";
import { useMedia, useNow } from "../ui/hooks";

export { stamp };

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

export interface OverTime<T> {
  data: T;
  at: Intervals;
  /** Filter and time that it is of. */
  of: string;
}

/** Loads something by intervals of the time that the traces cover; about so many, half of them on a small screen. */
export function useOverTime<T>(selected: Selected, about: number, load: (at: Intervals, signal: AbortSignal) => Promise<T>): Resource<OverTime<T>> {
  const narrow = useMedia("(max-width: 819px)");
  return useResource(`${selected.key}\u0000${narrow}`, async (signal) => {
    const { fromMs, toMs } = await api.histogram(selected.selection, 60, signal);
    const at = intervals(fromMs, toMs, narrow ? about / 2 : about);
    return { data: await load(at, signal), at, of: stamp(selected) };
  }, stamp(selected));
}

/** Adds `field=value` to the filter of the page. */
export function addTerm(q: string, field: string, value: string): void {
  setParams({ q: withTerm(q, { negated: false, field, operator: "=", value: quote(value) }) });
}

/** The message about a filter that the server does not understand. */
export function filterProblem(error: Error | null): string | null {
  return error instanceof ApiError && error.status === 400 ? error.message : null;
}
