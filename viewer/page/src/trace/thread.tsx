// SPDX-License-Identifier: Apache-2.0
import { position, type View } from "../model/scale";
import type { ThreadPiece } from "../model/thread";

const WIDTH = 10_000;

/** The critical path: one line from bar to bar, below each, drawn where rows can be seen. */
export function Thread({ pieces, view, rowHeight, first, end }: { pieces: ThreadPiece[]; view: View; rowHeight: number; first: number; end: number }) {
  const x = (ms: number) => (Math.min(1.01, Math.max(-0.01, position(ms, view))) * WIDTH).toFixed(1);
  const y = (row: number) => row * rowHeight + rowHeight - 5;
  let path = "";
  let pen = false;
  pieces.forEach((piece, i) => {
    const before = pieces[i - 1];
    const seen = (p: ThreadPiece) => p.row >= first - 1 && p.row <= end;
    const bridges = before && Math.min(before.row, piece.row) < end && Math.max(before.row, piece.row) >= first;
    if (!seen(piece) && !bridges) {
      pen = false;
      return;
    }
    if (!pen) path += before && bridges ? `M${x(piece.fromMs)} ${y(before.row)}` : `M${x(piece.fromMs)} ${y(piece.row)}`;
    path += `L${x(piece.fromMs)} ${y(piece.row)}L${x(piece.toMs)} ${y(piece.row)}`;
    pen = true;
  });
  return (
    <svg class="thread" viewBox={`0 0 ${WIDTH} 100`} preserveAspectRatio="none" aria-hidden="true">
      <path d={path} vector-effect="non-scaling-stroke" />
    </svg>
  );
}
