// SPDX-License-Identifier: Apache-2.0
import { effect, signal } from "@preact/signals";
import { address } from "./client";
import type { HealthBrief, JvmSample, Jvm, TraceRow } from "./types";

export interface Listeners {
  traces?: (change: { rows: TraceRow[]; gone?: string[] }) => void;
  trace?: (change: { id: string; revision: number }) => void;
  jvm?: (change: { jvm: Jvm; sample: JvmSample }) => void;
  /** Events may be missing from here on: load again. */
  reload?: () => void;
}

/** Since when the server does not answer, in ms; null while it does. */
export const lostSince = signal<number | null>(null);

/** The latest figures of the viewer itself. */
export const healthBrief = signal<HealthBrief>({});

/** How many parts of the page listen. */
const listening = signal(0);

/**
 * Listens to the server until the function returned is called. A lost connection is opened again
 * every 2 s; what was missed meanwhile is announced by `reload`.
 */
export function listen(query: { q?: string; trace?: string }, listeners: Listeners): () => void {
  const close = connect(query, listeners);
  listening.value++;
  return () => {
    listening.value--;
    close();
  };
}

/** Keeps the figures of the side bar alive on pages that do not listen themselves; one connection a tab is enough. */
export function listenAlways(): () => void {
  return effect(() => (listening.value ? undefined : connect({}, {})));
}

function connect(query: { q?: string; trace?: string }, listeners: Listeners): () => void {
  let source: EventSource | null = null;
  let timer = 0;
  let closed = false;

  const open = () => {
    source = new EventSource(address("/events", query));
    source.addEventListener("hello", () => {
      if (lostSince.value !== null) listeners.reload?.();
      lostSince.value = null;
    });
    source.addEventListener("traces", (e) => listeners.traces?.(JSON.parse(e.data)));
    source.addEventListener("trace", (e) => listeners.trace?.(JSON.parse(e.data)));
    source.addEventListener("jvm", (e) => listeners.jvm?.(JSON.parse(e.data)));
    source.addEventListener("health", (e) => (healthBrief.value = JSON.parse(e.data)));
    source.addEventListener("lagged", () => listeners.reload?.());
    source.addEventListener("error", () => {
      source?.close();
      if (closed) return;
      lostSince.value ??= Date.now();
      timer = window.setTimeout(open, 2000);
    });
  };
  open();

  return () => {
    closed = true;
    source?.close();
    window.clearTimeout(timer);
  };
}
