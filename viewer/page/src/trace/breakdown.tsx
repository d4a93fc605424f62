// SPDX-License-Identifier: Apache-2.0
import { useMemo, useState } from "preact/hooks";
import type { TraceRow } from "../api/types";
import { cost, count, duration, exact, UNKNOWN } from "../format/format";
import { breakdown, median, type GroupBy } from "../model/breakdown";
import type { Tree } from "../model/tree";
import { TraceText } from "../ui/text";

const GROUPS: [GroupBy, string][] = [["agent", "Agent"], ["model", "Model"], ["tool", "Tool"], ["type", "Type"]];

/** What the trace spent, by agent, model, tool or type. */
export function Breakdown({ trace, tree, onSpan }: { trace: TraceRow; tree: Tree; onSpan: (id: string) => void }) {
  const [by, setBy] = useState<GroupBy>("agent");
  const groups = useMemo(() => breakdown(tree, by), [tree, by]);
  const longest = Math.max(1, ...groups.map((g) => g.timeMs));
  const dearest = Math.max(1e-12, ...groups.map((g) => g.cost));
  return (
    <div class="breakdown scroll">
      <div class="row breakdown-head">
        <span class="second" id="group-by">Group by</span>
        <span class="segmented" role="group" aria-labelledby="group-by">
          {GROUPS.map(([id, label]) => <button key={id} aria-pressed={id === by} onClick={() => setBy(id)}>{label}</button>)}
        </span>
        <span class="third end small-text">Times of parallel spans add up</span>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{GROUPS.find((g) => g[0] === by)![1]}</th>
            {["Calls", "Failed", "Time", "p50", "Max", "Input", "Cached", "Output", "Cost"].map((h) => <th key={h} scope="col" class="figure-cell">{h}</th>)}
          </tr>
        </thead>
        <tbody>
          {groups.map((g) => (
            <tr key={g.name}>
              <th scope="row"><button class="quiet" onClick={() => onSpan(g.spanId)}><TraceText text={g.name} /></button></th>
              <td class="figure-cell">{exact(g.calls)}</td>
              <td class={g.failed ? "figure-cell error-text" : "figure-cell third"}>{exact(g.failed)}</td>
              <td class="figure-cell">{duration(g.timeMs)} <span class="meter"><i class="share-generation" style={{ width: `${(g.timeMs / longest) * 100}%` }} /></span></td>
              <td class="figure-cell">{duration(median(g.durations))}</td>
              <td class="figure-cell">{duration(Math.max(...g.durations))}</td>
              <td class="figure-cell">{g.input ? count(g.input) : UNKNOWN}</td>
              <td class="figure-cell">{g.cached ? count(g.cached) : UNKNOWN}</td>
              <td class="figure-cell">{g.output ? count(g.output) : UNKNOWN}</td>
              <td class="figure-cell">{g.cost ? cost(g.cost) : UNKNOWN} <span class="meter"><i class="share-neutral" style={{ width: `${(g.cost / dearest) * 100}%` }} /></span></td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Trace</th>
            <td class="figure-cell">{exact(groups.reduce((n, g) => n + g.calls, 0))}</td>
            <td class="figure-cell">{exact(trace.errors)}</td>
            <td class="figure-cell strong">{duration(trace.durationMs)}</td>
            <td /><td />
            <td class="figure-cell">{count(trace.tokens?.input)}</td>
            <td class="figure-cell">{count(trace.tokens?.cachedInput)}</td>
            <td class="figure-cell">{count(trace.tokens?.output)}</td>
            <td class="figure-cell strong">{cost(trace.cost?.total)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
