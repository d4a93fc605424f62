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

/** How a time stands below its tick: only at the start the scale is in the way. */
export function timePlace(share: number): "at-start" | "at-middle" {
  return share < NEAR ? "at-start" : "at-middle";
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

/** From an interval to the end of another, or of the same: "11-27 18:00–24:00", "11-27 18:00 – 11-28 06:00", "11-27 – 11-29". */
export function timeSpan(at: Intervals, first: number, last = first): string {
  const from = at.startMs + first * at.everyMs;
  const to = at.startMs + (last + 1) * at.everyMs;
  const [day, lastDay] = [from, to - 1].map((ms) => dateTime(ms).slice(5, 10));
  if (at.everyMs % DAY === 0) return day === lastDay ? day! : `${day} – ${lastDay}`;
  const end = to % DAY === 0 ? "24:00" : clock(to).slice(0, 5);
  const start = `${day} ${clock(from).slice(0, 5)}`;
  return day === lastDay ? `${start}–${end}` : `${start} – ${lastDay} ${end}`;
}
