// SPDX-License-Identifier: Apache-2.0

/** The part of a trace that the timeline shows, in ms after its start. */
export interface View {
  fromMs: number;
  toMs: number;
}

/** Where a time lies in a view, 0 to 1; beyond them if it is outside. */
export function position(ms: number, view: View): number {
  return (ms - view.fromMs) / (view.toMs - view.fromMs);
}

const STEPS = [1, 2, 5];

/** Round times for an axis, about `about` of them. */
export function ticks(view: View, about: number): number[] {
  const raw = (view.toMs - view.fromMs) / Math.max(1, about);
  if (!(raw > 0)) return [];
  const magnitude = 10 ** Math.floor(Math.log10(raw));
  const step = (STEPS.find((s) => s * magnitude >= raw) ?? 10) * magnitude;
  const times: number[] = [];
  for (let i = Math.ceil(view.fromMs / step); i * step <= view.toMs && times.length < 100; i++) times.push(i * step);
  return times;
}

/** Zooms by a factor (below 1: closer) around a time, never beyond the trace nor below 10 µs. */
export function zoom(view: View, factor: number, around: number, endMs: number): View {
  const width = Math.min(Math.max((view.toMs - view.fromMs) * factor, Math.min(0.01, endMs)), endMs);
  const share = position(around, view);
  return clamp(around - share * width, width, endMs);
}

/** Moves by a share of the width of the view. */
export function pan(view: View, share: number, endMs: number): View {
  const width = view.toMs - view.fromMs;
  return clamp(view.fromMs + share * width, width, endMs);
}

/** A view that shows a span with room on both sides. */
export function around(fromMs: number, toMs: number, endMs: number): View {
  const width = Math.min(endMs, Math.max((toMs - fromMs) * 1.25, endMs / 1e6, 0.01));
  return clamp((fromMs + toMs - width) / 2, width, endMs);
}

function clamp(fromMs: number, width: number, endMs: number): View {
  const from = Math.min(Math.max(0, fromMs), Math.max(0, endMs - width));
  return { fromMs: from, toMs: from + width };
}
