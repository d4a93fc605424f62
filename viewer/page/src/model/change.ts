// SPDX-License-Identifier: Apache-2.0

export type Direction = "better" | "worse" | "same" | "other";

export interface Change {
  difference: number | null;
  /** Of the first value; null where that is 0 or unknown. */
  share: number | null;
  direction: Direction;
}

/** Differences below one in a hundred are noise. */
const NOISE = 0.01;

/** From a first value to a second one; `worse` says which way is bad, if one is. */
export function change(first: number | null | undefined, second: number | null | undefined, worse?: "up" | "down"): Change {
  if (first == null || second == null) return { difference: null, share: null, direction: "other" };
  const difference = second - first;
  const share = first === 0 ? null : difference / Math.abs(first);
  if (difference === 0 || (share !== null && Math.abs(share) < NOISE)) return { difference, share, direction: "same" };
  if (!worse) return { difference, share, direction: "other" };
  return { difference, share, direction: difference > 0 === (worse === "up") ? "worse" : "better" };
}

/** A difference with its sign: +1.28 s, −4.37 s, and = where there is none. */
export function signed(difference: number | null, text: (value: number) => string): string {
  if (difference === null) return "";
  const absolute = text(Math.abs(difference));
  return difference === 0 ? "=" : (difference > 0 ? "+" : "−") + absolute;
}

/** Which of two runs is how it should be. */
export type Base = "a" | "b";

export function baseOf(param: string | undefined): Base | null {
  return param === "a" || param === "b" ? param : null;
}

/** Better or worse only against a baseline, and only of runs that ended the same way: one that fails early is not better. */
export function judged(from: Change, base: Base | null, comparable: boolean): Change {
  if (from.direction !== "better" && from.direction !== "worse") return from;
  if (!base || !comparable) return { ...from, direction: "other" };
  return base === "a" ? from : { ...from, direction: from.direction === "better" ? "worse" : "better" };
}

/** A difference with an arrow: ↑ +1.28 s, ↓ −4.37 s. */
export function arrowed(difference: number | null, text: (value: number) => string): string {
  return difference ? `${difference > 0 ? "↑" : "↓"}\u00a0${signed(difference, text)}` : signed(difference, text);
}
