// SPDX-License-Identifier: Apache-2.0
import type {
  ContextDiff,
  Field,
  FieldValues,
  Health,
  Histogram,
  JvmSeries,
  ParsedFilter,
  Problem,
  Replay,
  SearchHit,
  SpanDetail,
  Totals,
  TraceDetail,
  TracePage,
  TraceRow,
  View,
  ViewDefinition,
} from "./types";

const BASE = "api/v1";

/** What the server refused, or that it did not answer (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detail ? `${problem.title} ${problem.detail}` : problem.title);
  }
}

export interface Selection {
  q?: string;
  from?: string;
  to?: string;
}

type Query = Record<string, string | number | string[] | undefined>;

export async function request(path: string, query: Query, init: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(address(path, query), init);
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === "AbortError") throw failure;
    throw new ApiError(0, { title: "The viewer does not answer.", status: 0 });
  }
  if (!answer.ok) throw new ApiError(answer.status, await problemOf(answer));
  return answer;
}

async function problemOf(answer: Response): Promise<Problem> {
  try {
    return (await answer.json()) as Problem;
  } catch {
    return { title: `The viewer answered ${answer.status}.`, status: answer.status };
  }
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return (await request(path, query, { signal: signal ?? null })).json() as Promise<T>;
}

/** The address of an operation, for links as well. */
export function address(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) value.forEach((v) => params.append(name, v));
    else if (value !== undefined && value !== "") params.set(name, String(value));
  }
  const text = params.toString();
  return BASE + path + (text ? "?" + text : "");
}

/** How many spans of a trace are asked for first. */
const FIRST_SPANS = 500;

/** An answer that nobody took by then may be out of date. */
const EARLY_MS = 1_000;

let early: { id: string; at: number; answer: Promise<TraceDetail> } | null = null;

/** Asks for a trace that is about to be drawn; the next `api.firstSpans` of it takes the answer. */
export function fetchEarly(id: string): void {
  const answer = get<TraceDetail>(`/traces/${id}`, { first: FIRST_SPANS });
  answer.catch(() => undefined); // whoever takes it sees the failure
  early = { id, at: performance.now(), answer };
}

function takeEarly(id: string): Promise<TraceDetail> | undefined {
  const begun = early;
  early = null;
  return begun?.id === id && performance.now() - begun.at < EARLY_MS ? begun.answer : undefined;
}

export const api = {
  traces: (s: Selection, sort: string, limit: number, cursor?: string, signal?: AbortSignal) =>
    get<TracePage>("/traces", { ...s, sort, limit, cursor }, signal),
  totals: (s: Selection, signal?: AbortSignal) => get<Totals>("/traces/totals", { ...s }, signal),
  histogram: (s: Selection, buckets: number, signal?: AbortSignal) => get<Histogram>("/traces/histogram", { ...s, buckets }, signal),
  counts: (filters: string[], range: Omit<Selection, "q">, signal?: AbortSignal) =>
    get<{ counts: number[] }>("/traces/counts", { q: filters, ...range }, signal),
  fields: () => get<{ fields: Field[] }>("/fields"),
  fieldValues: (field: string, contains: string, s: Selection, signal?: AbortSignal) =>
    get<FieldValues>(`/fields/${encodeURIComponent(field)}/values`, { contains, ...s, limit: 20 }, signal),
  parseFilter: (q: string, signal?: AbortSignal) => get<ParsedFilter>("/filter", { q }, signal),
  /** The first spans of a trace, which are all of most traces. */
  firstSpans: (id: string, signal?: AbortSignal) => takeEarly(id) ?? get<TraceDetail>(`/traces/${id}`, { first: FIRST_SPANS }, signal),
  trace: (id: string, signal?: AbortSignal) => get<TraceDetail>(`/traces/${id}`, {}, signal),
  changes: (id: string, since: number, signal?: AbortSignal) => get<TraceDetail>(`/traces/${id}/changes`, { since }, signal),
  neighbours: (id: string, s: Selection, signal?: AbortSignal) =>
    get<{ younger?: string | null; older?: string | null }>(`/traces/${id}/neighbours`, { ...s }, signal),
  similar: (id: string, signal?: AbortSignal) => get<{ trace?: TraceRow | null }>(`/traces/${id}/similar`, {}, signal),
  search: (id: string, text: string, signal?: AbortSignal) =>
    get<{ hits: SearchHit[]; more: boolean }>(`/traces/${id}/search`, { text, limit: 10_000 }, signal),
  replay: (id: string, after: number, signal?: AbortSignal) => get<Replay>(`/traces/${id}/replay`, { after, limit: 1000 }, signal),
  resources: (id: string, signal?: AbortSignal) => get<{ jvms: JvmSeries[] }>(`/traces/${id}/resources`, { samples: 400 }, signal),
  span: (id: string, spanId: string, signal?: AbortSignal) => get<SpanDetail>(`/traces/${id}/spans/${spanId}`, {}, signal),
  rawSpan: (id: string, spanId: string, signal?: AbortSignal) => get<unknown>(`/traces/${id}/spans/${spanId}/raw`, {}, signal),
  contextDiff: (id: string, spanId: string, signal?: AbortSignal) =>
    get<ContextDiff>(`/traces/${id}/spans/${spanId}/context-diff`, {}, signal),
  markdown: async (id: string, spanId?: string) =>
    (await request(`/traces/${id}/export`, { format: "markdown", spanId })).text(),
  markdownOf: async (ids: string[]) => (await request("/export", { format: "markdown", id: ids })).text(),
  health: (signal?: AbortSignal) => get<Health>("/health", {}, signal),
  views: (signal?: AbortSignal) => get<{ views: View[] }>("/views", {}, signal),
  saveView: (name: string, view: ViewDefinition) =>
    request(`/views/${encodeURIComponent(name)}`, {}, {
      method: "PUT",
      headers: { "Content-Type": "application/json", "X-Clew": "1" },
      body: JSON.stringify(view),
    }),
  deleteView: (name: string) =>
    request(`/views/${encodeURIComponent(name)}`, {}, { method: "DELETE", headers: { "X-Clew": "1" } }),
};
