// SPDX-License-Identifier: Apache-2.0

// Rules that watch the traces, and what became of them.

export type AlertMetric =
  | "error_rate"
  | "p50_duration"
  | "p95_duration"
  | "p99_duration"
  | "tokens"
  | "cost"
  | "traces"
  | "failed"
  | "loops"
  | "tool_error_rate"
  | "volume_change";

export interface AlertRule {
  name: string;
  metric: AlertMetric;
  /** The window: "5m", "1h". */
  over: string;
  above?: number;
  below?: number;
  filter?: string;
  minTraces?: number;
  webhook?: string;
  enabled: boolean;
}

export type AlertState = "ok" | "pending" | "firing" | "no_data";

export interface AlertStatus {
  rule: string;
  state: AlertState;
  sinceMs?: number;
  value?: number;
  threshold?: number;
  text?: string;
  lastFiredMs?: number;
  delivery?: { url?: string; ok?: boolean; attempts?: number; lastError?: string; nextAttemptMs?: number };
}

export interface AlertEvent {
  ms: number;
  rule: string;
  state: AlertState;
  value?: number;
  text?: string;
}

export interface Alerts {
  rules: AlertRule[];
  states: AlertStatus[];
  history: AlertEvent[];
}
