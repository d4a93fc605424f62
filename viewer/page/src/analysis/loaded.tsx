// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import type { Resource } from "../state/resource";
import { Failure, Skeleton } from "../ui/states";
import { filterProblem } from "./selection";

/** Parts of a page; dim while they belong to another filter or time than the page says. */
export function Current({ stale, children }: { stale: boolean; children: ComponentChildren }) {
  return <div class={stale ? "current-part stale" : "current-part"} aria-busy={stale}>{children}</div>;
}

/** What was loaded, with its states: nothing for 300 ms, then a skeleton; a failure in place, old data below it. */
export function Loaded<T>({ from, rows, children }: { from: Resource<T>; rows?: number; children: (data: T) => ComponentChildren }) {
  return (
    <>
      {from.error && !filterProblem(from.error) && <Failure error={from.error} retry={from.reload} />}
      {from.data ? <Current stale={from.stale}>{children(from.data)}</Current> : from.slow && !from.error && <Skeleton rows={rows} />}
    </>
  );
}
