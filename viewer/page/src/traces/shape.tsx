// SPDX-License-Identifier: Apache-2.0
import type { ShapeBar } from "../api/types";

const HEIGHT = 20;

/** A trace in small: its leaf spans as bars, one lane below the other where they run at once. */
export function Shape({ bars, class: extra = "" }: { bars: ShapeBar[] | undefined; class?: string }) {
  const lanes = laneOf(bars ?? []);
  const count = Math.max(1, ...lanes.map((l) => l + 1));
  const step = Math.min(4, (HEIGHT - 4) / count);
  return (
    <svg class={`shape ${extra}`} viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {(bars ?? []).map(([type, start, width, error], i) => (
        <rect
          key={i}
          class={error ? "bar-error" : `bar-${type}`}
          x={start}
          width={Math.max(6, width)}
          y={2 + lanes[i]! * step}
          height={Math.max(1, step - 1)}
        />
      ))}
    </svg>
  );
}

/** Each bar one lane below the one before, so that the order of the steps shows; at most five. */
function laneOf(bars: ShapeBar[]): number[] {
  const lanes: number[] = [];
  const ends: number[] = [];
  for (const [, start, width] of bars) {
    let lane = ends.findIndex((end) => end <= start);
    if (lane < 0) lane = Math.min(ends.length, 4);
    ends[lane] = start + width;
    lanes.push(lane);
  }
  const used = Math.max(0, ...lanes);
  // sequential work steps down instead of lying on one line
  return used === 0 && bars.length > 1 ? bars.map((_, i) => Math.floor((i * 4) / bars.length)) : lanes;
}
