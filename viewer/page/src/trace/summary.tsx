// SPDX-License-Identifier: Apache-2.0
import { Fragment } from "preact";
import type { AgentStep, Finding, Span, Summary, TraceRow } from "../api/types";
import { cost, count, duration, exact, percent, plural } from "../format/format";
import { CostText, findingIcon, TokensText } from "../traces/row";
import { Icon } from "../ui/icons";
import { TraceText } from "../ui/text";

const MAX_LINES = 5;

/** What happened, one sentence a line, each linked to its span. */
export function FindingLines({ findings, onSpan, all = false }: { findings: Finding[]; onSpan: (spanId: string) => void; all?: boolean }) {
  if (!findings.length) return <p class="second">Nothing out of the ordinary.</p>;
  return (
    <ul class="findings">
      {findings.slice(0, all ? undefined : MAX_LINES).map((finding, i) => (
        <li key={i} class={`finding-line ${finding.severity}`}>
          <Icon name={findingIcon(finding.kind)} />
          <span>
            {finding.parts.map((part, j) => <FindingPart key={j} part={part} fallback={j === 0 ? finding.spanId : undefined} onSpan={onSpan} />)}
            {finding.detail && <> <TraceText text={finding.detail} /></>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function FindingPart({ part, fallback, onSpan }: { part: Finding["parts"][number]; fallback: string | undefined; onSpan: (spanId: string) => void }) {
  const target = part.spanId ?? (part.strong ? fallback : undefined);
  if (!target) return part.strong ? <b><TraceText text={part.text} /></b> : <TraceText text={part.text} />;
  return (
    <button class={part.strong ? "finding-link strong" : "finding-link"} onClick={() => onSpan(target)}>
      <TraceText text={part.text} />
    </button>
  );
}

const SIGNS: Record<AgentStep["relation"], string> = { start: "", nested: "›", handoff: "→", next: "·", parallel: "∥" };
const RELATIONS: Record<AgentStep["relation"], string> = { start: "", nested: "calls", handoff: "hands off to", next: "then", parallel: "in parallel with" };

/** Agents in their order, with how each came to run. */
export function AgentPath({ agents, onSpan }: { agents: AgentStep[]; onSpan: (spanId: string) => void }) {
  if (agents.length < 2) return null;
  return (
    <p class="agent-path">
      {agents.map((agent, i) => (
        <Fragment key={agent.spanId + i}>
          {i > 0 && <span aria-label={RELATIONS[agent.relation]}>{SIGNS[agent.relation]}</span>}
          <button class={agent.failed ? "error-text" : ""} onClick={() => onSpan(agent.spanId)}>
            <TraceText text={agent.name} />
            {agent.runs !== undefined && agent.runs > 1 && <span class="third"> ×{exact(agent.runs)}</span>}
          </button>
        </Fragment>
      ))}
    </p>
  );
}

interface Share {
  label: string;
  value: number;
  kind: string;
  text: string;
}

/** Duration, tokens and cost, each with what it consists of. */
export function Figures({ trace, summary, spans }: { trace: TraceRow; summary: Summary; spans?: Span[] | undefined }) {
  const calls = callsWith(spans);
  return (
    <div class="figures">
      <Figure label="Duration" value={duration(trace.durationMs)} shares={timeShares(summary)} />
      <Figure label="Tokens" value={<TokensText tokens={trace.tokens} />} shares={tokenShares(trace)} note={calls && calls.usage < calls.all ? `${exact(calls.usage)} of ${plural(calls.all, "call")} had usage` : undefined} />
      <Figure label="Cost" value={<CostText cost={trace.cost} text={cost} />} shares={costShares(trace)} note={calls && calls.price < calls.all ? `${exact(calls.price)} of ${plural(calls.all, "call")} had a price` : withoutPrice(trace.cost)} />
    </div>
  );
}

function Figure({ label, value, shares, note }: { label: string; value: preact.ComponentChildren; shares: Share[]; note?: string | undefined }) {
  const total = shares.reduce((sum, s) => sum + s.value, 0);
  const shown = shares.filter((s) => s.value > 0);
  return (
    <div class="figure-box">
      <span class="small-text third">{label}</span>
      <span class="figure-value">{value}</span>
      <span class="share-bar" aria-hidden="true">
        {total > 0 && shown.map((s) => <i key={s.label} class={`share-${s.kind}`} style={{ width: `${(s.value / total) * 100}%` }} />)}
      </span>
      <span class="share-legend">
        {shown.map((s) => (
          <span key={s.label}>
            <i class={`swatch share-${s.kind}`} /> {s.label} {s.text}
          </span>
        ))}
        {note && <span>{note}</span>}
      </span>
    </div>
  );
}

/** Model calls, and how many of them have usage and a price; of some of the spans nothing is said. */
export function callsWith(spans: Span[] | undefined): { all: number; usage: number; price: number } | undefined {
  const calls = spans?.filter((s) => s.type === "generation" || s.type === "response");
  return calls && { all: calls.length, usage: calls.filter((s) => s.tokens).length, price: calls.filter((s) => s.cost && !s.cost.unpriced).length };
}

/** "3 calls have no price". */
function withoutPrice(total: TraceRow["cost"]): string | undefined {
  if (!total?.unpriced) return undefined;
  return `${plural(total.unpriced, "call has", "calls have")} no price`;
}

function timeShares({ time }: Summary): Share[] {
  const parts: [string, number, string][] = [
    ["retries", time.lostToRetriesMs, "lost"],
    ["model", time.modelMs, "generation"],
    ["tools", time.toolMs, "tool"],
    ["retrieval", time.retrievalMs, "retrieval"],
    ["own code", time.ownCodeMs, "own"],
  ];
  const total = parts.reduce((sum, p) => sum + p[1], 0);
  return parts.map(([label, value, kind]) => ({ label, value, kind, text: percent(total ? value / total : 0) }));
}

function tokenShares({ tokens }: TraceRow): Share[] {
  if (!tokens) return [];
  const cached = tokens.cachedInput ?? 0;
  const total = tokens.input + tokens.output;
  return [
    { label: "cached", value: cached, kind: "cached", text: percent(total ? cached / total : 0) },
    { label: "input", value: tokens.input - cached, kind: "generation", text: count(tokens.input - cached) },
    { label: "output", value: tokens.output, kind: "tool", text: count(tokens.output) },
  ];
}

function costShares({ cost: total }: TraceRow): Share[] {
  if (!total) return [];
  return [
    { label: "input", value: total.input ?? 0, kind: "generation", text: cost(total.input) },
    { label: "output", value: total.output ?? 0, kind: "tool", text: cost(total.output) },
    { label: "saved", value: Math.max(0, total.cacheSavings ?? 0), kind: "own", text: cost(total.cacheSavings) },
  ];
}

/** The top of a trace: what happened, by rules, and what it took. */
export function SummaryPane({ trace, summary, spans, action, open, onToggle, onSpan }: { trace: TraceRow; summary: Summary; spans?: Span[] | undefined; action?: preact.ComponentChildren; open: boolean; onToggle: () => void; onSpan: (spanId: string) => void }) {
  return (
    <section class="summary" aria-label="What happened">
      <div class="row">
        <h2>What happened</h2>
        <span class="small-text third">by rules</span>
        <span class="end" />
        {action}
        <button class="button icon-only" aria-label={open ? "Fold the summary" : "Show the summary"} aria-expanded={open} onClick={onToggle}>
          <Icon name={open ? "chevronUp" : "chevronDown"} />
        </button>
      </div>
      {open && (
        <>
          <AgentPath agents={summary.agents} onSpan={onSpan} />
          <FindingLines findings={summary.findings} onSpan={onSpan} />
          <Figures trace={trace} summary={summary} spans={spans} />
        </>
      )}
      {!open && summary.findings[0] && <FindingLines findings={summary.findings.slice(0, 1)} onSpan={onSpan} />}
    </section>
  );
}
