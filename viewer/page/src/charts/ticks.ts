// SPDX-License-Identifier: Apache-2.0
import { clock, dateTime } from "../format/format";
import type { Intervals } from "../model/series";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEPS = [60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY, 365 * DAY];

export interface TimeTick {
  ms: number;
  /** Where it lies, 0 to 1. */
  share: number;
  text: string;
}

/** So near to an end of the axis a text would leave the chart if it were centred. */
const NEAR = 0.06;

/** How a text stands at its point: centred, but at both ends within the chart. */
export function tickPlace(share: number, near = NEAR): "at-start" | "at-middle" | "at-end" {
  return share < near ? "at-start" : share > 1 - near ? "at-end" : "at-middle";
}

/** How many characters the longest of the values takes. */
export function widest(values: (number | null)[], text: (value: number) => string): number {
  return values.reduce<number>((most, v) => Math.max(most, v === null ? 1 : text(v).length), 1);
}

/** Round times in UTC below a chart, at most six. */
export function timeTicks(at: Intervals): TimeTick[] {
  const width = at.count * at.everyMs;
  const step = STEPS.find((s) => s >= width / 6) ?? STEPS.at(-1)!;
  const ticks: TimeTick[] = [];
  for (let ms = Math.ceil(at.startMs / step) * step; ms < at.startMs + width; ms += step) {
    const share = (ms - at.startMs) / width;
    ticks.push({ ms, share, text: step >= DAY || (width > DAY && ms % DAY === 0) ? dateTime(ms).slice(5, 10) : clock(ms).slice(0, 5) });
  }
  return ticks;
}

/** The start of an interval: with the date if the chart is longer than a day. */
export function intervalTime(at: Intervals, ms: number): string {
  if (at.everyMs >= DAY) return dateTime(ms).slice(5, 10);
  return at.count * at.everyMs > DAY ? dateTime(ms).slice(5, 16) : clock(ms).slice(0, 5);
}
