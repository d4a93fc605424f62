// SPDX-License-Identifier: Apache-2.0
import { assign, type Tone, TONES } from "../model/tones";
import { keep, read } from "../state/theme";

const KEY = "clew.tones";
const MOST_KEPT = 200;

/** The colour of each of these names: the one that it always had here. */
export function tonesOf(field: string, names: string[]): ReadonlyMap<string, Tone> {
  const kept = parse(read(KEY));
  const tones = assign(names.map((name) => `${field}:${name}`), kept);
  keep(KEY, JSON.stringify(Object.fromEntries([...kept].slice(-MOST_KEPT))));
  return new Map(names.map((name, i) => [name, tones[i]!]));
}

function parse(text: string | null): Map<string, Tone> {
  try {
    const entries = Object.entries(JSON.parse(text ?? "{}") as Record<string, Tone>);
    return new Map(entries.filter(([, tone]) => TONES.includes(tone)));
  } catch {
    return new Map();
  }
}
