// SPDX-License-Identifier: Apache-2.0

/** Writes lines of the trace-file format, for runs made up for the tests. */
export interface SpanSpec {
  id: string;
  parent?: string;
  type: "agent" | "generation" | "function" | "handoff" | "guardrail" | "retrieval" | "custom";
  name: string;
  atMs: number;
  tookMs: number;
  data?: Record<string, unknown>;
  error?: { type: string; message: string; stack?: string };
  /** What an agent was given. */
  inputs?: Record<string, string>;
  firstTokenMs?: number;
  usage?: [input: number, output: number];
  cost?: number;
  /** Input tokens from the prompt cache, and what that saved in dollars. */
  cached?: [tokens: number, saved: number];
  reasoning?: number;
  /** A model without a price. */
  unpriced?: boolean;
  /** Tools offered to the model, and those it called. */
  offered?: string[];
  called?: string[];
}

/** What a trace is about, beside its spans. */
export interface About {
  group?: string;
  user?: string;
  output?: string;
}

const HEX = "0123456789abcdef";

/** A trace id that is the same for the same name. */
export function traceId(name: string): string {
  let state = 2166136261;
  for (const c of name) state = Math.imul(state ^ c.codePointAt(0)!, 16777619) >>> 0;
  let id = "";
  for (let i = 0; i < 32; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    id += HEX[state >>> 28];
  }
  return id;
}

export function spanId(n: number): string {
  return n.toString(16).padStart(16, "0");
}

/** The lines of a trace, children before parents. */
export function lines(name: string, startMs: number, spans: SpanSpec[], input?: string, about: About = {}): string[] {
  const id = traceId(name + startMs);
  const root = spans[0]!;
  return [
    ...spans.toReversed().map((s) => JSON.stringify(span(id, startMs, s, s === root ? input : undefined, s === root ? about.output : undefined))),
    JSON.stringify({
      object: "trace",
      id,
      workflow_name: name,
      group_id: about.group ?? null,
      metadata: about.user ? { user: about.user } : {},
      clew: { v: 1, name, status: root.error ? "error" : "ok", ...times(startMs + root.atMs, root.tookMs), spans: spans.length, dropped_spans: 0 },
    }),
  ];
}

function span(id: string, startMs: number, s: SpanSpec, input: string | undefined, output: string | undefined): unknown {
  const { started_at, ended_at, ...exact } = times(startMs + s.atMs, s.tookMs);
  const generation = s.type === "generation";
  return {
    object: "trace.span",
    id: s.id,
    trace_id: id,
    parent_id: s.parent ?? null,
    started_at,
    ended_at,
    span_data: {
      type: s.type,
      ...(generation ? { model: s.name, input: [], output: s.called ? [{ role: "assistant", content: null, tool_calls: s.called.map((name, i) => ({ id: `call_${s.id}_${i}`, type: "function", function: { name, arguments: "{}" } })) }] : [], model_config: {}, usage: s.usage ? { input_tokens: s.usage[0], output_tokens: s.usage[1] } : null } : {}),
      ...(s.type === "handoff" ? {} : { name: s.name }),
      ...s.data,
    },
    error: s.error ? { message: s.error.message, data: { type: s.error.type, ...(s.error.stack ? { stack_trace: s.error.stack } : {}) } } : null,
    clew: {
      v: 1,
      name: generation ? "chat " + s.name : s.name,
      status: s.error ? "error" : "ok",
      ...exact,
      ...(s.firstTokenMs ? { time_to_first_chunk_nanos: s.firstTokenMs * 1e6 } : {}),
      ...(s.cost ? { attributes: { "clew.cost.total": s.cost, "clew.cost.input": s.cost * 0.7, "clew.cost.output": s.cost * 0.3, "clew.cost.cache_savings": s.cached?.[1] ?? 0 } } : {}),
      ...(s.unpriced ? { attributes: { "clew.cost.unknown": true } } : {}),
      data: {
        ...(generation ? { provider: "openai", request_model: s.name, response_model: s.name, usage: s.usage && { input: s.usage[0], output: s.usage[1], total: s.usage[0] + s.usage[1], cached_input: s.cached?.[0] ?? 0, reasoning: s.reasoning ?? 0 }, streamed: Boolean(s.firstTokenMs), ...(s.offered ? { tools: s.offered.map((tool) => ({ type: "function", function: { name: tool, description: `Does ${tool}` } })) } : {}) } : {}),
        ...(s.inputs ? { inputs: s.inputs } : input !== undefined ? { inputs: { request: input } } : {}),
        ...(output !== undefined ? { output } : {}),
      },
    },
  };
}

function times(startMs: number, tookMs: number) {
  const start = BigInt(Math.round(startMs * 1e6));
  const took = BigInt(Math.round(tookMs * 1e6));
  return {
    started_at: iso(start),
    ended_at: iso(start + took),
    start_unix_nano: String(start),
    end_unix_nano: String(start + took),
    duration_nanos: Number(took),
  };
}

function iso(nanos: bigint): string {
  return new Date(Number(nanos / 1_000_000n)).toISOString().replace("Z", String(nanos % 1_000_000n).padStart(6, "0") + "Z");
}

/** A desk whose refund fails once: the run goes on and answers. */
export function refundDesk(startMs: number): string[] {
  return lines("refund-desk", startMs, [
    { id: spanId(1), type: "agent", name: "refund-desk", atMs: 0, tookMs: 9000 },
    { id: spanId(2), parent: spanId(1), type: "handoff", name: "refund-desk → refunds", atMs: 100, tookMs: 0.1, data: { from_agent: "refund-desk", to_agent: "refunds" } },
    { id: spanId(3), parent: spanId(1), type: "agent", name: "refunds", atMs: 101, tookMs: 8000 },
    { id: spanId(4), parent: spanId(3), type: "generation", name: "gpt-4o-mini", atMs: 200, tookMs: 1200, firstTokenMs: 400, usage: [309, 13], cost: 0.0001, data: { input: [{ role: "system", content: "You pay refunds." }, { role: "user", content: "Refund KX4T9Q, please." }], output: [{ role: "assistant", content: null, tool_calls: [{ id: "call_1", type: "function", function: { name: "payOut", arguments: '{"reference":"KX4T9Q"}' } }] }] } },
    { id: spanId(5), parent: spanId(3), type: "function", name: "payOut", atMs: 1500, tookMs: 2, data: { input: '{"reference":"KX4T9Q"}', output: null }, error: { type: "java.lang.IllegalStateException", message: "card expired 2026-12", stack: "java.lang.IllegalStateException: card expired 2026-12\n\tat com.acme.Refunds.payOut(Refunds.java:58)\n\tat java.base/java.lang.reflect.Method.invoke(Method.java:569)" } },
    { id: spanId(6), parent: spanId(3), type: "generation", name: "gpt-4o-mini", atMs: 1600, tookMs: 6000, usage: [341, 27], cost: 0.0002, data: { input: [{ role: "system", content: "You pay refunds." }, { role: "user", content: "Refund KX4T9Q, please." }, { role: "assistant", content: null, tool_calls: [{ id: "call_1", type: "function", function: { name: "payOut", arguments: '{"reference":"KX4T9Q"}' } }] }, { role: "tool", tool_call_id: "call_1", content: "card expired 2026-12" }], output: [{ role: "assistant", content: "We send a voucher instead." }] } },
  ], "Refund KX4T9Q, please.");
}

/** A tool that answers with a text of megabytes, of which the page shows the beginning. */
export function longAnswer(startMs: number, chars: number): string[] {
  return lines("long-answer", startMs, [
    { id: spanId(1), type: "agent", name: "long-answer", atMs: 0, tookMs: 900 },
    { id: spanId(2), parent: spanId(1), type: "function", name: "download", atMs: 10, tookMs: 800, data: { input: "{}", output: "x".repeat(chars - 7) + "the end" } },
  ]);
}

/** As many spans as asked for: one agent, workers below it, each with calls and tools. */
export function largeTrace(startMs: number, spans: number): string[] {
  const all: SpanSpec[] = [{ id: spanId(1), type: "agent", name: "nightly-enrichment", atMs: 0, tookMs: 120_000 }];
  for (let n = 2; n <= spans; ) {
    const worker = n;
    const at = ((n - 2) / spans) * 118_000;
    all.push({ id: spanId(n++), parent: spanId(1), type: "agent", name: "enrich-document", atMs: at, tookMs: 1500 });
    for (let k = 0; k < 10 && n <= spans; k++) {
      const generation = k % 2 === 0;
      all.push({ id: spanId(n++), parent: spanId(worker), type: generation ? "generation" : "function", name: generation ? "gpt-4.1-mini" : k === 1 ? "lookup" : "classify", atMs: at + k * 140, tookMs: 120, ...(generation ? { usage: [900 + n, 80] as [number, number], cost: 0.0003 } : n % 1900 < 2 ? { error: { type: "java.net.http.HttpTimeoutException", message: "request timed out" } } : {}) });
    }
  }
  return lines("nightly-enrichment", startMs, all, "all documents");
}

/** Texts that would do harm where they are taken for anything but text. */
export const HOSTILE = [
  "<img src=x onerror=\"window.hostile=1\">",
  "<script>window.hostile=1</script>",
  "<svg/onload=window.hostile=1>",
  "</pre></div><style>*{display:none}</style>",
  "[click](javascript:window.hostile=1) ![x](http://192.0.2.1/leak.png)",
  "\u001b[2J\u001b[31mansi\u001b]0;title\u0007",
  "\u202egnirts lortnoc\u202c and \u200bzero\ufeffwidth",
  "{{constructor.constructor('window.hostile=1')()}} ${window.hostile=1}",
];

export function hostile(startMs: number): string[] {
  const all: SpanSpec[] = [{ id: spanId(1), type: "agent", name: HOSTILE[0]!, atMs: 0, tookMs: 5000 }];
  HOSTILE.forEach((text, i) => {
    all.push({ id: spanId(10 + i * 2), parent: spanId(1), type: "generation", name: "gpt-4o-mini", atMs: i * 100, tookMs: 50, usage: [10, 5], data: { input: [{ role: "user", content: text }], output: [{ role: "assistant", content: text }] } });
    all.push({ id: spanId(11 + i * 2), parent: spanId(1), type: "function", name: text, atMs: i * 100 + 60, tookMs: 5, data: { input: JSON.stringify({ q: text }), output: text }, error: { type: text, message: text, stack: text } });
  });
  return lines("hostile", startMs, all, HOSTILE[1]);
}
