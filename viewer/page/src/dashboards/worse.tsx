// SPDX-License-Identifier: Apache-2.0
import { useMemo } from "preact/hooks";
import { analysis } from "../api/analysis";
import type { Group } from "../api/figures-types";
import type { Selected } from "../analysis/selection";
import type { Intervals } from "../model/series";
import { finer, steps, stepText } from "../model/step";
import { useResource } from "../state/resource";
import { format, route } from "../state/route";
import { Icon } from "../ui/icons";
import { TraceText } from "../ui/text";
import type { FieldName } from "./fields";

const MINUTE = 60_000;
/** How many intervals on each side of a step are looked at closely, and into how many parts. */
const AROUND = 2;
const PARTS = 24;

/** "gpt-4.1 got worse about 11-27 23:00: p95 2.30 s → 7.63 s": what the charts show, if it is clear; it leads to that time. */
export function GotWorse({ selected, by, groups, at }: { selected: Selected; by: FieldName; groups: Group[]; at: Intervals }) {
  const all = useMemo(() => steps(groups), [groups]);
  const coarse = all[0];
  const range = coarse && ([coarse.ms - AROUND * at.everyMs, coarse.ms + AROUND * at.everyMs] as const);
  const everyMs = Math.ceil(at.everyMs / PARTS / MINUTE) * MINUTE;
  const close = useResource(coarse && range && at.everyMs > MINUTE ? `step${by}${coarse.value}${range.join()}${selected.q}` : null, async (s) => {
    const found = await analysis.groups(by, { q: selected.q, from: String(range![0]), to: String(range![1]) }, { values: [coarse!.value], everyMs }, s);
    return { of: coarse!.value, ms: coarse!.ms, series: found.groups[0]?.series ?? [] };
  });
  if (!coarse || !range) return null;
  const step = close.data?.of === coarse.value && close.data.ms === coarse.ms ? finer(coarse, close.data.series) : coarse;
  return (
    <div class="banner warning" role="status">
      <Icon name="warning" />
      <a class="note-link" href={format({ page: "dashboards", id: "", params: { ...route.value.params, range: range.join("-") } })} title="Zoom in on that time">
        <b><TraceText text={step.value} /></b> {stepText(step)}
        {all.length > 1 && <>; also <TraceText text={all.slice(1).map((s) => s.value).join(", ")} /></>}
      </a>
    </div>
  );
}
