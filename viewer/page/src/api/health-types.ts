// SPDX-License-Identifier: Apache-2.0

// The state of the viewer and of the JVMs that write.

export interface HealthBrief {
  jvmsWriting?: number;
  spansPerSecond?: number;
  storeBytes?: number;
  dropped?: number;
  /** Notes on the page of health that are warnings. */
  warnings?: number;
  /** Dropped by the traced JVMs since they started. */
  lostSpans?: number;
  /** Spans that lost their content. */
  lostContents?: number;
  running?: number;
  behindMs?: number;
}

export interface JvmSample {
  timeMs: number;
  cpu?: number;
  heapUsed?: number;
  heapMax?: number;
  threads?: number;
  gcCount?: number;
  gcPauseMs?: number;
  queued?: number;
  queueCapacity?: number;
  spans?: number;
  droppedSpans?: number;
  droppedContent?: number;
  exportFailures?: number;
}

export interface Jvm {
  id: string;
  pid?: number;
  startedMs?: number;
  service?: string;
  writing?: boolean;
  /** It writes, or its process runs on the viewer's machine. */
  alive?: boolean;
  /** Spans that were open when it was found to have ended. */
  leftOpen?: number;
  lastSeenMs?: number;
  agentVersion?: string;
  javaVersion?: string;
  libraries?: { name?: string; version?: string; problem?: string }[];
  settings?: Record<string, string>;
  /** The counters of its export pipeline, by name. */
  pipeline?: Record<string, unknown>;
  sample?: JvmSample;
}

export interface JvmSeries {
  jvm: Jvm;
  samples: JvmSample[];
}

export interface HealthNote {
  severity: "warning" | "info";
  text: string;
  /** Of the traces that it speaks of. */
  filter?: string;
  /** The JVM that it speaks of. */
  jvm?: string;
}

export interface Health {
  lostSpans?: number;
  lostContents?: number;
  /** Anything lost, hidden or without a price; the most important first. */
  notes?: HealthNote[];
  redaction?: Record<string, unknown>;
  sampling?: Record<string, unknown>;
  viewer: { version?: string; javaVersion?: string; pid?: number; startedMs?: number; address?: string; otlpAddress?: string | null };
  store: { kind?: string; path?: string; bytes?: number; traces?: number; spans?: number; oldestMs?: number; textPending?: number };
  retention?: { maxAgeDays?: number; maxBytes?: number; maxTraces?: number; lastRunMs?: number; deletedTraces?: number };
  ingest: {
    folder?: string;
    folderExists?: boolean;
    behindMs?: number;
    files?: number;
    spans?: number;
    spansPerSecond?: number;
    rejectedLines?: number;
    lastProblem?: string;
    otlpRequests?: number;
    otlpSpans?: number;
    otlpRejected?: number;
  };
  jvms: Jvm[];
  content?: { redactedSpans?: number; truncatedSpans?: number; withoutContent?: number; sampledTraces?: number };
  prices?: { sources?: string[]; unpricedModels?: string[] };
}
