// SPDX-License-Identifier: Apache-2.0

export interface Column {
  id: string;
  label: string;
  /** Width on the grid. */
  width: string;
  /** Field to sort by. */
  sort?: string;
  end?: boolean;
}

/** Every column the list can show, in its order. The first two are always there. */
export const COLUMNS: Column[] = [
  { id: "name", label: "Trace", width: "minmax(160px, 1.1fr)", sort: "name" },
  { id: "finding", label: "What happened", width: "minmax(140px, 1.2fr)" },
  { id: "shape", label: "Shape", width: "124px" },
  { id: "duration", label: "Duration", width: "72px", sort: "duration", end: true },
  { id: "tokens", label: "Tokens", width: "110px", sort: "tokens", end: true },
  { id: "cost", label: "Cost", width: "76px", sort: "cost", end: true },
  { id: "model", label: "Model", width: "minmax(84px, 0.35fr)" },
  { id: "agents", label: "Agents", width: "minmax(84px, 0.5fr)" },
  { id: "tools", label: "Tools", width: "minmax(84px, 0.5fr)" },
  { id: "group", label: "Group", width: "minmax(72px, 0.3fr)" },
  { id: "service", label: "Service", width: "minmax(72px, 0.3fr)" },
  { id: "spans", label: "Spans", width: "56px", sort: "spans", end: true },
  { id: "errors", label: "Errors", width: "56px", sort: "errors", end: true },
  { id: "saved", label: "Cache saved", width: "84px", end: true },
  { id: "started", label: "Started", width: "72px", sort: "start", end: true },
];

const DEFAULT = ["name", "finding", "shape", "duration", "tokens", "cost", "model", "started"];

export function columnsOf(param: string): Column[] {
  const chosen = param ? new Set(["name", "finding", ...param.split(",")]) : new Set(DEFAULT);
  return COLUMNS.filter((c) => chosen.has(c.id));
}

/** The parameter for a choice; empty for the default. */
export function columnsParam(ids: string[]): string {
  const ordered = COLUMNS.filter((c) => ids.includes(c.id)).map((c) => c.id);
  return ordered.join() === DEFAULT.join() ? "" : ordered.join(",");
}
