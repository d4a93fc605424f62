// SPDX-License-Identifier: Apache-2.0
import { analysis } from "../api/analysis";
import type { Figures } from "../api/figures-types";
import { Loaded } from "../analysis/loaded";
import { addTerm, type Selected, stamp } from "../analysis/selection";
import { count, duration, percent } from "../format/format";
import { useResource } from "../state/resource";
import { TypeIcon } from "../ui/icons";
import { TraceText } from "../ui/text";
import { longest } from "./fields";

/** Models and tools that took most time, all calls together. */
export function Bottlenecks({ selected, total }: { selected: Selected; total: Figures }) {
  const found = useResource("bottlenecks" + selected.key, async (s) => {
    const [models, tools] = await Promise.all([analysis.groups("model", selected.selection, {}, s), analysis.groups("tool", selected.selection, {}, s)]);
    return longest(models.groups, tools.groups);
  }, stamp(selected));
  return (
    <section class="card table-card" aria-label="What took most time">
      <header>
        <h2>What took most time</h2>
        <span class="small-text third">all calls together, share of the {duration(total.durationMs?.total)} that the traces took</span>
      </header>
      <Loaded from={found} rows={4}>
        {(all) => all.length === 0 ? <p class="bottlenecks second">No model and no tool was called.</p> : (
          <ol class="bottlenecks">
            {all.map(({ field, group, totalMs }) => (
              <li key={field + group.value}>
                <TypeIcon type={field === "tool" ? "function" : "generation"} label={field === "tool" ? "Tool" : "Model"} />
                <button class="quiet ellipsis" onClick={() => addTerm(selected.q, field, group.value)}><TraceText text={group.value} /></button>
                <span class={`track ${field === "tool" ? "tone-tool" : "tone-generation"}`}><i style={{ width: `${(totalMs / all[0]!.totalMs) * 100}%` }} /></span>
                <span class="to-end">{percent(total.durationMs?.total ? totalMs / total.durationMs.total : null)}</span>
                <span class="to-end">{duration(totalMs)}</span>
                <span class="third small-text to-end wide-cell">{count(group.calls)} × {duration(group.durationMs?.avg)}</span>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </section>
  );
}
