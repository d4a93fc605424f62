// SPDX-License-Identifier: Apache-2.0
import { signal } from "@preact/signals";

const message = signal<string | null>(null);
let timer = 0;

export function toast(text: string): void {
  message.value = text;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => (message.value = null), 2500);
}

export function Toast() {
  return (
    <div role="status" aria-live="polite">
      {message.value && <div class="toast">{message.value}</div>}
    </div>
  );
}

/** Copies text and says so, or says why not. */
export async function copy(text: string | Promise<string>, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(await text);
    toast(`Copied ${what}`);
  } catch (failure) {
    toast(`${what} could not be copied: ${failure instanceof Error ? failure.message : String(failure)}`);
  }
}
