// SPDX-License-Identifier: Apache-2.0
import { setParams } from "../state/route";
import { useMedia } from "./hooks";
import { useKeys } from "./keys";

/** Scrolls to the row that is picked once it is drawn. */
export function revealPicked(): void {
  requestAnimationFrame(() => document.querySelector(".picked")?.scrollIntoView({ block: "nearest" }));
}

/**
 * Which row of a list is picked, kept in a parameter of the address; `j` and `k` move. At a desk the
 * first row is, unless the address says otherwise.
 */
export function usePicked(param: string, value: string | undefined, keys: string[]): string | undefined {
  const narrow = useMedia("(max-width: 819px)");
  const picked = value || (narrow ? undefined : keys[0]);
  const move = (step: number) => {
    const index = picked === undefined ? -1 : keys.indexOf(picked);
    const next = keys[Math.min(Math.max(0, index + step), keys.length - 1)];
    if (next === undefined) return;
    setParams({ [param]: next });
    revealPicked();
  };
  useKeys({ j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1) });
  return picked;
}
