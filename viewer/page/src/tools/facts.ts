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

/** "payOut fails most: 1,573 of 19,900 calls (7.9 %)", by the number of failures. */
export function failsMost({ tools }: Tools): string | undefined {
  const [worst] = tools.filter(failures).sort((a, b) => failures(b)! - failures(a)!);
  return worst && `${worst.value} fails most: ${exact(worst.errors!)} of ${plural(worst.calls!, "call")} (${rate(failureRate(worst))})`;
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
  for (const { error, errorId = "" } of runs) {
    const text = error?.message ?? error?.type ?? "no reason given";
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
