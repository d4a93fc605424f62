// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { setParams } from "../state/route";
import { FilterBar } from "../traces/filterbar";
import { RangeMenu } from "../traces/rangemenu";
import { Icon } from "../ui/icons";
import { useMedia } from "../ui/hooks";
import { useKeys } from "../ui/keys";
import { filterProblem, type Selected } from "./selection";

/** Title, time and filter of a page about many traces. */
export function AnalysisHead({ title, note, selected, error = null, oneIn = 1, stale = false, first, children }: {
  title: string;
  note?: ComponentChildren;
  selected: Selected;
  error?: Error | null;
  oneIn?: number | undefined;
  /** Whether the note is of another filter or time. */
  stale?: boolean;
  /** Fields that the filter offers first. */
  first?: string[];
  children?: ComponentChildren;
}) {
  const narrow = useMedia("(max-width: 819px)");
  useKeys({ "/": () => window.dispatchEvent(new Event("clew:filter")) });
  const { q: _, ...bounds } = selected.selection;
  return (
    <>
      <header class="page-head">
        <h1>{title}</h1>
        <span class={stale ? "small-text third ellipsis stale-text" : "small-text third ellipsis"} aria-busy={stale}>{note}</span>
        <span class="end" />
        {!narrow && children}
        <span><RangeMenu range={selected.range} /></span>
      </header>
      <div class="filter-row">
        <FilterBar filter={selected.q} range={bounds} first={first} problem={filterProblem(error)} onFilter={(q) => setParams({ q })} />
      </div>
      {narrow && children && <div class="head-row">{children}</div>}
      {oneIn > 1 && (
        <div class="banner warning" role="status">
          <Icon name="warning" /> Estimated from 1 in {oneIn} traces: the filter matches very many.
        </div>
      )}
    </>
  );
}
