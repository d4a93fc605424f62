// SPDX-License-Identifier: Apache-2.0
import type { Jvm } from "../api/types";
import { ago, dateTime, plural } from "../format/format";

/** How it stands with a JVM that does not write, and why one thinks so. */
export interface Verdict {
  text: string;
  why: string;
  bad: boolean;
}

/** Null while it writes. */
export function verdict({ writing, alive, leftOpen = 0, lastSeenMs, sample }: Jvm, now: number): Verdict | null {
  if (writing) return null;
  if (!lastSeenMs) return { text: "not seen", why: "Only spans of it are known", bad: false };
  const heartbeat = `last heartbeat ${dateTime(lastSeenMs)} UTC`;
  if (alive) return { text: `idle for ${ago(lastSeenMs, now)}`, why: `Its process runs; it writes while something is traced. ${heartbeat}`, bad: false };
  if (leftOpen) return { text: `killed: ${heartbeat}, ${plural(leftOpen, "span")} open`, why: "It ended without closing them", bad: true };
  const queued = sample?.queued ?? 0;
  if (queued) return { text: `ended ${ago(lastSeenMs, now)} ago, nothing left open`, why: `${plural(queued, "span")} still waited for export at its ${heartbeat}; they are written when a JVM ends, not when it is killed`, bad: false };
  return { text: `ended cleanly ${ago(lastSeenMs, now)} ago`, why: `No span was left open, and none waited for export at its ${heartbeat}`, bad: false };
}
