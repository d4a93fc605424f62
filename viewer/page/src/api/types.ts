// SPDX-License-Identifier: Apache-2.0

// The shapes of the server's answers, as openapi.yaml has them. What is missing or null is unknown.

export type Status = "ok" | "error" | "cancelled" | "running";

export type SpanType =
  | "agent"
  | "generation"
  | "response"
  | "function"
  | "handoff"
  | "guardrail"
  | "embedding"
  | "retrieval"
  | "mcp_tools"
  | "custom";

export type Severity = "running" | "error" | "warning" | "info";

export interface Tokens {
  input: number;
  output: number;
  cachedInput?: number;
  cacheWriteInput?: number;
  reasoning?: number;
  estimated?: boolean;
}

export interface Cost {
  total: number;
  input?: number;
  output?: number;
  cacheSavings?: number;
  unpriced?: number;
  source?: string;
}

export interface FindingBrief {
  kind: string;
  severity: Severity;
  text: string;
  spanId?: string;
}

/** Type, start and width in thousandths of the duration, 1 if it failed. */
export type ShapeBar = [SpanType, number, number, number];

export interface TraceRow {
  id: string;
  name: string;
  status: Status;
  service?: string;
  group?: string;
  user?: string;
  metadata: Record<string, string>;
  startMs: number;
  endMs?: number | null;
  durationMs: number;
  input?: string;
  output?: string;
  finding?: FindingBrief | null;
  shape?: ShapeBar[];
  spans: number;
  droppedSpans?: number;
  errors: number;
  modelCalls: number;
  toolCalls: number;
  retries?: number;
  tokens?: Tokens;
  cost?: Cost;
  models: string[];
  agents: string[];
  tools: string[];
  revision: number;
}

export interface TracePage {
  traces: TraceRow[];
  nextCursor: string | null;
  textPending?: number;
}

export interface Totals {
  traces: number;
  failed: number;
  running: number;
  durationMs?: { p50?: number; p95?: number; p99?: number; max?: number };
  tokens?: Tokens;
  cost?: Cost;
}

export interface Histogram {
  fromMs: number;
  toMs: number;
  bucketMs: number;
  buckets: { index: number; traces: number; failed: number; withErrors: number }[];
}

export interface Field {
  name: string;
  kind: "text" | "number" | "duration" | "dollars" | "time";
  help: string;
  values?: string[];
  example?: string;
}

export interface FieldValues {
  field: string;
  values: { value: string; traces: number }[];
  more: boolean;
}

export interface FilterTerm {
  negated: boolean;
  field?: string;
  operator?: string;
  values?: string[];
  text: string;
  start: number;
  end: number;
}

export interface ParsedFilter {
  terms?: FilterTerm[];
  problem?: Problem;
}

export interface Problem {
  title: string;
  status: number;
  detail?: string;
  position?: number;
}

export interface ViewDefinition {
  filter: string;
  sort?: string;
  range?: string;
  columns?: string[];
}

export interface View extends ViewDefinition {
  name: string;
  traces?: number;
}

export * from "./health-types";
export * from "./trace-types";
