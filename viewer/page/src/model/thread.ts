// SPDX-License-Identifier: Apache-2.0
import type { PathSegment } from "../api/types";

export interface ThreadPiece {
  row: number;
  fromMs: number;
  toMs: number;
}

/** The critical path on the rows that can be seen: pieces on one row are joined. */
export function thread(path: PathSegment[], rowOf: Map<string, number>): ThreadPiece[] {
  const pieces: ThreadPiece[] = [];
  for (const segment of path) {
    const row = rowOf.get(segment.spanId);
    if (row === undefined) continue;
    const last = pieces.at(-1);
    if (last && last.row === row) last.toMs = segment.endMs;
    else pieces.push({ row, fromMs: segment.offsetMs, toMs: segment.endMs });
  }
  return pieces;
}
