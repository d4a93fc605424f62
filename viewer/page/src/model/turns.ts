// SPDX-License-Identifier: Apache-2.0
import type { ReplayStep } from "../api/types";

/** What stands between what the user said and what came back: a small line each. */
export interface TurnStep {
  key: number;
  kind: "model" | "tool" | "handoff" | "guardrail" | "retrieval" | "embedding";
  name: string;
  /** Whom an agent hands over to, or the agent that acts. */
  text?: string;
  spanId?: string;
  durationMs?: number;
  failed: boolean;
}

export interface Turn {
  input?: string;
  output?: string;
  steps: TurnStep[];
  error?: string;
}

const SMALL: Record<string, TurnStep["kind"]> = {
  tool_result: "tool",
  handoff: "handoff",
  guardrail: "guardrail",
  retrieval: "retrieval",
  embedding: "embedding",
};

/** A run as one turn of a conversation. */
export function turnOf(steps: ReplayStep[]): Turn {
  const turn: Turn = { steps: [] };
  const results = new Set(steps.filter((s) => s.kind === "tool_result" && s.callId).map((s) => s.callId));
  for (const step of steps) {
    const failed = step.status === "error";
    if (step.kind === "input") turn.input ??= step.text;
    else if (step.kind === "output") turn.output = step.text;
    else if (step.kind === "error") turn.error ??= step.text;
    else if (step.kind === "message" && step.durationMs !== undefined) turn.steps.push(small(step, "model", step.who ?? "model", failed));
    else if (step.kind === "tool_call" && step.callId && !results.has(step.callId)) turn.steps.push(small(step, "tool", step.text?.split(" ", 1)[0] ?? "tool", failed));
    else if (SMALL[step.kind]) turn.steps.push(small(step, SMALL[step.kind]!, step.who ?? step.agent ?? step.kind, failed));
  }
  return turn;
}

function small(step: ReplayStep, kind: TurnStep["kind"], name: string, failed: boolean): TurnStep {
  const handsTo = kind === "handoff" ? step.text?.replace(/^hands over to /, "") : undefined;
  return { key: step.number, kind, name, failed, ...(handsTo ? { text: handsTo } : {}), ...(step.spanId ? { spanId: step.spanId } : {}), ...(step.durationMs !== undefined ? { durationMs: step.durationMs } : {}) };
}
