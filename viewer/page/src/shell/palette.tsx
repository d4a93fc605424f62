// SPDX-License-Identifier: Apache-2.0
import { signal } from "@preact/signals";
import { useEffect, useMemo, useState } from "preact/hooks";
import { api } from "../api/client";
import type { TraceRow } from "../api/types";
import { ago, clock } from "../format/format";
import { go, place } from "../state/route";
import { toggleTheme } from "../state/theme";
import { paramsOf, views } from "../state/views";
import { Icon, type IconName } from "../ui/icons";
import { Dialog } from "./dialog";
import { ALL_PLACES } from "./places";
import { shortcutsOpen } from "./shortcuts";

export const paletteOpen = signal(false);

interface Entry {
  icon: IconName;
  text: string;
  figure?: string;
  run: () => void;
}

export function Palette() {
  return paletteOpen.value ? <OpenPalette /> : null;
}

function OpenPalette() {
  const [text, setText] = useState("");
  const [selected, setSelected] = useState(0);
  const traces = useTraces(text);
  const entries = useMemo(() => find(text, traces), [text, traces]);
  const close = () => (paletteOpen.value = false);
  const run = (entry: Entry | undefined) => {
    close();
    entry?.run();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setSelected((s) => (entries.length ? (s + step + entries.length) % entries.length : 0));
    }
    if (event.key === "Enter") {
      event.preventDefault();
      run(entries[selected]);
    }
  };
  return (
    <Dialog label="Search or jump" class="palette" onClose={close}>
      <div class="palette-input">
        <Icon name="search" />
        <input
          autofocus
          role="combobox"
          aria-label="Search or jump"
          aria-expanded={entries.length > 0}
          aria-controls="palette-entries"
          aria-activedescendant={entries.length ? `palette-${selected}` : undefined}
          placeholder="A trace id, a text, or a place"
          value={text}
          onInput={(e) => { setText(e.currentTarget.value); setSelected(0); }}
          onKeyDown={onKey}
        />
      </div>
      <div id="palette-entries" class="palette-entries menu-body" role="listbox" aria-label="Found">
        {entries.map((entry, i) => (
          <div key={i} id={`palette-${i}`} class="item" role="option" aria-selected={i === selected} onClick={() => run(entry)}>
            <Icon name={entry.icon} />
            <span class="ellipsis">{entry.text}</span>
            {entry.figure && <span class="figure">{entry.figure}</span>}
          </div>
        ))}
      </div>
    </Dialog>
  );
}

/** The youngest traces that match the text. */
function useTraces(text: string): TraceRow[] {
  const [rows, setRows] = useState<TraceRow[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    const timer = window.setTimeout(() => {
      api
        .traces({ q: text.trim() }, "-start", 8, undefined, abort.signal)
        .then((page) => setRows(page.traces))
        .catch(() => setRows([]));
    }, 120);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [text]);
  return rows;
}

function find(text: string, traces: TraceRow[]): Entry[] {
  const fixed: Entry[] = [
    ...ALL_PLACES.map((p): Entry => ({ icon: p.icon, text: p.label, figure: p.key, run: () => go(place(p.page)) })),
    ...views.value.map((v): Entry => ({ icon: "bookmark", text: v.name, run: () => go({ page: "traces", id: "", params: paramsOf(v) }) })),
    { icon: "sun", text: "Change the theme", figure: "T", run: toggleTheme },
    { icon: "keyboard", text: "Keyboard", figure: "?", run: () => (shortcutsOpen.value = true) },
  ];
  const wanted = text.trim().toLowerCase();
  const places = fixed.filter((e) => e.text.toLowerCase().includes(wanted));
  const now = Date.now();
  const found = traces.map(
    (t): Entry => ({
      icon: "path",
      text: t.input ? `${t.name}  ${t.input}` : t.name,
      figure: now - t.startMs < 86_400_000 ? ago(t.startMs, now) : clock(t.startMs),
      run: () => go({ page: "trace", id: t.id, params: {} }),
    }),
  );
  const search: Entry[] = wanted ? [{ icon: "filter", text: `Filter traces by ${text.trim()}`, run: () => go({ page: "traces", id: "", params: { q: text.trim() } }) }] : [];
  return wanted ? [...found, ...search, ...places] : [...places, ...found];
}
