// SPDX-License-Identifier: Apache-2.0
import type { FiguresAt, Group } from "../api/figures-types";
import { dateTime, duration, percent } from "../format/format";

/** From when on a group was worse than before. */
export interface Step {
  value: string;
  ms: number;
  /** Before and after, where they differ clearly. */
  p95Ms?: [number, number];
  failures?: [number, number];
  /** How sure it is; to find the clearest. */
  weight: number;
}

const FACTOR = 2;
const MIN_CALLS = 50;
/** Of failure rates: so many standard errors apart, so that a few failures by chance are none. */
const SURE = 4;
const LEAST_RATE = 0.01;

/** The groups that got worse, and when; the clearest first. */
export function steps(groups: Group[]): Step[] {
  return groups.flatMap((g) => stepOf(g.value, g.series ?? []) ?? []).sort((a, b) => b.weight - a.weight);
}

/**
 * Splits a course where both parts are most alike within, and says what is more than twice as bad after
 * it and stays so. Null where there is no such step.
 */
export function stepOf(value: string, series: FiguresAt[]): Step | null {
  const points = series.filter((p) => p.calls).toSorted((a, b) => a.ms - b.ms);
  const at = bestSplit(points);
  if (at === null) return null;
  // The change may lie within the interval on either side; it says nothing of the two levels.
  const before = enough(points.slice(0, at - 1), points.slice(0, at));
  const after = enough(points.slice(at + 1), points.slice(at));
  const p95Ms = p95Step(before, after);
  const failures = failureStep(before, after);
  if (!p95Ms && !failures) return null;
  return { value, ms: points[at]!.ms, ...(p95Ms && { p95Ms }), ...(failures && { failures }), weight: gain(points, at) };
}

/** When exactly, by the course of a shorter time around the step in narrower intervals; the step itself if that shows none. */
export function finer(step: Step, series: FiguresAt[]): Step {
  const points = series.filter((p) => p.calls).toSorted((a, b) => a.ms - b.ms);
  const at = bestSplit(points);
  return at === null ? step : { ...step, ms: points[at]!.ms };
}

/** "got worse about 11-27 23:00: p95 2.30 s → 7.63 s, failures 0 % → 7 %". */
export function stepText({ ms, p95Ms, failures }: Step): string {
  const parts = [
    p95Ms && `p95 ${duration(p95Ms[0])} → ${duration(p95Ms[1])}`,
    failures && `failures ${percent(failures[0])} → ${percent(failures[1])}`,
  ];
  return `got worse about ${dateTime(ms).slice(5, 16)}: ${parts.filter(Boolean).join(", ")}`;
}

/** A step for the address: what a page says is what the next one says. */
export function writeStep({ value, ms, p95Ms, failures }: Step): string {
  return [ms, ...(p95Ms ?? ["", ""]), ...(failures ?? ["", ""]), value].join("~");
}

export function parseStep(text: string | undefined): Step | null {
  const [ms = "", ...rest] = (text ?? "").split("~");
  const [p1, p2, f1, f2] = rest;
  const pair = (a: string | undefined, b: string | undefined): [number, number] | undefined =>
    a && b && Number.isFinite(Number(a)) && Number.isFinite(Number(b)) ? [Number(a), Number(b)] : undefined;
  const [p95Ms, failures] = [pair(p1, p2), pair(f1, f2)];
  if (!/^\d+$/.test(ms) || rest.length < 5 || !(p95Ms || failures)) return null;
  return { value: rest.slice(4).join("~"), ms: Number(ms), ...(p95Ms && { p95Ms }), ...(failures && { failures }), weight: 0 };
}

function enough(points: FiguresAt[], otherwise: FiguresAt[]): FiguresAt[] {
  return calls(points) < MIN_CALLS ? otherwise : points;
}

function bestSplit(points: FiguresAt[]): number | null {
  let best: number | null = null;
  let most = 0;
  for (let at = 1; at < points.length; at++) {
    if (calls(points.slice(0, at)) < MIN_CALLS || calls(points.slice(at)) < MIN_CALLS) continue;
    const found = gain(points, at);
    if (found > most) [best, most] = [at, found];
  }
  return best;
}

/** How much better two levels explain the course than one: the logarithm of the ratio of likelihoods. */
function gain(points: FiguresAt[], at: number): number {
  const parts = [points.slice(0, at), points.slice(at)];
  const failures = parts.reduce((sum, p) => sum + binomial(p), -binomial(points));
  const one = scatter(points);
  const two = parts.reduce((sum, p) => sum + scatter(p), 0);
  // Less than this much scatter (5 %) is no better explanation of anything.
  const least = points.length * 0.05 ** 2;
  return failures + (points.length / 2) * Math.log((one + least) / (two + least));
}

function binomial(points: FiguresAt[]): number {
  const n = calls(points);
  const failed = errors(points);
  const part = (k: number) => (k ? k * Math.log(k / n) : 0);
  return n ? part(failed) + part(n - failed) : 0;
}

/** Squares of the distances from the mean, of the logarithms of p95. */
function scatter(points: FiguresAt[]): number {
  const logs = points.flatMap((p) => (p.durationMs?.p95 ? [Math.log(p.durationMs.p95)] : []));
  const mean = logs.reduce((sum, v) => sum + v, 0) / (logs.length || 1);
  return logs.reduce((sum, v) => sum + (v - mean) ** 2, 0);
}

function p95Step(before: FiguresAt[], after: FiguresAt[]): [number, number] | null {
  const [first, later] = [p95s(before), p95s(after)];
  if (!first.length || !later.length) return null;
  const [from, to] = [quantile(first, 0.5), quantile(later, 0.5)];
  // The two levels hardly overlap.
  return to > FACTOR * from && quantile(later, 0.2) > quantile(first, 0.8) ? [from, to] : null;
}

function failureStep(before: FiguresAt[], after: FiguresAt[]): [number, number] | null {
  const [from, to] = [rateOf(before), rateOf(after)];
  if (to < LEAST_RATE || to <= FACTOR * from) return null;
  const all = rateOf([...before, ...after]);
  const error = Math.sqrt(all * (1 - all) * (1 / calls(before) + 1 / calls(after)));
  if (error > 0 && (to - from) / error < SURE) return null;
  // It lasts: the end is as bad as the beginning.
  const end = after.slice(Math.floor(after.length / 2));
  return rateOf(end) > FACTOR * from && rateOf(end) >= to / FACTOR ? [from, to] : null;
}

function rateOf(points: FiguresAt[]): number {
  const n = calls(points);
  return n ? errors(points) / n : 0;
}

function calls(points: FiguresAt[]): number {
  return points.reduce((sum, p) => sum + (p.calls ?? 0), 0);
}

function errors(points: FiguresAt[]): number {
  return points.reduce((sum, p) => sum + (p.errors ?? 0), 0);
}

function p95s(points: FiguresAt[]): number[] {
  return points.flatMap((p) => p.durationMs?.p95 ?? []).sort((a, b) => a - b);
}

function quantile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}
