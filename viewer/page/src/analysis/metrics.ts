// SPDX-License-Identifier: Apache-2.0
import type { Figures, Spread } from "../api/figures-types";
import { cost, count, duration, exact, rate } from "../format/format";
import { savedText, savings } from "../model/savings";

/** One figure of a group, and how it is written. */
export interface Metric {
  id: string;
  label: string;
  of: (figures: Figures) => number | null | undefined;
  text: (value: number | null | undefined) => string;
  /** Which direction is worse, where one is. */
  worse?: "up" | "down";
}

const share = (part: number | undefined, of: number | undefined) => (part === undefined || !of ? undefined : part / of);

const spread = (prefix: string, label: string, of: (f: Figures) => Spread | undefined, text: Metric["text"], names: (keyof Spread)[]): Metric[] =>
  names.map((name) => ({ id: prefix + name, label: label + SPREAD_LABELS[name], of: (f) => of(f)?.[name], text, worse: "up" }));

const SPREAD_LABELS: Record<keyof Spread, string> = { min: "min", avg: "avg", p50: "p50", p90: "p90", p95: "p95", p99: "p99", max: "max", total: "total" };

const METRICS: Metric[] = [
  { id: "calls", label: "Calls", of: (f) => f.calls, text: count },
  { id: "traces", label: "Traces", of: (f) => f.traces, text: count },
  { id: "errors", label: "Failed", of: (f) => f.errors, text: count, worse: "up" },
  { id: "success", label: "Success", of: (f) => share((f.calls ?? 0) - (f.errors ?? 0), f.calls), text: rate, worse: "down" },
  { id: "failure", label: "Failure rate", of: (f) => share(f.errors, f.calls), text: rate, worse: "up" },
  { id: "retries", label: "Retries", of: (f) => f.retries, text: count, worse: "up" },
  ...spread("ms-", "", (f) => f.durationMs, duration, ["min", "avg", "p50", "p90", "p95", "p99", "max", "total"]),
  ...spread("each-", "", (f) => f.tokensEach, count, ["min", "avg", "p50", "p90", "p95", "p99", "max"]),
  ...spread("first-", "First token ", (f) => f.firstTokenMs, duration, ["p50", "p95"]),
  ...spread("args-", "Argument characters ", (f) => f.arguments, count, ["p50", "p99", "max"]),
  { id: "speed", label: "Tokens/s", of: (f) => f.tokensPerSecond, text: (n) => (n == null ? "–" : exact(n)), worse: "down" },
  { id: "tokens", label: "Tokens", of: (f) => f.tokens?.total ?? sum(f.tokens?.input, f.tokens?.output), text: count },
  { id: "input", label: "Input", of: (f) => f.tokens?.input, text: count },
  { id: "output", label: "Output", of: (f) => f.tokens?.output, text: count },
  { id: "cached", label: "Cached", of: (f) => f.tokens?.cachedInput, text: count },
  { id: "written", label: "Cache written", of: (f) => f.tokens?.cacheWriteInput, text: count },
  { id: "reasoning", label: "Reasoning", of: (f) => f.tokens?.reasoning, text: count },
  { id: "cost", label: "Cost", of: (f) => (f.cost?.total === 0 && f.cost.unpriced ? undefined : f.cost?.total), text: cost, worse: "up" },
  { id: "cost-input", label: "Input", of: (f) => f.cost?.input, text: cost },
  { id: "cost-output", label: "Output", of: (f) => f.cost?.output, text: cost },
  { id: "cost-cache", label: "of it cache", of: (f) => f.cost?.cache, text: cost },
  { id: "cost-reasoning", label: "of it reasoning", of: (f) => f.cost?.reasoning, text: cost },
  { id: "hit", label: "Cache hits", of: (f) => f.cacheHitRate, text: rate, worse: "down" },
  { id: "saved", label: "Cache saved", of: (f) => savings(f.cost, f.tokens).usd, text: savedText, worse: "down" },
  { id: "saved-share", label: "Saved", of: (f) => savings(f.cost, f.tokens).share, text: rate, worse: "down" },
];

const BY_ID = new Map(METRICS.map((m) => [m.id, m]));

export function metrics(ids: string[]): Metric[] {
  return ids.map((id) => BY_ID.get(id)!);
}

function sum(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);
}
