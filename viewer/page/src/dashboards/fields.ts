// SPDX-License-Identifier: Apache-2.0
import type { Group } from "../api/figures-types";

/** What the tables and charts group by. */
export const FIELDS = ["model", "agent", "tool", "provider"] as const;
export type FieldName = (typeof FIELDS)[number];

export function fieldLabel(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1);
}

const TOP = 5;

/** The groups worth a line of their own: those that cost most, or ran longest where nothing has a price. */
export function topValues(groups: Group[], by: FieldName): string[] {
  const cost = (g: Group) => (by === "tool" ? 0 : (g.cost?.total ?? 0));
  return groups
    .toSorted((a, b) => cost(b) - cost(a) || (b.durationMs?.total ?? 0) - (a.durationMs?.total ?? 0) || (b.calls ?? 0) - (a.calls ?? 0))
    .slice(0, TOP)
    .map((g) => g.value);
}
