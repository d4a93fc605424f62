// SPDX-License-Identifier: Apache-2.0
import type { PathSegment } from "../api/types";

export interface ThreadPiece {
  row: number;
  fromMs: number;
  toMs: number;
}

/**
 * The critical path on the rows that can be seen. Pieces on one row are joined; moments shorter than
 * `leastMs` in which it only passes through a span with children are left out, for a line that goes
 * up and down again within a pixel says nothing.
 */
export function thread(path: PathSegment[], rowOf: Map<string, number>, leastMs: number, hasChildren: (spanId: string) => boolean): ThreadPiece[] {
  const pieces: ThreadPiece[] = [];
  for (const segment of path) {
    const row = rowOf.get(segment.spanId);
    if (row === undefined) continue;
    const last = pieces.at(-1);
    const passing = hasChildren(segment.spanId) && segment.endMs - segment.offsetMs < leastMs;
    if (passing && last) last.toMs = Math.max(last.toMs, segment.offsetMs);
    else if (last && last.row === row) last.toMs = segment.endMs;
    else pieces.push({ row, fromMs: segment.offsetMs, toMs: segment.endMs });
  }
  return pieces;
}
