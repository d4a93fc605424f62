// SPDX-License-Identifier: Apache-2.0
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Selection } from "../api/client";
import { terms, write, type Term } from "../model/filter";
import { Icon } from "../ui/icons";
import { type Suggestion, useSuggestions } from "./suggestions";

/**
 * The filter as chips, and a field for the next term. Enter takes the term, Backspace in the empty
 * field takes the last one back, a click on a chip turns it into its opposite.
 */
export function FilterBar({ filter, range, first, problem, onFilter }: { filter: string; range: Omit<Selection, "q">; first?: string[] | undefined; problem: string | null; onFilter: (filter: string) => void }) {
  const [text, setText] = useState("");
  const [focused, setFocused] = useState(false);
  const [chosen, setChosen] = useState(-1);
  // A term was taken: the list comes back when one types, clicks or presses an arrow.
  const [closed, setClosed] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  // The focus comes back to the field by itself: that asks for no suggestions.
  const quiet = useRef(false);
  const suggestions = useSuggestions(focused && !closed ? text : null, { q: filter, ...range }, first);
  const all = terms(filter);

  useEffect(() => setChosen(-1), [text]);
  useLayoutEffect(() => {
    const onFocus = () => input.current?.focus();
    window.addEventListener("clew:filter", onFocus);
    return () => window.removeEventListener("clew:filter", onFocus);
  }, []);

  const change = (next: Term[]) => onFilter(write(next));
  const clear = () => {
    setText("");
    setClosed(true);
    onFilter("");
    quiet.current = true;
    input.current?.focus();
    quiet.current = false;
  };
  const commit = (term: string) => {
    setText("");
    setClosed(true);
    if (term.trim()) onFilter(write([...all, ...terms(term)]));
  };
  const take = (suggestion: Suggestion) => {
    if (suggestion.complete) commit(suggestion.text);
    else setText(suggestion.text);
    input.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    const list = suggestions.entries;
    // Not the state's text: the last characters may have come after the last rendering.
    const typed = (event.currentTarget as HTMLInputElement).value;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setClosed(false);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setChosen((c) => (list.length ? (c + step + list.length) % list.length : -1));
    } else if (event.key === "Enter" || (event.key === "Tab" && list[chosen])) {
      event.preventDefault();
      const suggestion = list[chosen];
      if (suggestion) take(suggestion);
      else commit(typed);
    } else if (event.key === "Backspace" && typed === "" && all.length) {
      event.preventDefault();
      change(all.slice(0, -1));
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (typed) setText("");
      else input.current?.blur();
    }
  };

  return (
    <div class="filter">
      <div class="filter-box" onClick={(e) => { if (e.target === e.currentTarget || e.target === input.current) setClosed(false); input.current?.focus(); }}>
        <Icon name="filter" />
        {all.map((term, i) => (
          <Chip
            key={i + write([term])}
            term={term}
            onNegate={() => change(all.map((t, j) => (j === i ? { ...t, negated: !t.negated } : t)))}
            onRemove={() => change(all.filter((_, j) => j !== i))}
          />
        ))}
        <input
          ref={input}
          role="combobox"
          aria-label="Filter"
          aria-expanded={suggestions.entries.length > 0}
          aria-controls="suggestions"
          aria-activedescendant={chosen >= 0 ? `suggestion-${chosen}` : undefined}
          aria-invalid={problem !== null}
          autocomplete="off"
          spellcheck={false}
          placeholder={all.length ? "" : 'Filter: status:error  -tool:stock  model=gpt-4.1,gpt-4o  cost>0.05  "card expired"   : contains, = equals, comma: or'}
          value={text}
          onInput={(e) => { setClosed(false); setText(e.currentTarget.value); }}
          onKeyDown={onKey}
          onFocus={() => { if (!quiet.current) setClosed(false); setFocused(true); }}
          onBlur={() => setFocused(false)}
        />
        {all.length > 0 && <button class="button" onClick={(e) => { e.stopPropagation(); clear(); }}>Clear</button>}
      </div>
      {problem && <p class="filter-problem" role="alert">{problem}</p>}
      {focused && suggestions.entries.length > 0 && (
        <div id="suggestions" class="menu filter-menu" role="listbox" aria-label={suggestions.title}>
          <h3 aria-hidden="true">{suggestions.title}</h3>
          {suggestions.entries.map((entry, i) => (
            <div
              key={entry.text}
              id={`suggestion-${i}`}
              class="item"
              role="option"
              aria-selected={i === chosen}
              onPointerDown={(e) => { e.preventDefault(); take(entry); }}
            >
              <span class="ellipsis">{entry.label}</span>
              <span class="figure">{entry.figure}</span>
            </div>
          ))}
          {suggestions.rest && <p class="rest" aria-hidden="true">{suggestions.rest}</p>}
        </div>
      )}
    </div>
  );
}

function Chip({ term, onNegate, onRemove }: { term: Term; onNegate: () => void; onRemove: () => void }) {
  const label = write([term]);
  return (
    <span class={term.negated ? "chip negated" : "chip"}>
      <button class="chip-body" title="Turn into its opposite" aria-label={`${label}, turn into its opposite`} onClick={(e) => { e.stopPropagation(); onNegate(); }}>
        {term.negated && <span class="not">not</span>}
        {term.field && <span class="third">{term.field} {term.operator === ":" ? "" : term.operator}</span>}
        <b>{term.value}</b>
      </button>
      <button class="chip-remove" aria-label={`Remove ${label}`} onClick={(e) => { e.stopPropagation(); onRemove(); }}>
        <Icon name="close" class="small" />
      </button>
    </span>
  );
}
