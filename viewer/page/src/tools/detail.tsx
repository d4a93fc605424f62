// SPDX-License-Identifier: Apache-2.0
import { analysis } from "../api/analysis";
import { api } from "../api/client";
import type { ToolGroup, ToolRun } from "../api/figures-types";
import { Loaded } from "../analysis/loaded";
import { type Selected, stamp } from "../analysis/selection";
import { TraceLinks } from "../analysis/tracelinks";
import { count, duration, exact, plural, rate } from "../format/format";
import { quote, withTerm } from "../model/filter";
import { useResource } from "../state/resource";
import { format, tracesAddress } from "../state/route";
import { Facts } from "../trace/details/facts";
import { useNow } from "../ui/hooks";
import { TraceText } from "../ui/text";
import { ToolName } from "./columns";
import { errorsOf, failureRate, hasOutliers, sentence } from "./facts";
import { Runs } from "./runs";

const SAMPLES = 10;
/** So many failed calls are read for their errors. */
const FAILED = 100;
const MOST_ERRORS = 4;

/** One tool: how often it is called where it is offered, why it fails, and the traces that ran it. */
export function ToolDetail({ tool, selected }: { tool: ToolGroup; selected: Selected }) {
  const now = useNow(10_000);
  const field = tool.calls ? "tool" : tool.invented ? "invented" : "offered";
  const filter = withTerm(selected.q, { negated: false, field, operator: "=", value: quote(tool.value) });
  const key = `${tool.value}/${tool.lastMs}/${selected.q}/${selected.range}`;
  const runs = useResource(tool.calls ? "runs" + key : null, (s) => analysis.toolRuns(tool.value, selected.selection, SAMPLES, s), stamp(selected));
  const traces = useResource(tool.calls ? null : "tool" + key, (s) => api.traces({ ...selected.selection, q: filter }, "-start", SAMPLES, undefined, s), stamp(selected));
  const failed = useResource(tool.errors ? "toolerrors" + key : null, (s) => analysis.toolRuns(tool.value, selected.selection, FAILED, s, true), stamp(selected));
  return (
    <>
      <div class="row">
        <h2 class="grow"><ToolName tool={tool} /></h2>
        <a class="button outlined" href={tracesAddress(filter, selected.range)}>Show traces</a>
      </div>
      <p class="second">{sentence(tool)}</p>
      {tool.errors ? <Loaded from={failed} rows={2}>{({ runs }) => <Failures runs={runs} tool={tool} selected={selected} />}</Loaded> : null}
      <Facts
        facts={[
          ["p50, p95, p99 of calls", tool.durationMs && `${duration(tool.durationMs.p50)}, ${duration(tool.durationMs.p95)}, ${duration(tool.durationMs.p99)}`],
          ["Longest", tool.durationMs && duration(tool.durationMs.max)],
          ["Time in all", tool.durationMs && duration(tool.durationMs.total)],
          ["Asked for by models", tool.requested !== undefined && plural(tool.requested, "time")],
          ["Invented", tool.invented ? `in ${plural(tool.invented, "model call")} that did not offer it` : undefined],
          ["Arguments", tool.arguments && `${count(tool.arguments.p50)} characters typically, ${count(tool.arguments.p99)} at p99, ${count(tool.arguments.max)} at most`],
          ["Oversized", hasOutliers(tool) && <OutlierLink tool={tool} selected={selected} />],
        ]}
      />
      <h2 class="detail-title">{tool.calls ? "Latest runs" : "Traces"}</h2>
      {tool.calls
        ? <Loaded from={runs} rows={3}>{(data) => <Runs runs={data.runs} now={now} />}</Loaded>
        : <Loaded from={traces} rows={3}>{(page) => <TraceLinks traces={page.traces} now={now} />}</Loaded>}
    </>
  );
}

/** Why this tool failed; errors of other spans of its traces do not count. */
function Failures({ runs, tool, selected }: { runs: ToolRun[]; tool: ToolGroup; selected: Selected }) {
  const errors = errorsOf(runs);
  const of = runs.length < (tool.errors ?? 0) ? `the latest ${plural(runs.length, "failed call")}` : plural(runs.length, "failed call");
  return (
    <section class="error-box" aria-label="Errors of this tool">
      <p class="error-text">{exact(tool.errors ?? 0)} of {plural(tool.calls ?? 0, "call")} failed ({rate(failureRate(tool))})</p>
      {errors.slice(0, MOST_ERRORS).map((e) => (
        <p key={e.id + e.text} class="error-message">
          <TraceText text={e.text} />{" "}
          <span class="third small-text">{exact(e.runs)} of {of}</span>{" "}
          {e.id && <a class="link small-text" href={format({ page: "errors", id: "", params: { q: selected.q, range: selected.range, id: e.id } })}>Error group</a>}
        </p>
      ))}
      {errors.length > MOST_ERRORS && <p class="third small-text">and {plural(errors.length - MOST_ERRORS, "other error")}</p>}
    </section>
  );
}

function OutlierLink({ tool, selected }: { tool: ToolGroup; selected: Selected }) {
  const limit = Math.ceil((tool.arguments!.p50 ?? 1) * 5);
  const q = withTerm(withTerm(selected.q, { negated: false, field: "tool", operator: "=", value: quote(tool.value) }), { negated: false, field: "arguments", operator: ">", value: String(limit) });
  return <a class="link" href={tracesAddress(q, selected.range)}>Traces with more than {exact(limit)} characters</a>;
}
