// SPDX-License-Identifier: Apache-2.0
import type { ComparedRow, ComparedSpan } from "../api/compare-types";
import { duration } from "../format/format";
import { arrowed, type Base, change, judged } from "../model/change";
import { TypeIcon } from "../ui/icons";
import { plain, TraceText } from "../ui/text";

/** Durations closer than this share of the longer trace are the same. */
const NOISE = 0.03;

/** Whether a row says more than that both ran the same. */
export function differs(row: ComparedRow, longestMs: number): boolean {
  if (row.match !== "same" || row.textChanged || hasFailed(row.a) !== hasFailed(row.b)) return true;
  return Math.abs((row.b?.durationMs ?? 0) - (row.a?.durationMs ?? 0)) > longestMs * NOISE;
}

function hasFailed(span: ComparedSpan | undefined): boolean {
  return span?.status === "error";
}

const SIGNS: Record<ComparedRow["match"], [sign: string, words: string]> = {
  same: ["", "in both"],
  changed: ["≠", "changed"],
  only_a: ["−", "only in A"],
  only_b: ["+", "only in B"],
};

/** A span of both traces: two bars on one scale, and the difference. */
export function AlignedRow({ row, longestMs, base, selected, onSelect }: { row: ComparedRow; longestMs: number; base: Base | null; selected: boolean; onSelect: () => void }) {
  const { a, b } = row;
  const [sign, words] = SIGNS[row.match];
  const difference = a?.durationMs !== undefined && b?.durationMs !== undefined ? b.durationMs - a.durationMs : null;
  const notable = difference !== null && Math.abs(difference) > longestMs * NOISE;
  const failed = hasFailed(a) ? (hasFailed(b) ? "failed in both" : "failed in A") : hasFailed(b) ? "failed in B" : "";
  return (
    <li>
      <button
        class={`aligned ${selected ? "picked" : ""} ${failed && failed !== "failed in both" ? "bad" : ""}`}
        aria-pressed={selected}
        aria-label={plain(`${row.name}, ${words}${failed ? ", " + failed : ""}, ${duration(a?.durationMs)} in A, ${duration(b?.durationMs)} in B`)}
        onClick={onSelect}
      >
        <span class="aligned-name" style={{ paddingInlineStart: `${Math.min(row.depth, 12) * 14}px` }}>
          <span class="aligned-sign" aria-hidden="true">{sign}</span>
          <TypeIcon type={row.type} />
          <span class="ellipsis"><TraceText text={row.name} /></span>
          {failed && <span class="pill error">{failed}</span>}
          {row.textChanged && <span class="pill">text</span>}
        </span>
        <span class="aligned-bars">
          {a && <Bar span={a} type={row.type} longestMs={longestMs} side="a" />}
          {b && <Bar span={b} type={row.type} longestMs={longestMs} side="b" />}
        </span>
        <span class={`to-end ${notable ? judged(change(a!.durationMs, b!.durationMs, "up"), base, true).direction : "third"}`}>
          {difference === null ? duration((a ?? b)?.durationMs) : Math.abs(difference) < 1 ? "=" : arrowed(difference, duration)}
        </span>
      </button>
    </li>
  );
}

function Bar({ span, type, longestMs, side }: { span: ComparedSpan; type: string; longestMs: number; side: "a" | "b" }) {
  return <i class={`aligned-bar ${side} type-${type}`} style={{ left: `${(span.offsetMs / longestMs) * 100}%`, width: `${((span.durationMs ?? 0) / longestMs) * 100}%` }} />;
}
