// SPDX-License-Identifier: Apache-2.0
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { SpanType } from "../api/types";
import { duration } from "../format/format";
import { minimap, type Minimap as Model } from "../model/minimap";
import { around, position, type View } from "../model/scale";
import { endOf, failed, type Tree } from "../model/tree";
import { theme } from "../state/theme";
import { plain } from "../ui/text";

/** The whole trace in small, on the axis of the bars; dragging chooses what the bars show. */
export function Minimap({ tree, partial, view, now, onView }: { tree: Tree; partial: boolean; view: View; now: number; onView: (view: View) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const drag = useRef<number | null>(null);
  const model = useMemo(() => (partial ? null : minimap(tree, now)), [tree, partial, now]);

  useEffect(() => {
    const draw = () => canvas.current && model && paint(canvas.current, model);
    draw();
    const observer = new ResizeObserver(draw);
    if (canvas.current) observer.observe(canvas.current);
    return () => observer.disconnect();
  }, [model, theme.value]);

  const timeAt = (event: PointerEvent) => {
    const bounds = box.current!.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - bounds.left) / bounds.width)) * tree.endMs;
  };
  const onMove = (event: PointerEvent) => {
    if (drag.current === null) return;
    const to = timeAt(event);
    if (Math.abs(to - drag.current) > tree.endMs / 200) onView({ fromMs: Math.min(drag.current, to), toMs: Math.max(drag.current, to) });
  };
  const onUp = (event: PointerEvent) => {
    if (drag.current !== null && Math.abs(timeAt(event) - drag.current) <= tree.endMs / 200) {
      const half = (view.toMs - view.fromMs) / 2;
      if (view.toMs - view.fromMs < tree.endMs * 0.999) onView(around(drag.current - half / 1.25, drag.current + half / 1.25, tree.endMs));
    }
    drag.current = null;
  };
  const whole = { fromMs: 0, toMs: tree.endMs };
  const from = position(view.fromMs, whole);
  const to = position(view.toMs, whole);
  return (
    <div
      class="minimap"
      ref={box}
      role="img"
      aria-label={`Overview, ${duration(tree.endMs)}; shown from ${duration(view.fromMs)} to ${duration(view.toMs)}`}
      onPointerDown={(e) => { drag.current = timeAt(e); (e.currentTarget as HTMLElement).setPointerCapture(e.pointerId); }}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={() => (drag.current = null)}
      onDblClick={() => onView(whole)}
    >
      <div class="phases" aria-hidden="true">
        {phases(tree, now).map((p) => (
          <span key={p.id} class={p.error ? "error-text" : ""} style={{ left: `${p.from * 100}%`, width: `${(p.to - p.from) * 100}%` }}>
            {plain(p.text)}
          </span>
        ))}
      </div>
      <canvas ref={canvas} />
      {(from > 0.0005 || to < 0.9995) && (
        <>
          <div class="outside" style={{ left: "0", width: `${from * 100}%` }} />
          <div class="outside" style={{ left: `${to * 100}%`, right: "0" }} />
          <div class="window" style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }} />
        </>
      )}
    </div>
  );
}

/** The longest of the steps right below the root, named above the map. */
function phases(tree: Tree, now: number) {
  const children = tree.roots.length === 1 ? tree.roots[0]!.children : tree.roots;
  return children
    .map((n) => ({ id: n.span.id, from: n.span.offsetMs / tree.endMs, to: endOf(n.span, now) / tree.endMs, text: `${n.span.name} ${duration(endOf(n.span, now) - n.span.offsetMs)}`, error: failed(n.span) || n.children.some((c) => failed(c.span)) }))
    .filter((p) => p.to - p.from > 0.06)
    .slice(0, 8);
}

const COLOURS: Record<SpanType, string> = {
  agent: "--agent",
  generation: "--generation",
  response: "--generation",
  function: "--tool",
  mcp_tools: "--tool",
  retrieval: "--retrieval",
  embedding: "--embedding",
  handoff: "--handoff",
  guardrail: "--guardrail",
  custom: "--custom",
};

function paint(canvas: HTMLCanvasElement, model: Model): void {
  const ratio = window.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext("2d");
  if (!context || width === 0) return;
  context.scale(ratio, ratio);
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name);
  if (model.kind === "bars") {
    const step = Math.min(6, height / model.lanes);
    for (const bar of model.bars) {
      context.fillStyle = colour(bar.error ? "--error" : COLOURS[bar.type]);
      context.fillRect(bar.from * width, bar.lane * step + 2, Math.max(1, (bar.to - bar.from) * width), Math.max(1, step - 2));
    }
    return;
  }
  const column = width / model.columns.length;
  model.columns.forEach((types, i) => {
    let y = height;
    for (const [type, n] of types) {
      const part = (n / model.max) * (height - 8);
      context.fillStyle = colour(COLOURS[type]);
      context.fillRect(i * column, y - part, column + 0.5, part);
      y -= part;
    }
  });
  context.fillStyle = colour("--error");
  for (const at of model.errors) context.fillRect(at * width - 1, 0, 2, 6);
}
