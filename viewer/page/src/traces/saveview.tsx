// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { api } from "../api/client";
import { Dialog } from "../shell/dialog";
import { loadViews, views } from "../state/views";
import { Icon } from "../ui/icons";
import { toast } from "../ui/toast";

/** Saves filter, time, order and columns under a name; an empty filter has nothing to save. */
export function SaveView({ q, range, sort, columns }: { q: string; range: string; sort: string; columns: string }) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const existing = views.value.find((v) => v.filter === q && (v.range ?? "") === range);

  const save = async (event: Event) => {
    event.preventDefault();
    try {
      await api.saveView(name.trim(), { filter: q, sort, ...(range ? { range } : {}), ...(columns ? { columns: columns.split(",") } : {}) });
      setOpen(false);
      await loadViews();
    } catch (failure) {
      toast(`The view was not saved: ${(failure as Error).message}`);
    }
  };
  const remove = async () => {
    if (!existing) return;
    try {
      await api.deleteView(existing.name);
      await loadViews();
    } catch (failure) {
      toast(`The view was not deleted: ${(failure as Error).message}`);
    }
  };
  return (
    <>
      {existing ? (
        <button class="button outlined" onClick={() => void remove()}><Icon name="close" /> Delete view</button>
      ) : (
        <button class="button outlined" disabled={!q} onClick={() => { setName(""); setOpen(true); }}><Icon name="bookmark" /> Save view</button>
      )}
      {open && (
        <Dialog label="Save view" class="save-view" onClose={() => setOpen(false)}>
          <form onSubmit={(e) => void save(e)}>
            <label>
              Name
              <input autofocus required maxLength={100} value={name} onInput={(e) => setName(e.currentTarget.value)} />
            </label>
            <p class="mono second">{q}</p>
            <div class="row">
              <button type="submit" class="button primary">Save</button>
              <button type="button" class="button" onClick={() => setOpen(false)}>Cancel</button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}
