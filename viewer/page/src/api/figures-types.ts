// SPDX-License-Identifier: Apache-2.0
import type { Cost, Status, TraceRow } from "./types";

// Figures of groups of spans, and what is made of them.

/** How a size is spread. */
export interface Spread {
  min?: number;
  avg?: number;
  p50?: number;
  p90?: number;
  p95?: number;
  p99?: number;
  max?: number;
  total?: number;
}

export interface TokenSums {
  input?: number;
  output?: number;
  cachedInput?: number;
  cacheWriteInput?: number;
  reasoning?: number;
  total?: number;
}

export interface CostSplit extends Cost {
  /** Part of the input: what reading from the cache and writing to it cost. */
  cache?: number;
  /** Part of the output. */
  reasoning?: number;
}

export interface Figures {
  traces?: number;
  calls?: number;
  errors?: number;
  retries?: number;
  durationMs?: Spread;
  /** Per call; of an agent per run. */
  tokensEach?: Spread;
  firstTokenMs?: Spread;
  /** Characters of a tool's arguments. */
  arguments?: Spread;
  tokens?: TokenSums;
  cost?: CostSplit;
  tokensPerSecond?: number;
  cacheHitRate?: number;
  savedShare?: number;
}

export interface FiguresAt extends Figures {
  ms: number;
}

export interface Group extends Figures {
  value: string;
  firstMs?: number;
  lastMs?: number;
  series?: FiguresAt[];
}

export interface Groups {
  field: string;
  /** Above 1, only one in so many traces was read. */
  oneIn?: number;
  more?: boolean;
  everyMs?: number;
  groups: Group[];
}

export interface ToolGroup extends Group {
  /** Model calls that offered it. */
  offered?: number;
  /** Times a model asked for it. */
  requested?: number;
  neverCalled?: boolean;
  /** Model calls that asked for it without having been offered it. */
  invented?: number;
}

export interface Tools {
  oneIn?: number;
  modelCalls?: number;
  tools: ToolGroup[];
}

export interface ToolRun {
  traceId: string;
  traceName?: string;
  spanId: string;
  status: Status;
  startMs: number;
  durationMs?: number;
  input?: string;
  output?: string;
  error?: { type?: string; message?: string };
  errorId?: string;
  /** Its message without what differs from run to run. */
  errorText?: string;
}

export interface ErrorGroup extends Figures {
  id: string;
  type?: string;
  message?: string;
  place?: string;
  firstMs?: number;
  lastMs?: number;
  share?: number;
  /** Traces that it ended; the others with it went on. */
  ended?: number;
  series?: FiguresAt[];
}

export interface Errors {
  oneIn?: number;
  traces: number;
  /** Whether there are more groups. */
  more?: boolean;
  everyMs?: number;
  errors: ErrorGroup[];
}

export interface ErrorSamples {
  id: string;
  traces: TraceRow[];
  sample?: { traceId: string; spanId: string; spanName?: string; type?: string; message?: string; stackTrace?: string };
}

export interface AgentGroup extends Group {
  /** Traces with this agent and a loop. */
  loops?: number;
}

export interface AgentLink {
  from: string;
  to: string;
  kind: "handoff" | "call";
  traces?: number;
  calls?: number;
  errors?: number;
  cost?: Cost;
  /** Part of a cycle of handoffs. */
  loop?: boolean;
}

export interface Agents {
  oneIn?: number;
  agents: AgentGroup[];
  edges: AgentLink[];
}

export interface SessionRow extends Figures {
  group: string;
  firstMs: number;
  lastMs: number;
  users?: string[];
  agents?: string[];
  models?: string[];
  running?: number;
  input?: string;
  output?: string;
}

export interface Sessions {
  cursor?: string | null;
  sessions: SessionRow[];
}

export interface Session extends Omit<Figures, "traces"> {
  group: string;
  traces: TraceRow[];
  more?: boolean;
}
