// SPDX-License-Identifier: Apache-2.0
import { signal } from "@preact/signals";
import { Dialog } from "./dialog";
import { ALL_PLACES } from "./places";

export const shortcutsOpen = signal(false);

const GROUPS: [string, [string, string][]][] = [
  ["Everywhere", [["Ctrl K", "search or jump"], ["/", "filter, or find in the trace"], ["?", "this list"], ...ALL_PLACES.map((p): [string, string] => [p.key, p.label.toLowerCase()]), ["T", "theme"]]],
  ["List", [["j k", "next, previous"], ["Enter", "open"], ["Space", "peek"], ["x", "select"], ["v", "compare the two selected"], ["y", "copy for LLM"], ["e E", "next, previous with errors"], ["l", "live"]]],
  ["Charts", [["← →", "move the cross-hair"], ["Shift ← →", "select a range"], ["Enter", "show its traces"]]],
  ["Trace", [["j k", "next, previous span"], ["h l", "close, open"], ["e E", "next, previous error"], ["n N", "next, previous hit"], ["{ }", "previous, next model call"], ["c", "critical path"], ["f 0", "zoom to the span, fit"], ["w s a d", "zoom, move"], ["1 – 4", "views"], ["r", "raw record"], ["i", "details"], ["m", "JVM figures"], [".", "summary"], ["J K", "next, previous trace"], ["y", "copy for LLM"], ["u", "back to the list"]]],
];

export function Shortcuts() {
  if (!shortcutsOpen.value) return null;
  return (
    <Dialog label="Keyboard" class="shortcuts" onClose={() => (shortcutsOpen.value = false)}>
      <h2>Keyboard</h2>
      <div class="shortcut-groups">
        {GROUPS.map(([title, keys]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, what]) => (
                <div key={key}>
                  <dt>{key.split(" ").map((k) => (k === "–" ? " – " : <kbd key={k}>{k}</kbd>))}</dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <button class="button outlined" onClick={() => (shortcutsOpen.value = false)}>Close</button>
    </Dialog>
  );
}
