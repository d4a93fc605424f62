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
  // A call and its result are one step.
  const results = new Set(steps.filter((s) => s.kind === "tool_result").flatMap((s) => [s.callId, s.who]));
  for (const step of steps) {
    const failed = step.status === "error";
    if (step.kind === "input") turn.input ??= step.text;
    else if (step.kind === "output") turn.output = step.text;
    else if (step.kind === "message" && step.durationMs !== undefined) turn.steps.push(small(step, "model", step.who ?? "model", failed));
    else if (step.kind === "tool_call") {
      const tool = step.text?.split(" ", 1)[0] ?? "tool";
      if (!results.has(step.callId) && !results.has(tool)) turn.steps.push({ ...small(step, "tool", tool, failed), durationMs: undefined });
    } else if (SMALL[step.kind]) turn.steps.push(small(step, SMALL[step.kind]!, step.who ?? step.agent ?? step.kind, failed));
  }
  return turn;
}

function small(step: ReplayStep, kind: TurnStep["kind"], name: string, failed: boolean): TurnStep {
  const handsTo = kind === "handoff" ? step.text?.replace(/^hands over to /, "") : undefined;
  return { key: step.number, kind, name, failed, ...(handsTo ? { text: handsTo } : {}), ...(step.spanId ? { spanId: step.spanId } : {}), ...(step.durationMs !== undefined ? { durationMs: step.durationMs } : {}) };
}
