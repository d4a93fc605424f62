// SPDX-License-Identifier: Apache-2.0

/** What stands for a figure that is not known; never 0. */
export const UNKNOWN = "–";

const NBSP = "\u00a0";

/** A duration in milliseconds: 821 µs, 8 ms, 1.10 s, 18.2 s, 2 m 04 s, 1 h 02 m. */
export function duration(ms: number | null | undefined): string {
  if (ms == null || !Number.isFinite(ms)) return UNKNOWN;
  if (ms < 0) return "−" + duration(-ms);
  if (ms === 0) return `0${NBSP}ms`;
  if (ms < 0.9995) return `${Math.max(1, Math.round(ms * 1000))}${NBSP}µs`;
  if (ms < 999.5) return `${Math.round(ms)}${NBSP}ms`;
  const s = ms / 1000;
  if (s < 9.995) return `${s.toFixed(2)}${NBSP}s`;
  if (s < 59.95) return `${s.toFixed(1)}${NBSP}s`;
  const whole = Math.round(s);
  if (whole < 3600) return `${Math.floor(whole / 60)}${NBSP}m${NBSP}${pad(whole % 60)}${NBSP}s`;
  const minutes = Math.round(s / 60);
  return `${Math.floor(minutes / 60)}${NBSP}h${NBSP}${pad(minutes % 60)}${NBSP}m`;
}

/** A round time on an axis: 0, 250 ms, 5 s, 1.5 s. */
export function tick(ms: number): string {
  if (ms === 0) return "0";
  if (ms < 1) return duration(ms);
  if (ms < 1000) return `${ms}${NBSP}ms`;
  if (ms < 120_000) return `${Number((ms / 1000).toFixed(2))}${NBSP}s`;
  return duration(ms);
}

/** An offset from the start of a trace: +9.69 s, and 0 at the start itself. */
export function offset(ms: number): string {
  return Math.abs(ms) < 0.0005 ? "0" : "+" + duration(ms);
}

/** A count: exact to 9,999, then 12.4k, 5.66M. */
export function count(n: number | null | undefined): string {
  if (n == null || !Number.isFinite(n)) return UNKNOWN;
  if (Math.abs(n) < 10_000) return exact(n);
  if (Math.abs(n) < 999_500) return short(n / 1000) + "k";
  if (Math.abs(n) < 999_500_000) return short(n / 1e6) + "M";
  return short(n / 1e9) + "G";
}

const WHOLE = new Intl.NumberFormat("en-US");

/** A count with all its digits: 12,345. */
export function exact(n: number): string {
  return WHOLE.format(Math.round(n));
}

/** US dollars in a list: four decimals, so that figures line up. */
export function costInList(usd: number | null | undefined): string {
  if (usd == null || !Number.isFinite(usd)) return UNKNOWN;
  return "$" + (usd >= 1000 ? exact(usd) : usd.toFixed(4));
}

/** US dollars on an axis: $0, $0.05, $1.50, $20. */
export function costTick(usd: number): string {
  if (usd === 0) return "$0";
  if (usd >= 10) return "$" + count(usd);
  return "$" + (usd >= 0.01 ? usd.toFixed(3).replace(/0$/, "") : String(Number(usd.toPrecision(2))));
}

/** US dollars in details: three digits that mean something. */
export function cost(usd: number | null | undefined): string {
  if (usd == null || !Number.isFinite(usd)) return UNKNOWN;
  if (usd === 0) return "$0";
  if (usd >= 1000) return "$" + exact(usd);
  if (usd >= 1) return "$" + usd.toFixed(2);
  const digits = Math.min(12, 2 - Math.floor(Math.log10(Math.abs(usd))));
  return "$" + usd.toFixed(digits);
}

/** A share between 0 and 1: 34 %, <1 %. */
export function percent(share: number | null | undefined): string {
  if (share == null || !Number.isFinite(share)) return UNKNOWN;
  if (share > 0 && share < 0.005) return `<1${NBSP}%`;
  return `${Math.round(share * 100)}${NBSP}%`;
}

/** A rate between 0 and 1 with one decimal: 6.2 %, 100 %, <0.1 %. */
export function rate(share: number | null | undefined): string {
  if (share == null || !Number.isFinite(share)) return UNKNOWN;
  if (share > 0 && share < 0.0005) return `<0.1${NBSP}%`;
  return `${Number((share * 100).toFixed(1))}${NBSP}%`;
}

/** Bytes: 55 B, 1.2 KB, 412 MB. */
export function bytes(n: number | null | undefined): string {
  if (n == null || !Number.isFinite(n)) return UNKNOWN;
  if (n < 1000) return `${n}${NBSP}B`;
  const units = ["KB", "MB", "GB", "TB"];
  let value = n;
  let unit = "B";
  for (const next of units) {
    if (value < 999.5) break;
    value /= 1000;
    unit = next;
  }
  return `${short(value)}${NBSP}${unit}`;
}

/** A time of day in UTC: 15:54:23. */
export function clock(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(11, 19);
}

/** A date and time in UTC: 2026-11-29 15:54:23. */
export function dateTime(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 19).replace("T", " ");
}

/** A date and time in UTC to the minute, as figures have it: 2026-11-29 15:54. */
export function dateMinute(epochMs: number): string {
  return dateTime(epochMs).slice(0, 16);
}

/** How long ago a minute was: <1 min, 2 min, 3 h, 4 d. */
export function agoMinutes(epochMs: number, now: number): string {
  return now - epochMs < 60_000 ? `<1${NBSP}min` : ago(epochMs, now);
}

/** How long ago: 12 s, 2 min, 3 h, 4 d. */
export function ago(epochMs: number, now: number): string {
  const s = Math.max(0, Math.round((now - epochMs) / 1000));
  if (s < 60) return `${s}${NBSP}s`;
  if (s < 3600) return `${Math.floor(s / 60)}${NBSP}min`;
  if (s < 86_400) return `${Math.floor(s / 3600)}${NBSP}h`;
  return `${Math.floor(s / 86_400)}${NBSP}d`;
}

/** "1 error", "3 errors". */
export function plural(n: number, one: string, many: string = one + "s"): string {
  return `${exact(n)}${NBSP}${n === 1 ? one : many}`;
}

function short(value: number): string {
  const text = value < 9.995 ? value.toFixed(2) : value < 99.95 ? value.toFixed(1) : value.toFixed(0);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function pad(n: number): string {
  return String(n).padStart(2, "0");
}
