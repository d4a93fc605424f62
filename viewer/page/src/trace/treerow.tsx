// SPDX-License-Identifier: Apache-2.0
import { memo } from "preact/compat";
import type { OwnCode, Span } from "../api/types";
import { count, exact, percent, plural } from "../format/format";
import type { GroupRow, Row, SpanRow } from "../model/rows";
import type { View } from "../model/scale";
import { failed } from "../model/tree";
import { Icon, TypeIcon } from "../ui/icons";
import { plain, TraceText } from "../ui/text";
import { Bar, GroupBars } from "./bar";

export interface RowProps {
  row: Row;
  index: number;
  top: number;
  height: number;
  selected: boolean;
  hit: boolean;
  dim: boolean;
  view: View;
  now: number;
  share: number | null;
  dearest: boolean;
  ownCode: OwnCode | undefined;
  path: boolean;
  setSize: number;
  onSelect: (id: string) => void;
  onToggle: (row: SpanRow) => void;
  onUngroup: (key: string) => void;
}

/** One row: its place in the tree, its share of the cost, its bar. */
export const TreeRow = memo(function TreeRow(props: RowProps) {
  const { row, selected, hit, dim } = props;
  const error = row.kind === "span" && failed(row.node.span) && row.node.span.type !== "agent";
  const classes = ["span-row", selected ? "selected" : "", error ? "failed" : "", hit ? "hit" : "", dim ? "dim" : ""].join(" ");
  return (
    <div
      id={`row-${row.key}`}
      class={classes}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-selected={selected}
      aria-expanded={row.kind === "group" ? false : row.hasChildren ? row.open : undefined}
      aria-posinset={props.index + 1}
      aria-setsize={props.setSize}
      aria-label={row.kind === "span" ? label(row.node.span) : groupLabel(row)}
      style={{ transform: `translateY(${props.top}px)`, height: `${props.height}px` }}
      onClick={() => (row.kind === "span" ? props.onSelect(row.node.span.id) : props.onUngroup(row.key))}
    >
      <div class="span-tree">
        <Indent depth={row.depth} />
        {row.kind === "group" ? <GroupName row={row} /> : <SpanName row={row} onToggle={props.onToggle} />}
      </div>
      <div class={props.dearest ? "span-cost dearest" : "span-cost"}>{props.share !== null && props.share > 0 ? percent(props.share) : ""}</div>
      <div class="span-bar">
        {row.kind === "group" ? (
          <GroupBars row={row} view={props.view} now={props.now} />
        ) : (
          <Bar node={row.node} view={props.view} now={props.now} ownCode={props.ownCode} path={props.path} />
        )}
      </div>
    </div>
  );
});

function Indent({ depth }: { depth: number }) {
  return (
    <span class="indent" style={{ width: `${Math.min(depth, 12) * 14}px` }} aria-hidden="true">
      {Array.from({ length: Math.min(depth, 12) }, (_, i) => <i key={i} style={{ left: `${i * 14 + 7}px` }} />)}
    </span>
  );
}

function SpanName({ row, onToggle }: { row: SpanRow; onToggle: (row: SpanRow) => void }) {
  const { span, handoff } = row.node;
  return (
    <>
      {row.hasChildren ? (
        <button class={row.open ? "toggle open" : "toggle"} tabIndex={-1} aria-hidden="true" onClick={(e) => { e.stopPropagation(); onToggle(row); }}>
          <Icon name="chevron" class="small" />
        </button>
      ) : (
        <span class="toggle" />
      )}
      <TypeIcon type={span.type} />
      <span class={span.type === "agent" ? "span-name agent" : "span-name"}><TraceText text={span.name} /></span>
      {handoff && <Icon name="handoff" class="type-handoff handoff-mark" />}
      <Badges span={span} />
      <span class="span-more">{detailOf(span)}</span>
    </>
  );
}

function Badges({ span }: { span: Span }) {
  const flags = span.flags ?? [];
  return (
    <>
      {span.retries && span.retries.length > 0 && (
        <span class={span.status === "error" ? "pill error" : "pill warning"}><Icon name="retry" /> {plural(span.retries.length, "retry", "retries")}</span>
      )}
      {flags.includes("fallback") && <span class="pill warning"><Icon name="fallback" /> fallback</span>}
      {flags.includes("not_offered") && <span class="pill error">not offered</span>}
      {flags.includes("answer_cut") && <span class="pill warning"><Icon name="cut" /> cut</span>}
      {flags.includes("never_ended") && <span class="pill warning">never ended</span>}
      {span.status === "running" && <span class="pill accent">running</span>}
      {span.status === "cancelled" && !flags.includes("never_ended") && <span class="pill warning">cancelled</span>}
      {span.type === "guardrail" && <span class={flags.includes("triggered") ? "pill error" : "pill"}>{flags.includes("triggered") ? "triggered" : "passed"}</span>}
    </>
  );
}

function detailOf(span: Span) {
  // The badge says it.
  if (span.type === "guardrail" && (span.preview === "triggered" || span.preview === "passed")) return null;
  if (span.error?.message && span.type !== "agent") return <TraceText text={span.error.message} />;
  const tokens = span.tokens ? `${span.flags?.includes("estimated") ? "≈ " : ""}${count(span.tokens.input)} → ${count(span.tokens.output)} ` : "";
  return <>{tokens}{span.preview && <TraceText text={brief(span.preview)} />}</>;
}

/** Arguments without the punctuation of JSON: `reference:KX4T9Q, amount:118.25`. */
function brief(preview: string): string {
  return preview.startsWith("{") ? preview.replace(/^\{|\}$/g, "").replace(/"([^"\\]*)":/g, "$1:").replace(/:"([^"\\]*)"/g, ":$1").replaceAll(",", ", ") : preview;
}

function GroupName({ row }: { row: GroupRow }) {
  return (
    <>
      <span class="toggle"><Icon name="chevron" class="small" /></span>
      <TypeIcon type={row.nodes[0]!.span.type} />
      <span class="span-name">{row.names.map((n, i) => <span key={i}>{i > 0 && " + "}<TraceText text={n} /></span>)}</span>
      <span class="pill">× {exact(row.times)}</span>
      {row.failures > 0 && <span class="pill error">{plural(row.failures, "failed", "failed")}</span>}
    </>
  );
}

function label(span: Span): string {
  const state = span.status === "ok" ? "" : `, ${span.status}`;
  return plain(`${span.type.replace("_", " ")} ${span.name}${state}`);
}

function groupLabel(row: GroupRow): string {
  return plain(`${row.names.join(" and ")}, ${exact(row.times)} times${row.failures ? `, ${row.failures} failed` : ""}; open to see each`);
}
