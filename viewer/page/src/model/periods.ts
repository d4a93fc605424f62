// SPDX-License-Identifier: Apache-2.0
import { absolute } from "../traces/range";

export type Period = [fromMs: number, toMs: number];

export interface PeriodPreset {
  id: string;
  label: string;
  lengthMs: number;
  /** How long before the second the first one lies. */
  shiftMs: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const PRESETS: PeriodPreset[] = [
  { id: "1h", label: "Last hour, the hour before", lengthMs: HOUR, shiftMs: HOUR },
  { id: "1h-yesterday", label: "Last hour, the same yesterday", lengthMs: HOUR, shiftMs: DAY },
  { id: "24h", label: "Last 24 hours, the 24 before", lengthMs: DAY, shiftMs: DAY },
  { id: "24h-week", label: "Last 24 hours, a week ago", lengthMs: DAY, shiftMs: 7 * DAY },
  { id: "7d", label: "Last 7 days, the 7 before", lengthMs: 7 * DAY, shiftMs: 7 * DAY },
];

/** The two periods of a preset, the later one second; ends on a whole minute. */
export function periodsOf(preset: PeriodPreset, now: number): [Period, Period] {
  const to = Math.ceil(now / 60_000) * 60_000;
  const second: Period = [to - preset.lengthMs, to];
  return [[second[0] - preset.shiftMs, second[1] - preset.shiftMs], second];
}

/** Two periods from the address, or those of a preset. */
export function chosenPeriods(first: string | undefined, second: string | undefined, preset: PeriodPreset, now: number): [Period, Period] {
  const one = absolute(first ?? "");
  const two = absolute(second ?? "");
  return one && two ? [one, two] : periodsOf(preset, now);
}

/** A time for a field of a form, in UTC. */
export function forInput(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16);
}

export function fromInput(text: string): number | null {
  const ms = Date.parse(text + "Z");
  return Number.isNaN(ms) ? null : ms;
}
