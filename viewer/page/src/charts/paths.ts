// SPDX-License-Identifier: Apache-2.0
import { stacked } from "../model/series";

// Paths on a canvas as wide as there are intervals and 100 high; they are stretched to the chart.

const HEIGHT = 100;

/** A line from middle to middle; it breaks where a value is missing, and a lone value is a dash. */
export function linePath(values: (number | null)[], top: number): string {
  let path = "";
  values.forEach((value, i) => {
    if (value === null) return;
    const y = round(HEIGHT - (value / top) * HEIGHT);
    const before = values[i - 1] ?? null;
    const after = values[i + 1] ?? null;
    if (before === null && after === null) path += `M${i + 0.2} ${y}H${i + 0.8}`;
    else path += `${before === null ? "M" : "L"}${i + 0.5} ${y}`;
  });
  return path;
}

/** Areas on top of each other, over the whole width. */
export function areaPaths(series: (number | null)[][], top: number): string[] {
  return stacked(series).map((points) => {
    const x = (i: number) => (i === 0 ? 0 : i === points.length - 1 ? points.length : i + 0.5);
    const y = (value: number) => round(HEIGHT - (value / top) * HEIGHT);
    const one = points.length === 1 ? [points[0]!, points[0]!] : points;
    const at = (i: number) => (points.length === 1 ? i : x(i));
    const upper = one.map(([, high], i) => `${at(i)} ${y(high)}`);
    const lower = one.map(([low], i) => `${at(i)} ${y(low)}`).reverse();
    return `M${upper.join("L")}L${lower.join("L")}Z`;
  });
}

/** The highest point of lines, or of areas on top of each other. */
export function highest(series: (number | null)[][], onTop: boolean): number {
  const all = onTop ? (stacked(series).at(-1) ?? []).map(([, high]) => high) : series.flat().map((v) => v ?? 0);
  return all.reduce((max, v) => Math.max(max, v), 0);
}

function round(n: number): number {
  return Math.round(n * 100) / 100;
}
