// SPDX-License-Identifier: Apache-2.0

export type Tone = "generation" | "tool" | "retrieval" | "handoff" | "custom";

/** Colours of groups; what is left of the whole has its own. */
export const TONES: readonly Tone[] = ["generation", "tool", "retrieval", "handoff", "custom"];

/**
 * A name keeps its colour; a new one takes the one that fewest names have, which is then kept. Where
 * two that stand side by side have the same, the later one takes a free one for now.
 */
export function assign(names: string[], kept: Map<string, Tone>): Tone[] {
  const taken = new Set<Tone>();
  const found = new Map<string, Tone>();
  for (const name of names) {
    const tone = kept.get(name);
    if (tone && !taken.has(tone)) {
      taken.add(tone);
      found.set(name, tone);
    }
  }
  for (const name of names) {
    if (found.has(name)) continue;
    const free = TONES.filter((t) => !taken.has(t));
    const tone = rarest(free.length ? free : TONES, kept);
    taken.add(tone);
    found.set(name, tone);
    if (!kept.has(name)) kept.set(name, tone);
  }
  return names.map((name) => found.get(name)!);
}

function rarest(tones: readonly Tone[], kept: Map<string, Tone>): Tone {
  const used = (tone: Tone) => [...kept.values()].filter((t) => t === tone).length;
  return tones.toSorted((a, b) => used(a) - used(b))[0]!;
}
