// SPDX-License-Identifier: Apache-2.0
import type { ToolRun } from "../api/figures-types";
import { ago, dateTime, duration } from "../format/format";
import { format } from "../state/route";
import { StatusIcon } from "../traces/row";
import { TraceText } from "../ui/text";

/** Single runs of a tool, each a link to its span. */
export function Runs({ runs, now }: { runs: ToolRun[]; now: number }) {
  return (
    <ul class="trace-links">
      {runs.map((run) => (
        <li key={run.traceId + run.spanId}>
          <a href={format({ page: "trace", id: run.traceId, params: { span: run.spanId } })} title={dateTime(run.startMs) + " UTC"}>
            <StatusIcon status={run.status} />
            <span class={run.error ? "error-text ellipsis grow" : "second ellipsis grow"}>
              <TraceText text={run.error?.message ?? run.input ?? run.traceName ?? ""} />
            </span>
            <span class="small-text">{duration(run.durationMs)}</span>
            <span class="third small-text">{ago(run.startMs, now)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
