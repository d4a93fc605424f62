// SPDX-License-Identifier: Apache-2.0
import type { Placed } from "../model/graph";

const WIDTH = 168;
const HEIGHT = 60;
const GAP_Y = 28;

/** Room between columns; a graph whose edges have long labels takes more. */
export const GAP_X = 56;

export function canvasSize({ columns, rows }: { columns: number; rows: number }, gapX = GAP_X): { width: number; height: number } {
  return { width: columns * (WIDTH + gapX) - gapX + 32, height: rows * (HEIGHT + GAP_Y) + 48 };
}

function corner(node: Placed, gapX: number): [number, number] {
  return [16 + node.column * (WIDTH + gapX), 24 + node.row * (HEIGHT + GAP_Y)];
}

/** Where the box of a node is, as a style. */
export function boxOf(node: Placed, gapX = GAP_X): Record<string, string> {
  const [left, top] = corner(node, gapX);
  return { left: `${left}px`, top: `${top}px`, width: `${WIDTH}px`, height: `${HEIGHT}px` };
}

/** The way of an edge, and where its label stands: forward from side to side, back over the top. */
export function edgePath(from: Placed, to: Placed, gapX = GAP_X): { path: string; middle: [number, number] } {
  const [fx, fy] = corner(from, gapX);
  const [tx, ty] = corner(to, gapX);
  const forward = to.column > from.column;
  const [x1, y1] = forward ? [fx + WIDTH, fy + HEIGHT / 2] : [fx + WIDTH / 2, fy];
  const [x2, y2] = forward ? [tx - 2, ty + HEIGHT / 2] : [tx + WIDTH / 2, ty - 2];
  const path = forward
    ? `M${x1} ${y1}C${x1 + gapX / 2} ${y1} ${x2 - gapX / 2} ${y2} ${x2} ${y2}`
    : `M${x1} ${y1}C${x1} ${Math.min(y1, y2) - 40} ${x2} ${Math.min(y1, y2) - 40} ${x2} ${y2}`;
  return { path, middle: [(x1 + x2) / 2, (y1 + y2) / 2 - 6] };
}

export function Arrow() {
  return (
    <defs>
      <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" /></marker>
    </defs>
  );
}
