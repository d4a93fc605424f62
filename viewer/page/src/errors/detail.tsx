// SPDX-License-Identifier: Apache-2.0
import { analysis } from "../api/analysis";
import { api } from "../api/client";
import type { ErrorGroup } from "../api/figures-types";
import { Loaded } from "../analysis/loaded";
import { type Selected, stamp } from "../analysis/selection";
import { TraceLinks } from "../analysis/tracelinks";
import { agoMinutes, count, dateMinute, exact, plural, rate } from "../format/format";
import { withTerm } from "../model/filter";
import { useResource } from "../state/resource";
import { format, tracesAddress } from "../state/route";
import { Stack } from "../trace/details/errorbox";
import { Facts } from "../trace/details/facts";
import { CompareWithGood } from "../trace/similar";
import { Icon } from "../ui/icons";
import { LongText } from "../ui/json";
import { TraceText } from "../ui/text";
import { copy } from "../ui/toast";

/** One group: message, place, stack trace, and the traces it is in. */
export function ErrorDetail({ error, traces, selected, now }: { error: ErrorGroup; traces: number; selected: Selected; now: number }) {
  const samples = useResource(`error/${error.id}/${error.lastMs}/${selected.q}/${selected.range}`, (s) => analysis.error(error.id, selected.selection, s), stamp(selected));
  const sample = samples.data?.sample;
  const filter = withTerm(selected.q, { negated: false, field: "fingerprint", operator: ":", value: error.id });
  const type = sample?.type ?? error.type;
  const time = (ms: number | undefined) => ms !== undefined && `${agoMinutes(ms, now)} ago, ${dateMinute(ms)} UTC`;
  return (
    <>
      <h2 class="error-title"><TraceText text={error.message || "No message"} /></h2>
      {type && <p class="error-text"><TraceText text={type} /></p>}
      <Facts
        facts={[
          ["Where", error.place],
          ["Traces", `${exact(error.traces ?? 0)} of ${exact(traces)}${error.share === undefined ? "" : ` (${rate(error.share)})`}`],
          ["Ended the run", <Ended error={error} selected={selected} />],
          ["Times", count(error.calls)],
          [selected.range ? "First seen in this time" : "First seen", time(error.firstMs)],
          ["Last seen", time(error.lastMs)],
          ["Fingerprint", <span class="mono">{error.id}</span>],
          ["Grouped by", "type, message without figures and ids, place"],
        ]}
      />
      {sample && (
        <>
          <h2 class="detail-title">Sample <span class="third small-text">the latest, with the values of that one run: <a class="link in-text" href={format({ page: "trace", id: sample.traceId, params: { span: sample.spanId } })}>{sample.traceId.slice(0, 8)}</a></span></h2>
          <section class="error-box" aria-label="Sample of this error">
            <div class="error-message"><LongText text={sample.message || "No message"} /></div>
            {sample.stackTrace && <Stack stack={sample.stackTrace} />}
          </section>
          <p><CompareWithGood id={sample.traceId} label="Compare the latest with a good one" /></p>
        </>
      )}
      <h2 class="detail-title">Traces</h2>
      <Loaded from={samples} rows={3}>
        {(data) => <TraceLinks traces={data.traces} now={now} spanOf={(row) => (row.id === sample?.traceId ? sample.spanId : undefined)} />}
      </Loaded>
      <p class="row detail-actions">
        <a class="button outlined" href={tracesAddress(filter, selected.range)}>All {plural(error.traces ?? 0, "trace")} with this error</a>
        {sample && <button class="button outlined" onClick={() => void copy(api.markdown(sample.traceId, sample.spanId), "the error")}><Icon name="copy" /> Copy for LLM</button>}
        <a class="button outlined" href={format({ page: "alerts", id: "", params: { edit: "new", metric: "failed", filter: `fingerprint:${error.id}` } })}><Icon name="bell" /> Alert</a>
      </p>
    </>
  );
}

/** In how many runs it was the one that nobody handled. */
function Ended({ error: { id, ended = 0, traces = 0 }, selected }: { error: ErrorGroup; selected: Selected }) {
  if (ended === 0) return <>none of these traces: each went on, or failed of something else</>;
  const filter = withTerm(selected.q, { negated: false, field: "ended", operator: ":", value: id });
  return (
    <>
      <a class="link in-text" href={tracesAddress(filter, selected.range)}>{ended === traces ? "all" : exact(ended)} of these traces</a>
      {ended < traces && "; the others went on, or failed of something else"}
    </>
  );
}
