// SPDX-License-Identifier: Apache-2.0
import type { JvmSample, JvmSeries } from "../api/types";
import { bytes, count, duration, percent } from "../format/format";
import { position, type View } from "../model/scale";

interface Lane {
  label: string;
  figure: string;
  value: (sample: JvmSample) => number | undefined;
  max: number;
}

/** CPU, heap with pauses, and threads of the JVM that wrote the trace, on the axis of the bars. */
export function JvmLanes({ series, startMs, view }: { series: JvmSeries[]; startMs: number; view: View }) {
  const first = series.find((s) => s.samples.length > 1);
  if (!first) return null;
  const { samples } = first;
  const highest = (value: Lane["value"]) => Math.max(0, ...samples.map((s) => value(s) ?? 0));
  const heap = highest((s) => s.heapUsed);
  const threads = highest((s) => s.threads);
  const pauses = samples.reduce((sum, s) => sum + (s.gcPauseMs ?? 0), 0);
  const lanes: Lane[] = [
    { label: "JVM CPU", figure: `max ${percent(highest((s) => s.cpu))}`, value: (s) => s.cpu, max: 1 },
    { label: pauses ? `Heap, GC ${duration(pauses)}` : "Heap, GC", figure: bytes(heap), value: (s) => s.heapUsed, max: heap },
    { label: "Threads", figure: count(threads), value: (s) => s.threads, max: threads * 1.2 },
  ];
  return (
    <section class="jvm" aria-label="Figures of the JVM">
      {lanes.map((lane, i) => (
        <div key={lane.label} class="jvm-lane">
          <span class="jvm-label">
            {lane.label} <span class="end">{lane.figure}</span>
          </span>
          <svg viewBox="0 0 1000 20" preserveAspectRatio="none" role="img" aria-label={`${lane.label}, ${lane.figure}`}>
            <path class="jvm-area" d={area(samples, lane, startMs, view)} />
            {i === 1 && samples.filter((s) => (s.gcPauseMs ?? 0) > 0).map((s) => {
              const x = position(s.timeMs - startMs, view) * 1000;
              return <path key={s.timeMs} class="gc-pause" d={`M${x.toFixed(1)} 2V18`}><title>{`GC pause ${duration(s.gcPauseMs)}`}</title></path>;
            })}
          </svg>
        </div>
      ))}
    </section>
  );
}

function area(samples: JvmSample[], lane: Lane, startMs: number, view: View): string {
  const points = samples
    .map((s) => [position(s.timeMs - startMs, view) * 1000, lane.value(s)] as const)
    .filter((p): p is readonly [number, number] => p[1] !== undefined)
    .map(([x, value]) => `${x.toFixed(1)} ${(18 - (lane.max ? value / lane.max : 0) * 16).toFixed(1)}`);
  if (points.length < 2) return "";
  const firstX = points[0]!.split(" ")[0];
  const lastX = points.at(-1)!.split(" ")[0];
  return `M${firstX} 18L${points.join("L")}L${lastX} 18`;
}
