// SPDX-License-Identifier: Apache-2.0
import { computed, signal } from "@preact/signals";

/**
 * Where the page is, all of it in the fragment of the address: `#/traces?q=status:error&range=1h`,
 * `#/trace/<id>?span=<id>&view=conversation`.
 */
export interface Route {
  page: string;
  id: string;
  params: Record<string, string>;
}

export function parse(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [page = "", id = ""] = path.split("/");
  return { page: page || "traces", id: safeDecode(id), params: Object.fromEntries(new URLSearchParams(query)) };
}

export function format(route: Route): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(route.params)) if (value) params.set(name, value);
  const query = params.toString();
  return `#/${route.page}${route.id ? "/" + encodeURIComponent(route.id) : ""}${query ? "?" + query : ""}`;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const route = signal<Route>(parse(location.hash));
window.addEventListener("hashchange", () => (route.value = parse(location.hash)));

export const page = computed(() => route.value.page);

/** Goes to another place, which the browser's history keeps. */
export function go(target: Route): void {
  location.hash = format(target);
}

/** Pages that look at the traces of one filter and one time. */
const FILTERED = new Set(["traces", "sessions", "dashboards", "agents", "tools", "errors"]);

/** Another page; filter and time go along where both pages have them. */
export function place(target: string): Route {
  const { q = "", range = "" } = route.value.params;
  const shared = target !== page.value && FILTERED.has(target) && FILTERED.has(page.value);
  return { page: target, id: "", params: shared ? { q, range } : {} };
}

/** The traces of a filter. */
export function tracesAddress(q: string, range = ""): string {
  return format({ page: "traces", id: "", params: { q, range } });
}

/** Changes parameters of this place without a new entry in the history; an empty one goes. */
export function setParams(changes: Record<string, string>): void {
  const target = { ...route.value, params: { ...route.value.params, ...changes } };
  // What was said of one filter and one time goes with them.
  if ("q" in changes || "range" in changes || "by" in changes) delete target.params.step;
  history.replaceState(null, "", format(target));
  route.value = parse(location.hash);
}

/** The list from which a trace was opened, so that "back" and "next" mean the same filter. */
export const lastList = signal<Record<string, string>>({});
