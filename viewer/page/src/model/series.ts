// SPDX-License-Identifier: Apache-2.0

/** Intervals of one width that cover a range; the first begins at a multiple of the width. */
export interface Intervals {
  startMs: number;
  everyMs: number;
  count: number;
}

const MINUTE = 60_000;
/** Widths that read well: minutes, hours, days, weeks. */
const WIDTHS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 20_160].map((m) => m * MINUTE);

/** About so many intervals for a range. */
export function intervals(fromMs: number, toMs: number, about: number): Intervals {
  const raw = Math.max(1, toMs - fromMs) / about;
  const everyMs = WIDTHS.find((w) => w >= raw) ?? WIDTHS.at(-1)!;
  const startMs = Math.floor(fromMs / everyMs) * everyMs;
  return { startMs, everyMs, count: Math.max(1, Math.ceil((toMs - startMs) / everyMs)) };
}

/** One value per interval; `missing` stands where nothing was recorded: 0 for sums, null for times. */
export function valuesOf<T extends { ms: number }>(series: T[], at: Intervals, value: (point: T) => number | null | undefined, missing: number | null): (number | null)[] {
  const values: (number | null)[] = Array.from({ length: at.count }, () => missing);
  for (const point of series) {
    const index = Math.floor((point.ms - at.startMs) / at.everyMs);
    if (index >= 0 && index < at.count) values[index] = value(point) ?? missing;
  }
  return values;
}

/** Values put on top of each other: for each series, bottom and top per interval. */
export function stacked(series: (number | null)[][]): [bottom: number, top: number][][] {
  const base: number[] = Array.from({ length: series[0]?.length ?? 0 }, () => 0);
  return series.map((values) =>
    values.map((value, i) => {
      const bottom = base[i]!;
      base[i] = bottom + Math.max(0, value ?? 0);
      return [bottom, base[i]!];
    }),
  );
}

const STEPS = [1, 2, 2.5, 5, 10];

/** Round figures for an axis from 0, at most about four; the last one is the top. Counts have no fractions. */
export function axis(max: number, whole = false): number[] {
  if (!(max > 0)) return [0, 1];
  const raw = whole ? Math.max(1, max / 3) : max / 3;
  const magnitude = 10 ** Math.floor(Math.log10(raw));
  const step = STEPS.find((s) => s * magnitude >= raw * 0.999 && (!whole || Number.isInteger(s * magnitude)))! * magnitude;
  const top = Math.ceil(max / step - 1e-9);
  return Array.from({ length: top + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/** A width in words: "minute", "15 minutes", "hour". */
export function widthName(everyMs: number): string {
  for (const [ms, name] of [[86_400_000, "day"], [3_600_000, "hour"], [MINUTE, "minute"]] as const) {
    if (everyMs >= ms && everyMs % ms === 0) return everyMs === ms ? name : `${everyMs / ms}\u00a0${name}s`;
  }
  return `${Math.round(everyMs / 1000)}\u00a0s`;
}
