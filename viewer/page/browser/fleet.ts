// SPDX-License-Identifier: Apache-2.0
import { lines, spanId, type SpanSpec } from "./traces";

// A day of runs of several applications, the same at every call: one model becomes slow and fails for
// an hour, one tool fails often, one is never called, one does not exist.

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** When the model is slow, before the end of the day. */
export const INCIDENT_FROM = 7 * HOUR;
export const INCIDENT_TO = 5.5 * HOUR;

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** So many runs over the day before `endMs`. */
export function fleet(endMs: number, runs: number): string[] {
  const next = random(7);
  return Array.from({ length: runs }, (_, i) => {
    const atMs = Math.round(endMs - DAY + (i + next()) * (DAY / runs));
    const incident = endMs - atMs < INCIDENT_FROM && endMs - atMs > INCIDENT_TO;
    if (i % 5 === 4) return analyst(atMs, next, i);
    if (i % 7 === 3) return reviewer(atMs, next, i);
    return supportBot(atMs, next, i, incident);
  }).flat();
}

const OFFERED = ["orderLookup", "traceParcel", "openReturn"];

function supportBot(startMs: number, next: () => number, i: number, incident: boolean): string[] {
  const slow = incident ? 6 : 1;
  const first = (500 + next() * 900) * slow;
  const tool = 120 + next() * 300;
  const second = (900 + next() * 1200) * slow;
  const limited = incident && next() < 0.6;
  const total = 60 + first + tool + second;
  const spans: SpanSpec[] = [
    { id: spanId(1), type: "agent", name: "support-bot", atMs: 0, tookMs: total, ...(limited ? { error: { type: "com.openai.errors.RateLimitException", message: `429: Rate limit reached for gpt-4.1 (request ${4000 + i})`, stack: "com.openai.errors.RateLimitException: 429\n\tat com.openai.core.http.RetryingHttpClient.execute(RetryingHttpClient.kt:90)\n\tat com.acme.support.Bot.answer(Bot.java:41)" } } : {}) },
    { id: spanId(2), parent: spanId(1), type: "guardrail", name: "input-moderation", atMs: 5, tookMs: 20, data: { triggered: false } },
    { id: spanId(3), parent: spanId(1), type: "generation", name: "gpt-4.1", atMs: 30, tookMs: first, firstTokenMs: first * 0.4, usage: [1200 + Math.round(next() * 400), 40], cached: [640, 0.0009], cost: 0.0029, offered: OFFERED, called: ["orderLookup"] },
    { id: spanId(4), parent: spanId(1), type: "function", name: "orderLookup", atMs: 40 + first, tookMs: tool, data: { input: JSON.stringify({ order: `44${i}-09`, note: i % 40 === 8 ? "x".repeat(4000) : "" }), output: '{"state":"shipped"}' } },
    { id: spanId(5), parent: spanId(1), type: "generation", name: "gpt-4.1", atMs: 50 + first + tool, tookMs: second, firstTokenMs: second * 0.4, usage: [1500, 130 + Math.round(next() * 60)], cached: [1100, 0.0016], cost: 0.0037, offered: OFFERED, ...(limited ? { error: { type: "com.openai.errors.RateLimitException", message: `429: Rate limit reached for gpt-4.1 (request ${4000 + i})` } } : {}) },
  ];
  return lines("support-bot", startMs, spans, `Where is order 44${i}-09?`, { group: `conv-${700 + Math.floor(i / 4)}`, user: `user-${Math.floor(i / 4) % 9}`, output: "It left our warehouse and arrives tomorrow. Shall I trace it?" });
}

function analyst(startMs: number, next: () => number, i: number): string[] {
  const call = 700 + next() * 500;
  const fails = next() < 0.3;
  const invents = i % 45 === 4;
  const tool = invents ? "runSql" : "querySales";
  const spans: SpanSpec[] = [
    { id: spanId(1), type: "agent", name: "data-analyst", atMs: 0, tookMs: call * 2 + 900 },
    { id: spanId(2), parent: spanId(1), type: "generation", name: "o4-mini", atMs: 10, tookMs: call, usage: [2100, 380], reasoning: 256, cost: 0.004, offered: ["querySales", "plotChart"], called: [tool] },
    { id: spanId(3), parent: spanId(1), type: "function", name: tool, atMs: 20 + call, tookMs: 300 + next() * 400, data: { input: '{"month":"2026-11"}', output: "[]" }, ...(fails || invents ? { error: { type: invents ? "java.lang.IllegalArgumentException" : "java.sql.SQLTimeoutException", message: invents ? "The LLM wants to call the tool runSql, which does not exist" : `query ${10_000 + i} took longer than 30 s`, stack: `java.sql.SQLTimeoutException: query ${10_000 + i} took longer than 30 s\n\tat org.postgresql.Driver.run(Driver.java:1)\n\tat com.acme.sales.Sales.query(Sales.java:77)` } } : {}) },
    { id: spanId(4), parent: spanId(1), type: "handoff", name: "data-analyst → writer", atMs: 800 + call, tookMs: 0.1, data: { from_agent: "data-analyst", to_agent: "writer" } },
    { id: spanId(5), parent: spanId(1), type: "agent", name: "writer", atMs: 801 + call, tookMs: call, inputs: { report: `Sales of November, query ${10_000 + i}` } },
    { id: spanId(6), parent: spanId(5), type: "generation", name: "claude-sonnet-4-5", atMs: 810 + call, tookMs: call * 0.9, firstTokenMs: 300, usage: [900, 240], cost: 0.0063 },
  ];
  return lines("data-analyst", startMs, spans, "Which product lost the most sales in November?", { group: `bi-${i % 6}`, output: "The Polaris 2 tent lost most: 18 % less than in October." });
}

function reviewer(startMs: number, next: () => number, i: number): string[] {
  const loops = i % 21 === 10;
  const calls = loops ? 9 : 2;
  const spans: SpanSpec[] = [{ id: spanId(1), type: "agent", name: "code-reviewer", atMs: 0, tookMs: calls * 1500 + 4200 }];
  let id = 2;
  for (let k = 0; k < calls; k++) {
    spans.push({ id: spanId(id++), parent: spanId(1), type: "generation", name: "claude-sonnet-4-5", atMs: k * 1500 + 10, tookMs: 1000 + next() * 300, usage: [3000 + k * 500, 90], cached: [k * 450, k * 0.0012], cost: 0.012, offered: ["readFile"], called: ["readFile"] });
    spans.push({ id: spanId(id++), parent: spanId(1), type: "function", name: "readFile", atMs: k * 1500 + 1350, tookMs: 20 + next() * 60, data: { input: '{"path":"Gateway.java"}', output: "class Gateway {}" } });
  }
  const at = calls * 1500 + 50;
  spans.push({ id: spanId(id++), parent: spanId(1), type: "agent", name: "linter", atMs: at, tookMs: 4000 });
  spans.push({ id: spanId(id++), parent: spanId(id - 2), type: "generation", name: "llama3.3:70b", atMs: at + 10, tookMs: 3900, usage: [1800, 300], unpriced: true });
  return lines("code-reviewer", startMs, spans, `Review pull request ${1100 + i}: retry the payment gateway`, { output: "Two remarks: the retry has no limit, and the key is logged." });
}
