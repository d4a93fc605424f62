// SPDX-License-Identifier: Apache-2.0
import type { Selection } from "../api/client";
import { clock, dateTime } from "../format/format";

/** Spans of time that the list offers; the address has the key, or `<from>-<to>` in ms. */
export const RANGES: [key: string, label: string][] = [
  ["15m", "Last 15 minutes"],
  ["1h", "Last hour"],
  ["24h", "Last 24 hours"],
  ["7d", "Last 7 days"],
  ["", "All time"],
];

export function rangeLabel(range: string): string {
  const [from, to] = absolute(range) ?? [];
  if (from !== undefined && to !== undefined) {
    return `${dateTime(from).slice(5, 16)} – ${from - (from % 86_400_000) === to - (to % 86_400_000) ? clock(to).slice(0, 5) : dateTime(to).slice(5, 16)}`;
  }
  return RANGES.find(([key]) => key === range)?.[1] ?? range;
}

/** Filter and time as one text: what the figures of a page are of. */
export function stamp({ q, range }: { q: string; range: string }): string {
  return `${q}\u0000${range}`;
}

/** What the server is asked for. */
export function selection(q: string, range: string): Selection {
  const [from, to] = absolute(range) ?? [];
  if (from !== undefined && to !== undefined) return { q, from: String(from), to: String(to) };
  return range ? { q, from: range } : { q };
}

export function absolute(range: string): [number, number] | null {
  const match = /^(\d{10,})-(\d{10,})$/.exec(range);
  return match ? [Number(match[1]), Number(match[2])] : null;
}
