// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import type { Cost, Status, Tokens, TraceRow } from "../api/types";
import { ago, costInList, count, dateTime, duration, plural, UNKNOWN } from "../format/format";
import { savings } from "../model/savings";
import { Icon, type IconName } from "../ui/icons";
import { TraceText } from "../ui/text";
import type { Column } from "./columns";
import { Shape } from "./shape";

const STATUS: Record<Status, [IconName, string]> = {
  ok: ["check", "Finished"],
  error: ["errors", "Failed"],
  cancelled: ["blocked", "Cancelled"],
  running: ["retry", "Running"],
};

export function StatusIcon({ status }: { status: Status }) {
  const [icon, label] = STATUS[status];
  return (
    <span class={`status ${status}`}>
      <Icon name={icon} label={label} class={status === "running" ? "spin" : ""} />
    </span>
  );
}

const FINDINGS: Record<string, IconName> = {
  running: "clock",
  cut_off: "blocked",
  guardrail: "guardrail",
  loop: "loop",
  retry: "retry",
  fallback: "fallback",
  tool_not_offered: "ghost",
  tool_failed: "tools",
  answer_cut: "cut",
  failed: "errors",
  slowest: "clock",
  own_code: "code",
  repeated_input: "copy",
  cache_savings: "cache",
  content_missing: "warning",
  spans_dropped: "warning",
};

export function findingIcon(kind: string): IconName {
  return FINDINGS[kind] ?? "warning";
}

export function TokensText({ tokens }: { tokens: Tokens | undefined }) {
  if (!tokens) return <>{UNKNOWN}</>;
  return (
    <>
      {tokens.estimated && <span title="The provider sent none; estimated">≈ </span>}
      {count(tokens.input)} <span class="third">→</span> {count(tokens.output)}
    </>
  );
}

export function CostText({ cost, text = costInList }: { cost: Cost | undefined; text?: (usd: number) => string }) {
  if (!cost) return <>{UNKNOWN}</>;
  if (!cost.unpriced) return <>{text(cost.total)}</>;
  return (
    <span class="warning-text" title={`${plural(cost.unpriced, "call has", "calls have")} no price`}>
      {cost.total ? text(cost.total) + "+" : UNKNOWN}
    </span>
  );
}

/** One cell of a row of the list. */
export function Cell({ column, row, now }: { column: Column; row: TraceRow; now: number }): ComponentChildren {
  switch (column.id) {
    case "name":
      return (
        <span class="trace-name">
          <b>{row.name}</b>
          <span class="third ellipsis">{row.input && <TraceText text={row.input} />}</span>
        </span>
      );
    case "finding":
      return <FindingCell row={row} />;
    case "shape":
      return <Shape bars={row.shape} />;
    case "duration":
      return duration(row.status === "running" ? Math.max(row.durationMs, now - row.startMs) : row.durationMs);
    case "tokens":
      return <TokensText tokens={row.tokens} />;
    case "cost":
      return <CostText cost={row.cost} />;
    case "model":
      return <Few names={row.models} />;
    case "agents":
      return <Few names={row.agents} />;
    case "tools":
      return <Few names={row.tools} />;
    case "group":
      return <span class="ellipsis">{row.group ?? UNKNOWN}</span>;
    case "service":
      return <span class="ellipsis">{row.service ?? UNKNOWN}</span>;
    case "spans":
      return count(row.spans);
    case "errors":
      return row.errors ? <span class="error-text">{count(row.errors)}</span> : "0";
    case "saved":
      return <SavedCell row={row} />;
    case "started":
      return <span class="third" title={dateTime(row.startMs) + " UTC"}>{ago(row.startMs, now)}</span>;
    default:
      return null;
  }
}

function SavedCell({ row }: { row: TraceRow }) {
  const { usd, why } = savings(row.cost, row.tokens);
  return usd === undefined ? <span title={why}>{UNKNOWN}</span> : <>{costInList(usd)}</>;
}

function FindingCell({ row }: { row: TraceRow }) {
  if (!row.finding) return null;
  const ended = row.status === "error" && row.finding.severity === "error";
  return (
    <span class={`finding ${row.finding.severity} ${ended ? "fatal" : ""}`}>
      <Icon name={findingIcon(row.finding.kind)} />
      <span class="ellipsis"><TraceText text={row.finding.text} /></span>
    </span>
  );
}

function Few({ names }: { names: string[] }) {
  if (!names.length) return <>{UNKNOWN}</>;
  return (
    <span class="ellipsis" title={names.join(", ")}>
      {names[0]}
      {names.length > 1 && <span class="third"> +{names.length - 1}</span>}
    </span>
  );
}
