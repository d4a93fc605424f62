// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import type { Resource } from "../state/resource";
import { Failure, Skeleton } from "../ui/states";
import { filterProblem } from "./selection";

/** What was loaded, with its states: nothing for 300 ms, then a skeleton; a failure in place, old data below it. */
export function Loaded<T>({ from, rows, children }: { from: Resource<T>; rows?: number; children: (data: T) => ComponentChildren }) {
  return (
    <>
      {from.error && !filterProblem(from.error) && <Failure error={from.error} retry={from.reload} />}
      {from.data ? children(from.data) : from.slow && !from.error && <Skeleton rows={rows} />}
    </>
  );
}
