// SPDX-License-Identifier: Apache-2.0
import { useRef, useState } from "preact/hooks";
import type { Histogram as Buckets } from "../api/types";
import { tickPlace, timePlace, timeTicks } from "../charts/ticks";
import { clock, dateTime, exact, plural } from "../format/format";

/** Traces by the time of their start; dragging over it chooses a range. */
export function Histogram({ data, onRange }: { data: Buckets | null; onRange: (fromMs: number, toMs: number) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<[number, number] | null>(null);
  const [over, setOver] = useState<number | null>(null);
  if (!data) return <div class="histogram" />;

  const buckets = Math.max(1, Math.round((data.toMs - data.fromMs) / data.bucketMs));
  const max = Math.max(1, ...data.buckets.map((b) => b.traces));
  const at = (event: PointerEvent) => {
    const bounds = box.current!.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - bounds.left) / bounds.width));
  };
  const time = (share: number) => data.fromMs + share * (data.toMs - data.fromMs);
  const finish = () => {
    if (drag && Math.abs(drag[1] - drag[0]) > 0.005) onRange(Math.floor(time(Math.min(...drag))), Math.ceil(time(Math.max(...drag))));
    setDrag(null);
  };
  const total = data.buckets.reduce((sum, b) => sum + b.traces, 0);
  return (
    <div
      class="histogram"
      ref={box}
      role="img"
      aria-label={`${exact(total)} traces from ${dateTime(data.fromMs)} to ${dateTime(data.toMs)} UTC`}
      onPointerDown={(e) => { (e.currentTarget as HTMLElement).setPointerCapture(e.pointerId); setDrag([at(e), at(e)]); }}
      onPointerMove={(e) => {
        setOver(Math.min(buckets - 1, Math.floor(at(e) * buckets)));
        if (drag) setDrag([drag[0], at(e)]);
      }}
      onPointerLeave={() => setOver(null)}
      onPointerUp={finish}
      onPointerCancel={() => setDrag(null)}
    >
      <svg viewBox={`0 0 ${buckets} 100`} preserveAspectRatio="none" aria-hidden="true">
        {data.buckets.map((b) => (
          <g key={b.index}>
            <rect class="bucket" x={b.index + 0.08} width="0.84" y={100 - (b.traces / max) * 96} height={(b.traces / max) * 96} />
            <rect class="bucket failed" x={b.index + 0.08} width="0.84" y={100 - (b.traces / max) * 96} height={(b.withErrors / max) * 96} />
          </g>
        ))}
      </svg>
      <p class="histogram-legend small-text third">
        <span><i class="swatch swatch-runs" /> runs</span>
        <span title="A span failed; the run itself may have gone on"><i class="swatch swatch-errors" /> with errors</span>
      </p>
      {over !== null && !drag && <div class="bucket-hover" style={{ left: `${(over / buckets) * 100}%`, width: `${100 / buckets}%` }} />}
      {over !== null && (
        <div class={`histogram-hover ${tickPlace((over + 0.5) / buckets, 0.15)}`} style={{ left: `${((over + 0.5) / buckets) * 100}%` }} aria-hidden="true">
          {bucketText(data, over)}
        </div>
      )}
      {drag && <div class="brush" style={{ left: `${Math.min(...drag) * 100}%`, width: `${Math.abs(drag[1] - drag[0]) * 100}%` }} />}
      <div class="histogram-axis" aria-hidden="true">
        {timeTicks({ startMs: data.fromMs, everyMs: data.bucketMs, count: buckets }).map((t) => (
          <span key={t.ms} class={timePlace(t.share)} style={{ left: `${t.share * 100}%` }}>{t.text}</span>
        ))}
      </div>
    </div>
  );
}

/** "11-29 14:00 – 15:00: 482 traces, 12 failed, 30 with errors". */
export function bucketText(data: Buckets, index: number): string {
  const from = data.fromMs + index * data.bucketMs;
  const to = Math.min(data.toMs, from + data.bucketMs);
  const sameDay = dateTime(from).slice(0, 10) === dateTime(to).slice(0, 10);
  const precise = data.bucketMs < 60_000 ? 8 : 5;
  const times = `${dateTime(from).slice(5, 11 + precise)} – ${sameDay ? clock(to).slice(0, precise) : dateTime(to).slice(5, 11 + precise)}`;
  const { traces = 0, failed = 0, withErrors = 0 } = data.buckets.find((b) => b.index === index) ?? {};
  return [`${times}: ${plural(traces, "trace")}`, failed && `${exact(failed)} failed`, withErrors && `${exact(withErrors)} with errors`].filter(Boolean).join(", ");
}
