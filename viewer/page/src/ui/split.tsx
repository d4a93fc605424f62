// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { Icon } from "./icons";

/** A list and, beside it, what is picked from it; on a small screen this is a sheet over the list. */
export function Split({ list, detail, label, onClose, class: extra = "" }: {
  list: ComponentChildren;
  detail: ComponentChildren;
  label: string;
  onClose: () => void;
  class?: string;
}) {
  return (
    <div class={`split ${extra}`}>
      <div class="split-list scroll" tabIndex={-1}>{list}</div>
      {detail && (
        <section class="split-detail scroll" aria-label={label} tabIndex={-1}>
          <button class="button icon-only sheet-close end" aria-label="Close" onClick={onClose}><Icon name="close" /></button>
          {detail}
        </section>
      )}
    </div>
  );
}
