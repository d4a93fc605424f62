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

const MOST = 10;

export interface Bottleneck {
  field: "model" | "tool";
  group: Group;
  totalMs: number;
}

/** Models and tools by the time that all their calls took. */
export function longest(models: Group[], tools: Group[]): Bottleneck[] {
  const all = [...models.map((group) => ({ field: "model" as const, group })), ...tools.map((group) => ({ field: "tool" as const, group }))];
  return all
    .map(({ field, group }) => ({ field, group, totalMs: group.durationMs?.total ?? 0 }))
    .filter((b) => b.totalMs > 0)
    .sort((a, b) => b.totalMs - a.totalMs)
    .slice(0, MOST);
}
