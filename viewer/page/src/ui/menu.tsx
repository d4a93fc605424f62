// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** A button that opens a menu below itself; Escape and a click elsewhere close it. */
export function MenuButton({ button, label, class: extra = "", children }: {
  button: ComponentChildren;
  label: string;
  class?: string;
  children: (close: () => void) => ComponentChildren;
}) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const onPointer = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as HTMLElement)) setOpen(false);
    };
    window.addEventListener("pointerdown", onPointer);
    box.current?.querySelector<HTMLElement>(".menu button")?.focus();
    return () => window.removeEventListener("pointerdown", onPointer);
  }, [open]);

  const onKey = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      setOpen(false);
      box.current?.querySelector<HTMLElement>(".menu-opener")?.focus();
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const items = [...(box.current?.querySelectorAll<HTMLElement>(".menu button") ?? [])];
      const index = items.indexOf(document.activeElement as HTMLElement) + (event.key === "ArrowDown" ? 1 : -1);
      items[(index + items.length) % items.length]?.focus();
    }
  };
  return (
    <div class="menu-anchor" ref={box} onKeyDown={onKey}>
      <button class={`button menu-opener ${extra}`} aria-label={label} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>
        {button}
      </button>
      {open && <div class="menu at-end">{children(() => setOpen(false))}</div>}
    </div>
  );
}
