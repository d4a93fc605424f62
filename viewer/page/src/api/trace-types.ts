// SPDX-License-Identifier: Apache-2.0
import type { Cost, Severity, SpanType, Status, Tokens, TraceRow } from "./types";

// One trace and its spans.

export interface Span {
  id: string;
  parentId?: string;
  type: SpanType;
  name: string;
  status: Status;
  offsetMs: number;
  durationMs?: number;
  firstTokenMs?: number;
  service?: string;
  preview?: string;
  error?: { type?: string; message?: string };
  model?: string;
  provider?: string;
  tokens?: Tokens;
  cost?: Cost;
  call?: number;
  finishReason?: string;
  retries?: number[];
  retryDetail?: string;
  flags?: string[];
  mcpServer?: string;
  callId?: string;
  from?: string;
  to?: string;
  decidedBy?: "model" | "workflow";
  /** In a partial answer: how many spans are right below, sent or not. */
  children?: number;
}

export interface Finding {
  kind: string;
  severity: Severity;
  short: string;
  parts: { text: string; spanId?: string; strong?: boolean }[];
  spanId?: string;
  detail?: string;
}

export interface AgentStep {
  name: string;
  spanId: string;
  relation: "start" | "nested" | "handoff" | "next" | "parallel";
  failed?: boolean;
  runs?: number;
}

export interface OwnCode {
  spanId: string;
  offsetMs: number;
  durationMs: number;
  afterSpanId?: string;
  beforeSpanId?: string;
}

export interface Summary {
  findings: Finding[];
  agents: AgentStep[];
  time: { lostToRetriesMs: number; modelMs: number; toolMs: number; retrievalMs: number; ownCodeMs: number };
  ownCode?: OwnCode[];
  text?: string[];
}

export interface PathSegment {
  spanId: string;
  offsetMs: number;
  endMs: number;
}

export interface TraceDetail {
  trace: TraceRow;
  spans: Span[];
  summary: Summary;
  criticalPath: PathSegment[];
  revision: number;
  /** True while only the spans nearest to the roots are here. */
  partial?: boolean;
}

export interface ToolRunRef {
  spanId?: string;
  status?: Status;
  durationMs?: number;
  result?: string;
  error?: { type?: string; message?: string };
}

export interface Part {
  type: "text" | "reasoning" | "refusal" | "tool_call" | "tool_result" | "media" | "other";
  text?: string;
  id?: string;
  name?: string;
  arguments?: string;
  result?: string;
  offered?: boolean;
  run?: ToolRunRef;
  modality?: string;
  mimeType?: string;
  uri?: string;
  bytes?: number;
  sha256?: string;
  otherType?: string;
}

export interface Message {
  role: string;
  name?: string;
  finishReason?: string;
  characters?: number;
  parts: Part[];
}

export interface SpanRef {
  id: string;
  type: SpanType;
  name: string;
  call?: number;
}

export interface OfferedTool {
  name: string;
  description?: string;
  parameters?: unknown;
  called: number;
}

export interface ModelCall {
  instructions?: string;
  input?: Message[];
  output?: Message[];
  previous?: SpanRef;
  repeatedMessages?: number;
  requestModel?: string;
  responseModel?: string;
  provider?: string;
  serverAddress?: string;
  responseId?: string;
  streamed?: boolean;
  finishReasons?: string[];
  parameters?: Record<string, unknown>;
  offeredTools?: OfferedTool[];
  usage?: Tokens;
  usageDetails?: Record<string, unknown>;
  tokensPerSecond?: number;
}

export interface ToolCall {
  name?: string;
  arguments?: string;
  result?: string;
  callId?: string;
  inferred?: boolean;
  mcp?: unknown;
  askedBy?: SpanRef;
  toldTo?: SpanRef;
  toldText?: string;
}

export interface AgentRun {
  name?: string;
  instructions?: string;
  inputs?: Record<string, unknown>;
  output?: unknown;
  handoffs?: string[];
  tools?: string[];
  outputType?: string;
}

export interface SpanDetail {
  span: Span;
  parent?: SpanRef;
  agent?: SpanRef;
  startMs?: number;
  attributes?: Record<string, unknown>;
  events?: { name: string; offsetMs: number; detail?: unknown }[];
  error?: { type?: string; message?: string; stackTrace?: string; sameError?: number; errorId?: string };
  content?: { dropped?: string; truncated?: number; redacted?: number; withheld?: boolean; tooLong?: number };
  modelCall?: ModelCall;
  toolCall?: ToolCall;
  agentRun?: AgentRun;
  data?: unknown;
}

export interface ContextDiff {
  span: SpanRef;
  previous: SpanRef | null;
  repeated: number;
  repeatedTokens?: number;
  added: { index: number; message: Message }[];
  removed: { index: number; message: Message }[];
  instructionsChanged?: boolean;
  parameters?: { name: string; before?: unknown; after?: unknown }[];
  tools?: { added?: string[]; removed?: string[] };
  contextSizes?: { spanId: string; call: number; inputTokens?: number; messages?: number }[];
}

export interface ReplayStep {
  number: number;
  kind: string;
  offsetMs: number;
  spanId?: string;
  depth?: number;
  agent?: string;
  who?: string;
  text?: string;
  callId?: string;
  status?: Status;
  durationMs?: number;
  tokens?: Tokens;
  cost?: Cost;
}

export interface Replay {
  steps: ReplayStep[];
  total: number;
  nextAfter: number | null;
}

export interface SearchHit {
  spanId: string;
  place: "name" | "input" | "output" | "error" | "other";
  excerpt: string;
}
