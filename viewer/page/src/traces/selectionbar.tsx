// SPDX-License-Identifier: Apache-2.0
import { address } from "../api/client";
import { plural } from "../format/format";
import { Icon } from "../ui/icons";

/** What can be done with the traces that are selected. */
export function SelectionBar({ ids, onCompare, onCopy, onClear }: { ids: string[]; onCompare: () => void; onCopy: () => void; onClear: () => void }) {
  return (
    <div class="selection-bar" role="toolbar" aria-label="Selected traces">
      <b>{plural(ids.length, "selected", "selected")}</b>
      {ids.length === 2 && <button class="button" onClick={onCompare}><Icon name="compare" /> Compare <kbd>v</kbd></button>}
      <button class="button" onClick={onCopy}><Icon name="copy" /> Copy for LLM <kbd>y</kbd></button>
      <a class="button" href={address("/export", { format: "jsonl", id: ids })} download><Icon name="download" /> Export</a>
      <button class="button icon-only" aria-label="Clear the selection" onClick={onClear}><Icon name="close" /></button>
    </div>
  );
}
