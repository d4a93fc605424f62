// SPDX-License-Identifier: Apache-2.0
import type { ShapeBar } from "../api/types";

const HEIGHT = 20;

/** A trace in small: its leaf spans as bars, from top to bottom in the order of the tree. */
export function Shape({ bars = [], class: extra = "" }: { bars: ShapeBar[] | undefined; class?: string }) {
  const thick = bars.length === 1 ? 5 : bars.length < 12 ? 3 : 2;
  const step = bars.length > 1 ? (HEIGHT - 4 - thick) / (bars.length - 1) : 0;
  return (
    <svg class={`shape ${extra}`} viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {bars.map(([type, start, width, error], i) => (
        <rect key={i} class={error ? "bar-error" : `bar-${type}`} x={start} width={Math.max(8, width)} y={bars.length > 1 ? 2 + i * step : 8} height={thick} />
      ))}
    </svg>
  );
}
