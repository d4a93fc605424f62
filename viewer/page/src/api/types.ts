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
  error?: { type?: string; message?: string; stackTrace?: string; sameError?: number };
  content?: { dropped?: string; truncated?: number; redacted?: number; withheld?: boolean };
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

export interface HealthBrief {
  jvmsWriting?: number;
  spansPerSecond?: number;
  storeBytes?: number;
  dropped?: number;
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
  lastSeenMs?: number;
  agentVersion?: string;
  javaVersion?: string;
  libraries?: { name?: string; version?: string; problem?: string }[];
  settings?: Record<string, string>;
  sample?: JvmSample;
}

export interface JvmSeries {
  jvm: Jvm;
  samples: JvmSample[];
}

export interface Health {
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
