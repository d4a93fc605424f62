// SPDX-License-Identifier: Apache-2.0
import type { Figures, FiguresAt, Group } from "../api/figures-types";
import { Chart, type Series } from "../charts/chart";
import { cost, costTick, count, duration, percent, plural, rate, tick, UNKNOWN } from "../format/format";
import { savedText, savings } from "../model/savings";
import { type Intervals, valuesOf, widthName } from "../model/series";
import { fieldLabel, type FieldName } from "./fields";

/** Figures over time; those by group show the groups that cost most. */
export function Charts({ at, total, by, groups, tones, calls, time }: { at: Intervals; total: Group; by: FieldName; groups: Group[]; tones: ReadonlyMap<string, Series["tone"]>; calls: Group | undefined; time: string }) {
  const points = total.series ?? [];
  const line = (label: string, tone: Series["tone"], value: (p: FiguresAt) => number | null | undefined, dashed = false): Series => ({ label, tone, dashed, values: valuesOf(points, at, value, null) });
  const area = (label: string, tone: Series["tone"], value: (p: FiguresAt) => number | null | undefined): Series => ({ label, tone, values: valuesOf(points, at, value, 0) });
  const perGroup = (value: (p: FiguresAt) => number | null | undefined, missing: number | null): Series[] =>
    groups.map((g) => ({ label: g.value, tone: tones.get(g.value) ?? "neutral", values: valuesOf(g.series ?? [], at, value, missing) }));
  const firstToken = (label: string, tone: Series["tone"], value: (p: FiguresAt) => number | undefined): Series => ({ label, tone, values: valuesOf(calls?.series ?? [], at, value, null) });
  const { durationMs, tokens } = total;
  const saved = savings(total.cost, tokens);
  const firstTokenMs = calls?.firstTokenMs;
  const label = by;
  return (
    <div class="chart-cards">
      <Chart title={`Traces per ${widthName(at.everyMs)}`} big={count(total.calls)} note={time} kind="stack" at={at} text={count} whole
        series={[area("finished", "finished", (p) => (p.calls ?? 0) - (p.errors ?? 0)), area("failed", "error", (p) => p.errors)]} />
      <Chart title="Errors" big={rate(failed(total))} note="of traces failed" kind="lines" at={at} text={rate} series={[line("failed", "error", failed)]} />
      <Chart title="Trace duration" big={about(durationMs?.p50)} note={<span title={ABOUT}>{`p50 of runs · p95 ${about(durationMs?.p95)} · p99 ${about(durationMs?.p99)}`}</span>} kind="lines" at={at} text={tick0}
        series={[line("p50", "quiet", (p) => p.durationMs?.p50), line("p95", "generation", (p) => p.durationMs?.p95), line("p99", "generation", (p) => p.durationMs?.p99, true)]} />
      {by === "tool"
        ? <Chart title="Calls by tool" big={count(sum(groups, (g) => g.calls))} note="of the tools that took most time" kind="stack" at={at} text={count} whole series={perGroup((p) => p.calls, 0)} />
        : <Chart title={`Cost by ${label}`} big={cost(total.cost?.total)} note={unpriced(total) ?? time} kind="stack" at={at} text={costTick} series={withOthers(perGroup((p) => p.cost?.total, 0), area("others", "neutral", (p) => p.cost?.total))} />}
      <Chart title="Tokens" big={count(tokens?.total)} note={total.cacheHitRate === undefined ? undefined : `${percent(total.cacheHitRate)} of the input from the cache`} kind="stack" at={at} text={count} whole
        series={[
          area("input, cached", "cached", (p) => p.tokens?.cachedInput),
          area("input", "generation", (p) => (p.tokens?.input ?? 0) - (p.tokens?.cachedInput ?? 0)),
          area("output", "tool", (p) => (p.tokens?.output ?? 0) - (p.tokens?.reasoning ?? 0)),
          area("reasoning", "handoff", (p) => p.tokens?.reasoning),
        ]} />
      {by === "tool"
        ? <Chart title="Time in tools" big={duration(sum(groups, (g) => g.durationMs?.total))} note="of the tools that took most time" kind="stack" at={at} text={tick0} series={perGroup((p) => p.durationMs?.total, 0)} />
        : <Chart title="Time to first token" big={about(firstTokenMs?.p50)} note={firstTokenMs ? `p50 of calls · p95 ${about(firstTokenMs.p95)}` : "of streams"} kind="lines" at={at} text={tick0} series={[firstToken("p50", "quiet", (p) => p.firstTokenMs?.p50), firstToken("p95", "generation", (p) => p.firstTokenMs?.p95)]} />}
      <Chart title={`p95 of ${by === "agent" ? "runs" : "calls"} by ${label}`} big={about(worst(groups, (g) => g.durationMs?.p95))} note="of the slowest" kind="lines" at={at} text={tick0} series={perGroup((p) => p.durationMs?.p95, null)} />
      <Chart title={`Failure rate by ${label}`} big={rate(worst(groups, failed))} note={`of the worst ${fieldLabel(by).toLowerCase()}`} kind="lines" at={at} text={rate} series={perGroup(failed, null)} />
      <Chart id="card-cache" title="Cache savings" big={<span title={saved.why}>{savedText(saved.usd)}</span>} note={saved.share === undefined ? saved.why : `${rate(saved.share)} of the price without it`} kind="lines" at={at} text={costTick} series={[area("saved", "retrieval", (p) => p.cost?.cacheSavings)]} />
    </div>
  );
}

const ABOUT = "At most 1.1 % off: read from sums per minute. The page of traces has the exact ones";

/** A percentile of the sums. */
function about(ms: number | null | undefined): string {
  return ms == null ? UNKNOWN : `≈\u00a0${duration(ms)}`;
}

function failed(f: Figures): number | null {
  return f.calls ? (f.errors ?? 0) / f.calls : null;
}

function sum(groups: Group[], value: (g: Group) => number | undefined): number {
  return groups.reduce((n, g) => n + (value(g) ?? 0), 0);
}

/** The largest value of the groups; null where none has one. */
function worst(groups: Group[], value: (g: Group) => number | null | undefined): number | null {
  const values = groups.flatMap((g) => value(g) ?? []);
  return values.length ? Math.max(...values) : null;
}

/** What the groups leave of the whole. */
function withOthers(groups: Series[], all: Series): Series[] {
  const rest = all.values.map((v, i) => Math.max(0, (v ?? 0) - groups.reduce((n, g) => n + (g.values[i] ?? 0), 0)));
  return rest.some((v, i) => v > (all.values[i] ?? 0) * 1e-6) ? [...groups, { ...all, values: rest }] : groups;
}

function unpriced(total: Group): string | null {
  const calls = total.cost?.unpriced;
  return calls ? `and ${plural(calls, "call")} without a price` : null;
}

function tick0(ms: number): string {
  return ms === 0 ? "0" : ms >= 1000 && Number.isInteger(ms / 100) ? tick(ms) : duration(ms);
}
