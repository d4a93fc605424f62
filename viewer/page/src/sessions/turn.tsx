// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { api, ApiError } from "../api/client";
import type { TraceRow } from "../api/types";
import { Loaded } from "../analysis/loaded";
import { cost, dateTime, duration, plural } from "../format/format";
import { type Turn, turnOf, type TurnStep } from "../model/turns";
import { useResource } from "../state/resource";
import { format } from "../state/route";
import { CostText, findingIcon, StatusIcon } from "../traces/row";
import { Icon, TypeIcon } from "../ui/icons";
import { LongText } from "../ui/json";
import { TraceText } from "../ui/text";

/** So many runs show their steps at once; those after them when asked for. */
const STEPS_AT_ONCE = 20;
const FOLDED_STEPS = 24;

/** One run: what the user said, the steps in between as small lines, what came back. */
export function TurnView({ trace, number, previous, soFar }: { trace: TraceRow; number: number; previous: TraceRow | undefined; soFar: number }) {
  const [wanted, setWanted] = useState(number <= STEPS_AT_ONCE);
  const replay = useResource(wanted ? `${trace.id}/turn/${trace.revision}` : null, async (s) => turnOf((await api.replay(trace.id, 0, s)).steps));
  // Whoever may not read content sees how long it took, not what was said.
  const refused = replay.error instanceof ApiError && replay.error.status === 403;
  const turn: Turn = replay.data ?? { steps: [] };
  const input = turn.input ?? trace.input;
  const output = turn.output ?? trace.output;
  const waited = previous && trace.startMs - (previous.endMs ?? previous.startMs + previous.durationMs);
  return (
    <li class="turn">
      <p class="turn-head small-text third">
        <b>Turn {number}</b>
        <span title="UTC">{dateTime(trace.startMs)}</span>
        {waited !== undefined && waited > 0 && <span>after {duration(waited)}</span>}
        <span>{duration(trace.durationMs)}</span>
        {trace.cost && <span><CostText cost={trace.cost} text={cost} /></span>}
        {number > 1 && soFar > 0 && <span>so far {cost(soFar)}</span>}
        {trace.status !== "ok" && <StatusIcon status={trace.status} />}
        <i class="turn-rule" />
        <a class="link" href={format({ page: "trace", id: trace.id, params: {} })}>Open trace</a>
      </p>
      {input && <div class="said"><LongText text={input} /></div>}
      {wanted ? (
        !refused && <Loaded from={replay} rows={1}>{({ steps }) => <Steps steps={steps} traceId={trace.id} />}</Loaded>
      ) : (
        <button class="link" onClick={() => setWanted(true)}>Show {plural(trace.modelCalls + trace.toolCalls, "step")}</button>
      )}
      {trace.finding && (trace.finding.severity === "error" || trace.finding.severity === "warning") && (
        <p class={`finding ${trace.finding.severity}`}><Icon name={findingIcon(trace.finding.kind)} /> <TraceText text={trace.finding.text} /></p>
      )}
      {output ? <div class="answered"><LongText text={output} /></div> : trace.status === "running" ? <p class="accent-text">Running</p> : <p class="third">No answer{trace.status === "ok" ? " captured" : ""}.</p>}
    </li>
  );
}

const TYPES: Record<TurnStep["kind"], string> = { model: "generation", tool: "function", handoff: "handoff", guardrail: "guardrail", retrieval: "retrieval", embedding: "embedding" };

function Steps({ steps, traceId }: { steps: TurnStep[]; traceId: string }) {
  const [all, setAll] = useState(false);
  const shown = all ? steps : steps.slice(0, FOLDED_STEPS);
  return (
    <ul class="turn-steps">
      {shown.map((step) => (
        <li key={step.key}>
          <a class={step.failed ? "turn-step failed" : "turn-step"} href={format({ page: "trace", id: traceId, params: step.spanId ? { span: step.spanId } : {} })}>
            <TypeIcon type={TYPES[step.kind]} label={step.kind} />
            <TraceText text={step.name} />
            {step.text && <><span class="third">→</span> <TraceText text={step.text} /></>}
            {step.failed && <Icon name="close" label="failed" class="small" />}
            {step.durationMs !== undefined && <span class="third">{duration(step.durationMs)}</span>}
          </a>
        </li>
      ))}
      {steps.length > shown.length && <li><button class="link" onClick={() => setAll(true)}>{plural(steps.length - shown.length, "more step")}</button></li>}
    </ul>
  );
}
