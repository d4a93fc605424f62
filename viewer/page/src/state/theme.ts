// SPDX-License-Identifier: Apache-2.0
import { effect, signal } from "@preact/signals";

export type Theme = "light" | "dark";

const KEY = "clew.theme";

function initial(): Theme {
  const kept = read(KEY);
  if (kept === "light" || kept === "dark") return kept;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Reads what an earlier visit kept; a browser that refuses storage has none. */
export function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // the choice then lasts until the page is closed
  }
}

export const theme = signal<Theme>(initial());

effect(() => {
  document.documentElement.dataset.theme = theme.value;
});

export function toggleTheme(): void {
  theme.value = theme.value === "dark" ? "light" : "dark";
  keep(KEY, theme.value);
}
