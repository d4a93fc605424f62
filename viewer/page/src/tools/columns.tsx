// SPDX-License-Identifier: Apache-2.0
import type { ToolGroup } from "../api/figures-types";
import { count, duration, exact, rate, UNKNOWN } from "../format/format";
import type { DataColumn } from "../ui/datatable";
import { Icon } from "../ui/icons";
import { TraceText } from "../ui/text";
import { failureRate, failures, hasOutliers } from "./facts";

export const columns: DataColumn<ToolGroup>[] = [
  { id: "name", label: "Tool", value: (t) => t.value, cell: (t) => <ToolName tool={t} /> },
  { id: "calls", label: "Calls / offered", value: (t) => t.calls ?? 0, cell: (t) => <>{count(t.calls ?? 0)}<span class="third"> / {count(t.offered)}</span></>, end: true },
  { id: "failed", label: "Failed calls", value: failures, cell: (t) => <Failed tool={t} />, end: true },
  { id: "rate", label: "Failure rate", value: failureRate, cell: (t) => <Rate tool={t} />, end: true },
  { id: "p50", label: "p50 of calls", value: (t) => t.durationMs?.p50, cell: (t) => duration(t.durationMs?.p50), end: true, wide: true },
  { id: "p95", label: "p95", value: (t) => t.durationMs?.p95, cell: (t) => duration(t.durationMs?.p95), end: true, wide: true },
  { id: "arguments", label: "Argument characters p50 / max", value: (t) => t.arguments?.max, cell: (t) => <Arguments tool={t} />, end: true, wide: true },
];

export function ToolName({ tool }: { tool: ToolGroup }) {
  return (
    <span class="row">
      <Icon name={tool.invented ? "ghost" : "tools"} class={tool.invented ? "error-text" : "type-function"} />
      <span class={tool.neverCalled ? "third ellipsis" : "ellipsis"}><TraceText text={tool.value} /></span>
      {tool.invented ? <span class="pill error">{tool.offered ? "not always offered" : "invented"}</span> : null}
      {tool.neverCalled && <span class="pill">never called</span>}
    </span>
  );
}

function Failed({ tool }: { tool: ToolGroup }) {
  const share = failureRate(tool);
  if (share === undefined) return <span class="third">{UNKNOWN}</span>;
  return (
    <>
      <span class={share ? "error-text" : ""}>{exact(tool.errors ?? 0)}</span>
      {share > 0 && <span class="third"> of {exact(tool.calls ?? 0)}</span>}
    </>
  );
}

function Rate({ tool }: { tool: ToolGroup }) {
  const share = failureRate(tool);
  return <span class={share ? "error-text" : "third"}>{rate(share)}</span>;
}

function Arguments({ tool }: { tool: ToolGroup }) {
  const size = tool.arguments;
  if (size?.p50 === undefined) return <span class="third">{UNKNOWN}</span>;
  return (
    <>
      {count(size.p50)}
      <span class={hasOutliers(tool) ? "warning-text" : "third"}> / {count(size.max)}</span>
    </>
  );
}
