// SPDX-License-Identifier: Apache-2.0
import type { AlertRule, Alerts } from "./alert-types";
import { get, request, type Selection } from "./client";
import type { Comparison, Periods, TextDiff } from "./compare-types";
import type { Agents, Errors, ErrorSamples, Groups, Session, Sessions, ToolRun, Tools } from "./figures-types";

const CHANGES = { "Content-Type": "application/json", "X-Clew": "1" };

export interface GroupOptions {
  limit?: number;
  /** Only these. */
  values?: string[];
  /** Width of the intervals of a series; whole minutes. */
  everyMs?: number;
}

/** Operations over many traces at once. */
export const analysis = {
  groups: (field: string, s: Selection, { limit, values, everyMs }: GroupOptions, signal?: AbortSignal) =>
    get<Groups>(`/groups/${field}`, { ...s, limit, value: values, every: everyMs }, signal),
  tools: (s: Selection, signal?: AbortSignal) => get<Tools>("/tools", { ...s }, signal),
  toolRuns: (name: string, s: Selection, limit: number, signal?: AbortSignal, failed = false) =>
    get<{ runs: ToolRun[] }>(`/tools/${encodeURIComponent(name)}/runs`, { ...s, limit, ...(failed ? { failed: "true" } : {}) }, signal),
  errors: (s: Selection, everyMs: number | undefined, signal?: AbortSignal, limit?: number) => get<Errors>("/errors", { ...s, every: everyMs, limit }, signal),
  error: (id: string, s: Selection, signal?: AbortSignal) => get<ErrorSamples>(`/errors/${encodeURIComponent(id)}`, { ...s }, signal),
  agents: (s: Selection, signal?: AbortSignal) => get<Agents>("/agents", { ...s }, signal),
  sessions: (s: Selection, cursor?: string, signal?: AbortSignal) => get<Sessions>("/sessions", { ...s, limit: 50, cursor }, signal),
  session: (group: string, signal?: AbortSignal) => get<Session>(`/sessions/${encodeURIComponent(group)}`, { limit: 200 }, signal),
  compare: (a: string, b: string, signal?: AbortSignal) => get<Comparison>("/compare", { a, b }, signal),
  compareText: (a: string, b: string, aSpan: string | undefined, bSpan: string | undefined, signal?: AbortSignal) =>
    get<TextDiff>("/compare/text", { a, b, aSpan, bSpan }, signal),
  periods: (q: string, first: [number, number], second: [number, number], field: string, signal?: AbortSignal) =>
    get<Periods>("/periods", { q, from: first[0], to: first[1], from2: second[0], to2: second[1], field }, signal),
  alerts: (signal?: AbortSignal) => get<Alerts>("/alerts", {}, signal),
  saveAlert: ({ name, ...rule }: AlertRule) =>
    request(`/alerts/${encodeURIComponent(name)}`, {}, { method: "PUT", headers: CHANGES, body: JSON.stringify(rule) }),
  deleteAlert: (name: string) => request(`/alerts/${encodeURIComponent(name)}`, {}, { method: "DELETE", headers: { "X-Clew": "1" } }),
  testAlert: async (name: string) =>
    (await request(`/alerts/${encodeURIComponent(name)}/test`, {}, { method: "POST", headers: CHANGES })).json() as Promise<{ ok: boolean; error?: string }>,
};
