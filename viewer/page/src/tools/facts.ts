// SPDX-License-Identifier: Apache-2.0
import type { ToolGroup, ToolRun, Tools } from "../api/figures-types";
import { exact, percent, plural, rate } from "../format/format";

/** Arguments so many times the usual size stand out. */
const OUTLIER = 20;

/** How many calls failed; undefined where none was made. */
export function failures(tool: ToolGroup): number | undefined {
  return tool.calls ? (tool.errors ?? 0) : undefined;
}

export function failureRate(tool: ToolGroup): number | undefined {
  return tool.calls ? (tool.errors ?? 0) / tool.calls : undefined;
}

/** True where the largest arguments are far above the usual. */
export function hasOutliers({ arguments: size }: ToolGroup): boolean {
  return size?.p50 !== undefined && size.max !== undefined && size.max > Math.max(1, size.p50) * OUTLIER;
}

/** A rate over fewer calls says little. */
const ENOUGH_CALLS = 20;

export interface WorstTool {
  label: string;
  tool: string;
  text: string;
  title: string;
}

/** The tool with the most failures and the one with the highest rate, which need not be the same. */
export function worstTools({ tools }: Tools): WorstTool[] {
  const failing = tools.filter(failures);
  const often = failing.filter((t) => t.calls! >= ENOUGH_CALLS);
  const [most] = failing.toSorted((a, b) => failures(b)! - failures(a)!);
  const [highest] = (often.length ? often : failing).toSorted((a, b) => failureRate(b)! - failureRate(a)!);
  if (!most || !highest) return [];
  const counted = (t: ToolGroup) => `${exact(t.errors!)} of ${exact(t.calls!)}`;
  return [
    { label: "Most failures", tool: most.value, text: `${counted(most)} (${rate(failureRate(most))})`, title: "By the number of failed calls" },
    { label: "Highest rate", tool: highest.value, text: `${rate(failureRate(highest))} (${counted(highest)})`, title: `Among tools ${often.length ? `with at least ${ENOUGH_CALLS} calls` : "that were called"}` },
  ];
}

/** "15 tools, 3 never called, 1 invented". */
export function summary({ tools }: Tools): string {
  const never = tools.filter((t) => t.neverCalled).length;
  const invented = tools.filter((t) => t.invented).length;
  return [plural(tools.length, "tool"), never && `${exact(never)} never called`, invented && `${exact(invented)} invented`].filter(Boolean).join(", ");
}

export interface ToolError {
  /** Of the group of the page of errors. */
  id: string;
  text: string;
  runs: number;
}

/** The errors of failed runs of a tool, the most frequent first. */
export function errorsOf(runs: ToolRun[]): ToolError[] {
  const found = new Map<string, ToolError>();
  for (const { error, errorId = "", errorText } of runs) {
    const text = errorText || error?.message || error?.type || "no reason given";
    const known = found.get(errorId || text);
    if (known) known.runs++;
    else found.set(errorId || text, { id: errorId, text, runs: 1 });
  }
  return [...found.values()].sort((a, b) => b.runs - a.runs);
}

/** How often a tool is called where it is offered. */
export function sentence(tool: ToolGroup): string {
  if (tool.invented && !tool.offered) return "Models made this name up: no call offered it.";
  if (tool.neverCalled) return `Offered in ${plural(tool.offered ?? 0, "model call")} and never called.`;
  if (!tool.offered) return `Called ${plural(tool.calls ?? 0, "time")}; the offers were not captured.`;
  if ((tool.calls ?? 0) <= tool.offered) return `Called in ${percent((tool.calls ?? 0) / tool.offered)} of the model calls that offered it.`;
  return `Offered in ${plural(tool.offered, "model call")}, called ${plural(tool.calls ?? 0, "time")}.`;
}
