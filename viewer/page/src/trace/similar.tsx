// SPDX-License-Identifier: Apache-2.0
import { api } from "../api/client";
import type { TraceRow } from "../api/types";
import { dateTime } from "../format/format";
import { useResource } from "../state/resource";
import { format } from "../state/route";
import { Icon } from "../ui/icons";

/** From a run with an error, whether it failed or went on, to one like it without: A, and the one to compare with. */
export function SimilarRun({ trace }: { trace: TraceRow }) {
  const wanted = trace.status === "error" || (trace.errors > 0 && trace.status !== "running");
  return wanted ? <CompareWithGood id={trace.id} label="Compare with a similar successful run" /> : null;
}

/** The way to a comparison of a run with one like it that ended well. */
export function CompareWithGood({ id, label }: { id: string; label: string }) {
  const found = useResource(`similar/${id}`, (s) => api.similar(id, s), id);
  const good = found.stale ? undefined : found.data?.trace;
  const text = <><Icon name="compare" /> {label}</>;
  if (!good) {
    const why = found.data ? "No run of this name near this one ended well" : found.error?.message;
    return <button class="button outlined" disabled title={why}>{text}</button>;
  }
  return (
    <a class="button outlined" href={format({ page: "compare", id: "", params: { a: good.id, b: id, base: "a" } })} title={`${good.name} of ${dateTime(good.startMs)} UTC, ${good.id.slice(0, 8)}`}>
      {text}
    </a>
  );
}
