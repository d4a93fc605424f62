// SPDX-License-Identifier: Apache-2.0
import { api } from "../api/client";
import type { TraceRow } from "../api/types";
import { useResource } from "../state/resource";
import { FindingLines, Figures } from "../trace/summary";
import { Icon } from "../ui/icons";
import { Failure, Skeleton } from "../ui/states";
import { TraceText } from "../ui/text";
import { StatusIcon } from "./row";
import { Shape } from "./shape";

/** A trace beside the list: what happened and what it cost, without leaving the list. */
export function Peek({ row, onOpen, onClose }: { row: TraceRow; onOpen: (spanId?: string) => void; onClose: () => void }) {
  const detail = useResource(row.id + row.revision, (signal) => api.firstSpans(row.id, signal));
  const trace = detail.data?.trace.id === row.id ? detail.data : null;
  return (
    <aside class="peek scroll" aria-label={`Peek at ${row.name}`}>
      <div class="row">
        <StatusIcon status={row.status} />
        <h2 class="grow ellipsis">{row.name}</h2>
        <button class="button outlined" onClick={() => onOpen()}>Open</button>
        <button class="button icon-only" aria-label="Close" onClick={onClose}><Icon name="close" /></button>
      </div>
      {row.input && <p class="small-text second"><TraceText text={row.input} /></p>}
      {detail.error && <Failure error={detail.error} retry={detail.reload} />}
      {!trace && detail.slow && <Skeleton rows={6} />}
      {trace && (
        <>
          <h3 class="label">What happened</h3>
          <FindingLines findings={trace.summary.findings} onSpan={onOpen} />
          <Shape bars={trace.trace.shape} class="wide" />
          <Figures trace={trace.trace} summary={trace.summary} />
          {trace.trace.output && (
            <>
              <h3 class="label">Answer</h3>
              <p class="answer"><TraceText text={trace.trace.output} /></p>
            </>
          )}
        </>
      )}
    </aside>
  );
}
