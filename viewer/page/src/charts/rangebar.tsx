// SPDX-License-Identifier: Apache-2.0
import { plural } from "../format/format";
import type { Intervals } from "../model/series";
import { go, setParams } from "../state/route";
import { Icon } from "../ui/icons";
import { useKeys } from "../ui/keys";
import { brushed } from "./state";
import { timeSpan } from "./ticks";

/** What can be done with a range that was dragged over a chart. */
export function RangeBar({ at, traces, q }: { at: Intervals; traces: (number | null)[]; q: string }) {
  const range = brushed.value;
  const fromMs = at.startMs + (range?.[0] ?? 0) * at.everyMs;
  const toMs = at.startMs + ((range?.[1] ?? 0) + 1) * at.everyMs;
  const show = () => range && go({ page: "traces", id: "", params: { q, range: `${fromMs}-${toMs}` } });
  const clear = () => (brushed.value = null);
  useKeys({ Enter: () => show(), Escape: clear });
  if (!range) return null;
  const count = traces.slice(range[0], range[1] + 1).reduce<number>((sum, n) => sum + (n ?? 0), 0);
  return (
    <div class="selection-bar" role="toolbar" aria-label="Selected range">
      <b>{timeSpan(at, range[0], range[1])}</b>
      <button class="button" onClick={show}>Show {plural(count, "trace")} <kbd>Enter</kbd></button>
      <button class="button" onClick={() => { setParams({ range: `${fromMs}-${toMs}` }); clear(); }}>Zoom in</button>
      <button class="button icon-only" aria-label="Clear the range" onClick={clear}><Icon name="close" /></button>
    </div>
  );
}
