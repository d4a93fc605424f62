// SPDX-License-Identifier: Apache-2.0
import { signal } from "@preact/signals";

/** The interval under the pointer, the same in all charts of a page. */
export const hovered = signal<number | null>(null);

/** First and last interval of the range that was dragged, the same in all charts of a page. */
export const brushed = signal<[number, number] | null>(null);

export function clearCharts(): void {
  hovered.value = null;
  brushed.value = null;
}
