// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect, useRef } from "preact/hooks";

export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

/** True where a letter is text and no command. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Whether Enter or a blank does something where the focus is; on a tab that is chosen already, Enter does not. */
function hasItsOwn(target: EventTarget | null, key: string): boolean {
  const control = target instanceof HTMLElement && target.closest("button, a, summary, [role=tab]");
  return !!control && !(key === "Enter" && control.matches("[role=tab][aria-selected=true]"));
}

/**
 * Commands by key while the component is there: `j`, `E` (shift), `Enter`, `ctrl+k`, and `g t` for two
 * keys one after the other. Not while somebody types, but for `ctrl+` and Escape.
 */
export function useKeys(keys: KeyMap): void {
  const current = useRef(keys);
  current.current = keys;
  // Before the first paint: what can be seen can be used.
  useLayoutEffect(() => {
    let prefix = "";
    let prefixAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const ctrl = event.ctrlKey || event.metaKey;
      const key = ctrl ? "ctrl+" + event.key.toLowerCase() : event.key;
      if (isTyping(event.target) && !ctrl && key !== "Escape") return;
      if ((key === "Enter" || key === " ") && hasItsOwn(event.target, key)) return;
      const second = prefix && event.timeStamp - prefixAt < 1000 ? `${prefix} ${key}` : "";
      prefix = key === "g" ? "g" : "";
      prefixAt = event.timeStamp;
      // What follows a "g" is a place, never a command of its own.
      const command = current.current[second || key];
      if (!command) return;
      event.preventDefault();
      command(event);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
