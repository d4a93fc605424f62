// SPDX-License-Identifier: Apache-2.0
import type { OwnCode, Span } from "../api/types";
import { duration } from "../format/format";
import { position, type View } from "../model/scale";
import { endOf, failed, type Node } from "../model/tree";
import type { GroupRow } from "../model/rows";

const percentOf = (share: number) => `${share * 100}%`;

/** A span on the time axis, in the form of its type, with its duration beside it. */
export function Bar({ node, view, now, ownCode, path }: { node: Node; view: View; now: number; ownCode: OwnCode | undefined; path: boolean }) {
  const { span } = node;
  const from = position(span.offsetMs, view);
  const to = position(endOf(span, now), view);
  if (span.type === "handoff") return <Diamond at={from} />;
  if (to < 0 || from > 1) return null;
  const running = span.durationMs === undefined;
  const classes = ["bar", `bar-${span.type}`, failed(span) ? "failed" : "", running ? "running" : "", path ? "on-path" : ""].join(" ");
  return (
    <>
      {node.handoff && <Diamond at={from} />}
      {ownCode && <OwnCodeStretch stretch={ownCode} view={view} />}
      <div class={classes} style={{ left: percentOf(from), width: percentOf(Math.max(0, to - from)) }}>
        <Segments span={span} total={endOf(span, now) - span.offsetMs} />
      </div>
      <BarLabel from={from} to={to} text={(failed(span) && span.type !== "agent" ? "× " : "") + duration(endOf(span, now) - span.offsetMs)} error={failed(span) && span.type !== "agent"} />
    </>
  );
}

function Diamond({ at }: { at: number }) {
  return at < 0 || at > 1 ? null : <div class="diamond" style={{ left: percentOf(at) }} />;
}

/** Within a model call: time lost to retries, wait for the first token, decoding. */
function Segments({ span, total }: { span: Span; total: number }) {
  if (total <= 0) return null;
  const lost = span.retries?.length ? (span.status === "error" ? total : Math.max(...span.retries)) : 0;
  const wait = span.firstTokenMs !== undefined ? span.firstTokenMs : 0;
  return (
    <>
      {wait > lost && <i class="wait" style={{ left: percentOf(lost / total), width: percentOf((wait - lost) / total) }} />}
      {lost > 0 && <i class="lost" style={{ left: "0", width: percentOf(lost / total) }} />}
      {span.retries?.map((ms) => <i key={ms} class="retry-tick" style={{ left: percentOf(ms / total) }} />)}
    </>
  );
}

function OwnCodeStretch({ stretch, view }: { stretch: OwnCode; view: View }) {
  const from = position(stretch.offsetMs, view);
  const to = position(stretch.offsetMs + stretch.durationMs, view);
  if (to < 0 || from > 1) return null;
  const middle = (Math.max(0, from) + Math.min(1, to)) / 2;
  return (
    <>
      <div class="own-code" style={{ left: percentOf(from), width: percentOf(to - from) }} />
      {to - from > 0.16 && <span class="own-code-label" style={{ left: percentOf(middle) }}>own code {duration(stretch.durationMs)}</span>}
    </>
  );
}

/** The duration stands right of the bar, or left of it where there is no room. */
function BarLabel({ from, to, text, error }: { from: number; to: number; text: string; error: boolean }) {
  const style = to < 0.88 ? { left: percentOf(Math.max(0, to)) } : from > 0.12 ? { right: percentOf(1 - Math.min(1, from)) } : { right: "12px" };
  return <span class={error ? "bar-label error-text" : to >= 0.88 && from <= 0.12 ? "bar-label inside" : "bar-label"} style={style}>{text}</span>;
}

/** All spans of a group, each as a mark of its own. */
export function GroupBars({ row, view, now }: { row: GroupRow; view: View; now: number }) {
  const drawn = row.nodes.length > 400 ? row.nodes.filter((_, i) => i % Math.ceil(row.nodes.length / 400) === 0) : row.nodes;
  return (
    <>
      {drawn.map(({ span }) => {
        const from = position(span.offsetMs, view);
        const to = position(endOf(span, now), view);
        if (to < 0 || from > 1) return null;
        return <div key={span.id} class={`bar in-group bar-${span.type} ${failed(span) ? "failed" : ""}`} style={{ left: percentOf(from), width: percentOf(to - from) }} />;
      })}
    </>
  );
}
