// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { UNKNOWN } from "../format/format";
import { axis, type Intervals } from "../model/series";
import { position } from "../model/scale";
import { plain } from "../ui/text";
import { areaPaths, highest, linePath } from "./paths";
import { brushed, hovered } from "./state";
import { timePlace, timeSpan, timeTicks, widest } from "./ticks";

export interface Series {
  label: string;
  tone: "generation" | "tool" | "retrieval" | "handoff" | "custom" | "neutral" | "error" | "finished" | "cached" | "quiet";
  values: (number | null)[];
  dashed?: boolean;
}

export interface ChartProps {
  title: string;
  /** Where a link leads to this chart. */
  id?: string | undefined;
  big: ComponentChildren;
  note?: ComponentChildren;
  kind: "lines" | "stack";
  at: Intervals;
  series: Series[];
  /** A figure of the axis, and of the cross-hair. */
  text: (value: number) => string;
  /** Counts: the axis has no fractions. */
  whole?: boolean;
}

/** A figure over time. The cross-hair and the range that is dragged are those of all charts of the page. */
export function Chart({ title, id, big, note, kind, at, series, text, whole = false }: ChartProps) {
  const values = series.map((s) => s.values);
  const steps = useMemo(() => axis(highest(values, kind === "stack"), whole), [series, kind, whole]);
  const top = steps.at(-1)!;
  return (
    <section class="card chart-card" id={id} tabIndex={id ? -1 : undefined} aria-label={id ? title : undefined}>
      <h2>{title}</h2>
      <p class="chart-figure"><b>{big}</b> <span class="small-text third">{note}</span></p>
      <div class="chart">
        <div class="chart-scale" aria-hidden="true">
          {steps.map((s) => <span key={s} style={{ top: `${100 - (s / top) * 100}%` }}>{text(s)}</span>)}
        </div>
        <Plot label={title} at={at}>
          <svg viewBox={`0 0 ${at.count} 100`} preserveAspectRatio="none" aria-hidden="true">
            {steps.map((s) => <path key={s} class="chart-grid" d={`M0 ${100 - (s / top) * 100}H${at.count}`} />)}
            {kind === "stack"
              ? areaPaths(values, top).map((d, i) => <path key={series[i]!.label} class={`area tone-${series[i]!.tone}`} d={d} />)
              : series.map((s) => <path key={s.label} class={`line tone-${s.tone} ${s.dashed ? "dashed" : ""}`} d={linePath(s.values, top)} />)}
          </svg>
          <Overlay at={at} />
        </Plot>
        <div class="chart-times" aria-hidden="true">
          {timeTicks(at).map((t) => <span key={t.ms} class={timePlace(t.share)} style={{ left: `${t.share * 100}%` }}>{t.text}</span>)}
        </div>
      </div>
      <Legend series={series} kind={kind} text={text} at={at} />
    </section>
  );
}

/** Where the pointer, or the arrow keys, move the cross-hair and drag a range. */
function Plot({ label, at, children }: { label: string; at: Intervals; children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  const from = useRef<number | null>(null);
  const indexAt = (event: PointerEvent) => {
    const bounds = box.current!.getBoundingClientRect();
    return clamp(Math.floor(((event.clientX - bounds.left) / bounds.width) * at.count), at);
  };
  const onMove = (event: PointerEvent) => {
    const index = indexAt(event);
    hovered.value = index;
    if (from.current !== null) brushed.value = index === from.current ? null : between(from.current, index);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      hovered.value = null;
      brushed.value = null;
    }
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const before = hovered.value ?? (step > 0 ? -1 : at.count);
    const index = clamp(before + step, at);
    if (event.shiftKey) {
      from.current ??= clamp(before, at);
      brushed.value = between(from.current, index);
    } else {
      from.current = null;
    }
    hovered.value = index;
  };
  return (
    <div
      class="chart-plot"
      ref={box}
      role="img"
      tabIndex={0}
      aria-label={`${label} over time; arrow keys move, with Shift they select a range`}
      onPointerDown={(e) => { box.current!.setPointerCapture(e.pointerId); from.current = indexAt(e); brushed.value = null; }}
      onPointerMove={onMove}
      onPointerUp={() => (from.current = null)}
      onPointerCancel={() => (from.current = null)}
      onPointerLeave={() => { if (from.current === null) hovered.value = null; }}
      onBlur={() => (hovered.value = null)}
      onKeyDown={onKey}
    >
      {children}
    </div>
  );
}

function Overlay({ at }: { at: Intervals }) {
  const [from, to] = brushed.value ?? [];
  return (
    <>
      {from !== undefined && to !== undefined && <div class="brush" style={{ left: `${(from / at.count) * 100}%`, width: `${((to + 1 - from) / at.count) * 100}%` }} />}
      {hovered.value !== null && <div class="cross-hair" style={{ left: `${((hovered.value + 0.5) / at.count) * 100}%` }} />}
    </>
  );
}

/** Values stand in the legend only under the cross-hair; their room is kept, so that nothing moves. */
function Legend({ series, kind, text, at }: { series: Series[]; kind: ChartProps["kind"]; text: (value: number) => string; at: Intervals }) {
  const index = hovered.value;
  return (
    <p class="chart-legend">
      {series.map((s) => <Entry key={s.label} series={s} kind={kind} text={text} index={index} />)}
      <span class="end chart-time">{index === null ? "" : timeSpan(at, index)}</span>
    </p>
  );
}

function Entry({ series, kind, text, index }: { series: Series; kind: ChartProps["kind"]; text: (value: number) => string; index: number | null }) {
  const room = useMemo(() => widest(series.values, text), [series.values]);
  const value = index === null ? null : (series.values[index] ?? null);
  return (
    <span>
      <i class={`swatch ${kind === "lines" ? "swatch-line" : ""} ${series.dashed ? "dashed" : ""} tone-${series.tone}`} /> {plain(series.label)}
      <b style={{ minWidth: `${room}ch` }}>{index === null ? "" : value === null ? UNKNOWN : text(value)}</b>
    </span>
  );
}

function clamp(index: number, at: Intervals): number {
  return Math.min(Math.max(0, index), at.count - 1);
}

function between(a: number, b: number): [number, number] {
  return [Math.min(a, b), Math.max(a, b)];
}

/** Bars without axes, for a line of a table. */
export function Sparkline({ values, class: extra = "" }: { values: (number | null)[]; class?: string }) {
  const max = Math.max(1, highest([values], false));
  const view = { fromMs: 0, toMs: max };
  return (
    <svg class={`sparkline ${extra}`} viewBox={`0 0 ${values.length} 100`} preserveAspectRatio="none" aria-hidden="true">
      <path class="chart-grid" d={`M0 99H${values.length}`} />
      {values.map((v, i) => v ? <rect key={i} x={i + 0.12} width="0.76" y={100 - position(v, view) * 96} height={position(v, view) * 96} /> : null)}
    </svg>
  );
}
