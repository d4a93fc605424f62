// SPDX-License-Identifier: Apache-2.0
import { signal } from "@preact/signals";
import { api } from "../api/client";
import type { View } from "../api/types";

/** Views saved by name, as the server has them. */
export const views = signal<View[]>([]);

export async function loadViews(): Promise<void> {
  try {
    views.value = (await api.views()).views;
  } catch {
    // the side bar is no place for an error that the page itself shows
  }
}

/** Parameters of the list that a view stands for. */
export function paramsOf(view: View): Record<string, string> {
  const params: Record<string, string> = { q: view.filter };
  if (view.sort) params.sort = view.sort;
  if (view.range) params.range = view.range;
  if (view.columns?.length) params.columns = view.columns.join(",");
  return params;
}
