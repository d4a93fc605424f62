// SPDX-License-Identifier: Apache-2.0
import type { Figures } from "./figures-types";
import type { Cost, SpanType, Status, Tokens, TraceRow } from "./types";

// Two traces, or two periods, side by side.

export interface Difference {
  kind: "outcome" | "structure" | "timing" | "tokens" | "cost" | "text" | "model" | "error";
  text: string;
  aSpanId?: string;
  bSpanId?: string;
}

/** A span as one of the two traces has it. */
export interface ComparedSpan {
  spanId: string;
  name?: string;
  status: Status;
  offsetMs: number;
  durationMs?: number;
  tokens?: Tokens;
  cost?: Cost;
  error?: { type?: string; message?: string };
}

export interface ComparedRow {
  depth: number;
  type: SpanType;
  name: string;
  match: "same" | "changed" | "only_a" | "only_b";
  a?: ComparedSpan;
  b?: ComparedSpan;
  textChanged?: boolean;
}

export interface Comparison {
  a: TraceRow;
  b: TraceRow;
  differences: Difference[];
  rows: ComparedRow[];
}

export interface TextPiece {
  op: "same" | "a" | "b";
  text: string;
}

export interface TextDiff {
  input?: TextPiece[];
  output?: TextPiece[];
}

export interface PeriodGroup {
  value: string;
  first?: Figures;
  second?: Figures;
}

export interface Periods {
  oneIn?: number;
  first: Figures;
  second: Figures;
  groups: PeriodGroup[];
}
