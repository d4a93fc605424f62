// SPDX-License-Identifier: Apache-2.0
import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { SpanType } from "../api/types";
import { count, exact, plural } from "../format/format";
import { Icon, TypeIcon } from "../ui/icons";
import { Minimap } from "./minimap";
import type { TimelineProps } from "./timeline";

/** Set to put the cursor into the search field, which may have to be rendered first. */
export const findRequested = signal(false);

/** Search, errors and types on the left, the minimap on the axis of the bars. */
export function TimelineHead({ detail, state, now, search, hits, onSearch, onError, onHit, selected }: TimelineProps) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (!findRequested.value) return;
    findRequested.value = false;
    input.current?.focus();
    input.current?.select();
  }, [findRequested.value]);
  // Of a part nothing is counted.
  const partial = detail.partial ?? false;
  const errors = partial ? [] : state.errors;
  // The list counts the spans above as well, which failed with what failed below them.
  const all = detail.trace.errors;
  const passedOn = state.tree.nodes.filter((n) => n.span.status === "error").length - errors.filter((n) => n.span.status === "error").length;
  const at = errors.findIndex((n) => n.span.id === selected);
  const name = state.tree.byId.get(selected)?.span.name;
  return (
    <div class="timeline-head">
      <div class="timeline-tools">
        <div class="row">
          <label class="find">
            <Icon name="search" />
            <span class="visually-hidden">Find in this trace</span>
            <input
              ref={input}
              value={search}
              placeholder="Find in this trace"
              onInput={(e) => onSearch(e.currentTarget.value)}
              onKeyDown={(e) => {
                if (e.key === "Enter") { e.preventDefault(); onHit(e.shiftKey ? -1 : 1); }
                if (e.key === "Escape") { e.stopPropagation(); onSearch(""); input.current?.blur(); }
              }}
            />
            {hits && <span class="label" role="status">{count(hits.ids.size)}</span>}
          </label>
          {errors.length > 0 && (
            <span class="error-nav">
              <span title={passedOn > 0 ? `${plural(all, "span")} failed; ${exact(passedOn)} of them passed on an error from below` : "Spans that failed"}><Icon name="errors" /> {at >= 0 ? `${at + 1} of ${plural(errors.length, "error")}` : plural(errors.length, "error")}{passedOn > 0 && <span class="third"> + {exact(passedOn)} passed on</span>}</span>
              <button aria-label="Previous error" onClick={() => onError(-1)}><Icon name="up" /></button>
              <button aria-label="Next error" onClick={() => onError(1)}><Icon name="down" /></button>
            </span>
          )}
        </div>
        <div class="row type-toggles">
          {(partial ? [] : types(state)).map(([type, n]) => (
            <button key={type} aria-pressed={!state.hidden.has(type)} aria-label={toggleText(type, n, state.hidden.has(type))} title={toggleText(type, n, state.hidden.has(type))} onClick={() => state.toggleType(type)}>
              <TypeIcon type={type} /> {exact(n)}
            </button>
          ))}
          {state.only || state.exclude.size ? (
            <button class="pill accent" onClick={() => { state.setOnly(""); state.setExclude(new Set()); }}>
              {state.only ? `only ${state.only}` : `without ${[...state.exclude].join(", ")}`} <Icon name="close" />
            </button>
          ) : name ? (
            <>
              <button class="link-quiet" onClick={() => state.setOnly(name)}>Only {name}</button>
              <button class="link-quiet" onClick={() => state.setExclude(new Set([name]))}>Exclude</button>
            </>
          ) : null}
        </div>
      </div>
      <Minimap tree={state.tree} partial={partial} view={state.view} now={now} onView={state.setView} />
    </div>
  );
}

/** What a click does: it hides and shows, it does not filter. */
function toggleText(type: SpanType, n: number, hidden: boolean): string {
  return `${hidden ? "Show" : "Hide"} ${type.replace("_", " ")}, ${plural(n, "span")}`;
}

function types(state: TimelineProps["state"]): [SpanType, number][] {
  const counts = new Map<SpanType, number>();
  for (const { span } of state.tree.nodes) counts.set(span.type, (counts.get(span.type) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
