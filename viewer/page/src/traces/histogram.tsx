// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Histogram as Buckets, Totals } from "../api/types";
import { clock, cost, count, dateTime, duration, exact, percent } from "../format/format";
import { ticks } from "../model/scale";
import { CostText } from "./row";

/** Traces by the time of their start; dragging over it chooses a range. */
export function Histogram({ data, onRange }: { data: Buckets | null; onRange: (fromMs: number, toMs: number) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<[number, number] | null>(null);
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
  const long = data.toMs - data.fromMs > 86_400_000 * 1.5;
  return (
    <div
      class="histogram"
      ref={box}
      role="img"
      aria-label={`${exact(total)} traces from ${dateTime(data.fromMs)} to ${dateTime(data.toMs)} UTC`}
      onPointerDown={(e) => { (e.currentTarget as HTMLElement).setPointerCapture(e.pointerId); setDrag([at(e), at(e)]); }}
      onPointerMove={(e) => drag && setDrag([drag[0], at(e)])}
      onPointerUp={finish}
      onPointerCancel={() => setDrag(null)}
    >
      <svg viewBox={`0 0 ${buckets} 100`} preserveAspectRatio="none" aria-hidden="true">
        {data.buckets.map((b) => (
          <g key={b.index}>
            <title>{`${clock(data.fromMs + b.index * data.bucketMs)}: ${exact(b.traces)} traces, ${exact(b.withErrors)} with errors, ${exact(b.failed)} failed`}</title>
            <rect class="bucket" x={b.index + 0.08} width="0.84" y={100 - (b.traces / max) * 96} height={(b.traces / max) * 96} />
            <rect class="bucket failed" x={b.index + 0.08} width="0.84" y={100 - (b.traces / max) * 96} height={(b.withErrors / max) * 96} />
          </g>
        ))}
      </svg>
      {drag && <div class="brush" style={{ left: `${Math.min(...drag) * 100}%`, width: `${Math.abs(drag[1] - drag[0]) * 100}%` }} />}
      <div class="histogram-axis" aria-hidden="true">
        {ticks({ fromMs: data.fromMs, toMs: data.toMs }, 4).filter((ms) => ms < data.toMs - (data.toMs - data.fromMs) / 16).map((ms) => (
          <span key={ms} style={{ left: `${((ms - data.fromMs) / (data.toMs - data.fromMs)) * 100}%` }}>
            {long ? dateTime(ms).slice(5, 10) : clock(ms).slice(0, 5)}
          </span>
        ))}
      </div>
    </div>
  );
}

export function TotalsStrip({ totals }: { totals: Totals | null }) {
  const figures: [string, ComponentChildren, string?][] = [
    ["Traces", totals ? count(totals.traces) : "–"],
    ["Failed", totals ? count(totals.failed) : "–", totals?.traces ? `(${percent(totals.failed / totals.traces)})` : undefined],
    ["p50", duration(totals?.durationMs?.p50)],
    ["p95", duration(totals?.durationMs?.p95)],
    ["Cost", <CostText cost={totals?.cost} text={cost} />],
    ["Cache saved", totals?.cost?.cacheSavings === undefined ? "–" : cost(totals.cost.cacheSavings)],
  ];
  return (
    <dl class="totals">
      {figures.map(([label, value, more]) => (
        <div key={label}>
          <dt class="label">{label}</dt>
          <dd>
            {value} {more && <span class="third small-text">{more}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
