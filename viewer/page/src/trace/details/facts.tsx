// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import type { ContextDiff, ModelCall, Span, SpanDetail, SpanRef } from "../../api/types";
import { cost, count, duration, exact, percent, UNKNOWN } from "../../format/format";
import { JsonView } from "../../ui/json";
import { TraceText } from "../../ui/text";

export function Facts({ facts }: { facts: [string, ComponentChildren][] }) {
  const shown = facts.filter(([, value]) => value !== undefined && value !== null && value !== false && value !== "");
  if (!shown.length) return null;
  return (
    <dl class="facts">
      {shown.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{typeof value === "string" ? <TraceText text={value} /> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function SpanLink({ to, onSpan, text }: { to: SpanRef; onSpan: (id: string) => void; text?: string }) {
  return (
    <button class="link" onClick={() => onSpan(to.id)}>
      <TraceText text={text ?? (to.call ? `${to.name}, call ${to.call}` : to.name)} />
    </button>
  );
}

/** Tokens, cost, speed and parameters of a model call. */
export function Usage({ call, span, diff, onSpan }: { call: ModelCall; span: Span; diff: ContextDiff | null; onSpan: (id: string) => void }) {
  const usage = call.usage ?? span.tokens;
  const about = usage?.estimated ? "≈ " : "";
  return (
    <>
      <Facts
        facts={[
          ["Input", usage && `${about}${exact(usage.input)} tokens`],
          ["of it cached", usage?.cachedInput !== undefined && usage.cachedInput > 0 ? `${exact(usage.cachedInput)} (${percent(usage.cachedInput / usage.input)})` : undefined],
          ["written to cache", usage?.cacheWriteInput ? exact(usage.cacheWriteInput) : undefined],
          ["Output", usage && `${about}${exact(usage.output)} tokens`],
          ["of it reasoning", usage?.reasoning ? exact(usage.reasoning) : undefined],
          ["Estimated", usage?.estimated ? "The provider sent no usage." : undefined],
          ["Cost", span.cost ? (span.cost.unpriced ? "no price is known" : cost(span.cost.total)) : UNKNOWN],
          ["of it input", span.cost?.input !== undefined ? cost(span.cost.input) : undefined],
          ["of it output", span.cost?.output !== undefined ? cost(span.cost.output) : undefined],
          ["Saved by cache", span.cost?.cacheSavings ? cost(span.cost.cacheSavings) : undefined],
          ["Price from", span.cost?.source],
          ["First token", span.firstTokenMs !== undefined ? duration(span.firstTokenMs) : "not streamed"],
          ["Speed", call.tokensPerSecond !== undefined ? `${exact(call.tokensPerSecond)} tokens/s` : undefined],
          ["Retries", span.retries?.length ? `${span.retries.length}${span.retryDetail ? ` (${span.retryDetail})` : ""}` : undefined],
          ["Asked for", call.requestModel],
          ["Answered by", call.responseModel],
          ["Provider", call.provider],
          ["Server", call.serverAddress],
          ["Response id", call.responseId],
        ]}
      />
      {diff?.contextSizes && diff.contextSizes.length > 1 && <ContextSizes sizes={diff.contextSizes} current={span.id} onSpan={onSpan} />}
      {call.parameters && Object.keys(call.parameters).length > 0 && (
        <>
          <h3 class="part-title">Parameters</h3>
          <JsonView value={call.parameters} />
        </>
      )}
      {diff && (diff.parameters ?? []).length > 0 && (
        <>
          <h3 class="part-title">Changed since the previous call</h3>
          <JsonView value={Object.fromEntries((diff.parameters ?? []).map((p) => [p.name, { before: p.before, after: p.after }]))} />
        </>
      )}
      {call.usageDetails && Object.keys(call.usageDetails).length > 0 && (
        <>
          <h3 class="part-title">As the provider reported it</h3>
          <JsonView value={call.usageDetails} />
        </>
      )}
    </>
  );
}

/** How the context grew from call to call. */
function ContextSizes({ sizes, current, onSpan }: { sizes: NonNullable<ContextDiff["contextSizes"]>; current: string; onSpan: (id: string) => void }) {
  const max = Math.max(1, ...sizes.map((s) => s.inputTokens ?? 0));
  return (
    <>
      <h3 class="part-title">Context size per call</h3>
      <ul class="context-sizes">
        {sizes.map((s) => (
          <li key={s.spanId} aria-current={s.spanId === current ? "true" : undefined}>
            <button onClick={() => onSpan(s.spanId)}>call {s.call}</button>
            <span class="context-bar"><i style={{ width: `${((s.inputTokens ?? 0) / max) * 100}%` }} /></span>
            <span class="third">{count(s.inputTokens)} tokens</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What belongs to no other group: attributes and events. */
export function More({ detail }: { detail: SpanDetail }) {
  const attributes = detail.attributes ?? {};
  return (
    <>
      {Object.keys(attributes).length > 0 && (
        <details class="more">
          <summary>Attributes <span class="third">{Object.keys(attributes).length}</span></summary>
          <JsonView value={attributes} />
        </details>
      )}
      {(detail.events ?? []).length > 0 && (
        <details class="more">
          <summary>Events <span class="third">{detail.events!.length}</span></summary>
          <JsonView value={detail.events} />
        </details>
      )}
    </>
  );
}
