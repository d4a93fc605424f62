// SPDX-License-Identifier: Apache-2.0
import { api } from "../api/client";
import type { TraceRow } from "../api/types";
import { dateTime } from "../format/format";
import { useResource } from "../state/resource";
import { format } from "../state/route";
import { Icon } from "../ui/icons";

/** From a run that failed to one like it that did not: A, and the one to compare with. */
export function SimilarRun({ trace }: { trace: TraceRow }) {
  const found = useResource(trace.status === "error" ? `similar/${trace.id}` : null, (s) => api.similar(trace.id, s));
  if (trace.status !== "error") return null;
  const good = found.data?.trace;
  const text = <><Icon name="compare" /> Compare with a similar successful run</>;
  if (!good) {
    const why = found.data ? "No run of this name near this one ended well" : found.error?.message;
    return <button class="button outlined" disabled title={why}>{text}</button>;
  }
  return (
    <a class="button outlined" href={format({ page: "compare", id: "", params: { a: good.id, b: trace.id, base: "a" } })} title={`${good.name} of ${dateTime(good.startMs)} UTC, ${good.id.slice(0, 8)}`}>
      {text}
    </a>
  );
}
