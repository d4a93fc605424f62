// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from "preact/hooks";
import { api } from "../api/client";
import type { ReplayStep } from "../api/types";
import { cost, count, duration, offset } from "../format/format";
import { useResource } from "../state/resource";
import { Icon, type IconName } from "../ui/icons";
import { TextOrJson } from "../ui/json";
import { useKeys } from "../ui/keys";
import { Empty, Failure, Skeleton } from "../ui/states";
import { TraceText } from "../ui/text";

const ICONS: Record<string, IconName> = {
  input: "user",
  output: "check",
  agent_start: "agent",
  agent_end: "agent",
  message: "generation",
  tool_call: "tools",
  tool_result: "tools",
  handoff: "handoff",
  guardrail: "guardrail",
  retrieval: "retrieval",
  embedding: "embedding",
  step: "custom",
  error: "errors",
};

const KINDS: Record<string, string> = {
  input: "Input",
  output: "Output",
  agent_start: "starts",
  agent_end: "ends",
  tool_call: "is called",
  tool_result: "answers",
  handoff: "hands off",
  guardrail: "checks",
};

/** Longest wait between two steps when a run is played at its own pace. */
const MAX_WAIT_MS = 1500;

/** The run as a dialogue, and as a replay: step by step, every message, call and result in order. */
export function Conversation({ traceId, revision, onSpan }: { traceId: string; revision: number; onSpan: (id: string) => void }) {
  const replay = useResource(`${traceId}/replay/${revision}`, (s) => api.replay(traceId, 0, s));
  const [step, setStep] = useState<number | null>(null);
  const [playing, setPlaying] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const steps = replay.data?.steps ?? [];
  const shown = step ?? steps.length;

  useEffect(() => {
    if (!playing) return;
    if (shown >= steps.length) {
      setPlaying(false);
      return;
    }
    const wait = steps[shown]!.offsetMs - (steps[shown - 1]?.offsetMs ?? 0);
    const timer = window.setTimeout(() => setStep(shown + 1), Math.min(MAX_WAIT_MS, Math.max(120, wait)));
    return () => window.clearTimeout(timer);
  }, [playing, shown, steps.length]);
  useEffect(() => {
    if (step !== null) list.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
  }, [step]);

  const goTo = (n: number) => setStep(Math.min(Math.max(1, n), steps.length));
  const toggle = () => {
    if (!playing && shown >= steps.length) setStep(0);
    setPlaying(!playing);
  };
  useKeys({ ArrowRight: () => goTo(shown + 1), ArrowLeft: () => goTo(shown - 1), p: toggle });

  if (replay.error) return <Failure error={replay.error} retry={replay.reload} />;
  if (!replay.data) return replay.slow ? <Skeleton /> : null;
  if (!steps.length) return <Empty icon="generation" title="Nothing was said"><p>No message, call or result of this run was captured.</p></Empty>;
  return (
    <div class="conversation">
      <ol class="steps scroll" ref={list}>
        {steps.slice(0, shown).map((s) => <Step key={s.number} step={s} onSpan={onSpan} />)}
      </ol>
      <div class="player">
        <button class="button icon-only" aria-label={playing ? "Pause" : "Play the run"} onClick={toggle}><Icon name={playing ? "pause" : "play"} /></button>
        <input
          type="range"
          aria-label="Step"
          min={0}
          max={steps.length}
          value={shown}
          onInput={(e) => { setPlaying(false); setStep(Number(e.currentTarget.value)); }}
        />
        <span class="second" role="status">step {shown} of {steps.length}{replay.data.total > steps.length ? ` (${replay.data.total} in all)` : ""}</span>
      </div>
    </div>
  );
}

function Step({ step, onSpan }: { step: ReplayStep; onSpan: (id: string) => void }) {
  const failed = step.status === "error";
  const kind = KINDS[step.kind];
  return (
    <li class={["step", `step-${step.kind}`, failed ? "failed" : ""].join(" ")}>
      <span class="step-time third">{offset(step.offsetMs)}</span>
      <div class="step-body" style={{ marginInlineStart: `${Math.min(step.depth ?? 0, 6) * 12}px` }}>
        <p class="step-head">
          <Icon name={ICONS[step.kind] ?? "custom"} class={step.kind.startsWith("tool") ? "type-function" : step.kind === "message" ? "type-generation" : failed ? "error-text" : ""} />
          <b><TraceText text={step.who ?? step.agent ?? kind ?? step.kind} /></b>
          {kind && step.who && step.who !== kind && <span class="third">{kind}</span>}
          {step.tokens && <span class="third">{count(step.tokens.input)} → {count(step.tokens.output)}</span>}
          {step.durationMs !== undefined && <span class="third">{duration(step.durationMs)}</span>}
          {step.cost && !step.cost.unpriced && <span class="third">{cost(step.cost.total)}</span>}
          {step.spanId && <button class="link end" onClick={() => onSpan(step.spanId!)}>Open</button>}
        </p>
        {step.text && <div class={failed ? "error-text" : ""}><TextOrJson text={step.text} /></div>}
      </div>
    </li>
  );
}
