// SPDX-License-Identifier: Apache-2.0
import type { TraceRow } from "../api/types";
import { ago, dateTime } from "../format/format";
import { format } from "../state/route";
import { StatusIcon } from "../traces/row";
import { TraceText } from "../ui/text";

/** A few traces, each a link; with `spanOf`, to a span of it. */
export function TraceLinks({ traces, now, spanOf }: { traces: TraceRow[]; now: number; spanOf?: (row: TraceRow) => string | undefined }) {
  return (
    <ul class="trace-links">
      {traces.map((row) => {
        const span = spanOf?.(row);
        return (
          <li key={row.id}>
            <a href={format({ page: "trace", id: row.id, params: span ? { span } : {} })}>
              <StatusIcon status={row.status} />
              <b><TraceText text={row.name} /></b>
              <span class="second ellipsis grow">{row.input && <TraceText text={row.input} />}</span>
              <span class="third small-text" title={dateTime(row.startMs) + " UTC"}>{ago(row.startMs, now)}</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
