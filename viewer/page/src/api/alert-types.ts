// SPDX-License-Identifier: Apache-2.0

// Rules that watch the traces, and what became of them.

export interface AlertRule {
  name: string;
  /** Such as "error_rate>0.02". */
  condition: string;
  metric?: string;
  /** The window: "5m", "1h". */
  over: string;
  filter?: string;
  minTraces?: number;
  /** Without its path, which may hold a key; sent back like this, it stays what it was. */
  webhook?: string | null;
  enabled: boolean;
}

export type AlertState = "ok" | "firing" | "no_data" | "disabled";

export interface AlertStatus {
  rule: string;
  state: AlertState;
  sinceMs?: number;
  value?: number;
  threshold?: number;
  /** What it said when it fired last. */
  text?: string;
  lastFiredMs?: number;
  /** What the webhook has not taken yet. */
  delivery?: { waiting: number; attempts: number; nextAttemptMs?: number; lastError?: string | null };
}

export interface AlertEvent {
  ms: number;
  rule: string;
  state: "firing" | "resolved";
  value?: number;
  text?: string;
}

export type AlertUnit = "count" | "share" | "seconds" | "dollars" | "ratio";

export interface AlertMetric {
  name: string;
  unit: AlertUnit;
  help?: string;
}

export interface Alerts {
  rules: AlertRule[];
  states: AlertStatus[];
  history: AlertEvent[];
  /** What a rule can watch. */
  metrics: AlertMetric[];
}
