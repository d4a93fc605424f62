// SPDX-License-Identifier: Apache-2.0
// Prints what OpenAI's own exporter sends for a known batch; OpenAiGoldenTest compares ours with
// it. Nothing is sent: fetch is replaced. Run: npm install --no-package-lock && node print.mjs
import * as core from '@openai/agents-core';
import { OpenAITracingExporter } from '@openai/agents-openai';
import { crc32 } from 'node:zlib';

core.setTracingDisabled(false);
const traceId = 'trace_4bf92f3577b34da6a3ce929d0e0e4736';
const started = Date.parse('2026-11-21T07:38:12.123Z');

function spanId(n) {
  const id = n.toString(16).padStart(16, '0');
  return `span_${id}${crc32(id).toString(16).padStart(8, '0')}`;
}

const trace = new core.Trace({
  traceId,
  name: 'TravelDesk.handle',
  groupId: 'conversation-7',
  metadata: { tenant: 'acme', attempt: '2' },
});

let count = 0;
let root;
function span(create, data, error) {
  count++;
  const made = create(
    {
      spanId: spanId(count),
      startedAt: new Date(started + count).toISOString(),
      endedAt: new Date(started + 400).toISOString(),
      error,
      data,
    },
    root ?? trace,
  );
  root ??= made;
  return made;
}

const call = (name, args) => ({ id: 'call_1', type: 'function', function: { name, arguments: args } });
const generation = {
  input: [
    { role: 'system', content: 'Be short.' },
    { role: 'user', content: 'May I have my money back? 💶' },
    { role: 'tool', tool_call_id: 'call_0', content: '84.50' },
  ],
  output: [
    {
      role: 'assistant',
      content: [
        { type: 'reasoning', text: 'hm' },
        { type: 'text', text: 'Yes.' },
        { type: 'text', text: 'At once.' },
      ],
      tool_calls: [call('computeRefund', '{"booking":"ZX81"}')],
    },
    { role: 'assistant', content: null, refusal: 'No.' },
  ],
  model: 'gpt-4o-mini-2024-07-18',
  model_config: { temperature: 0.2, provider: 'openai' },
  usage: {
    input_tokens: 310,
    output_tokens: 25,
    total_tokens: 335,
    cached_input_tokens: 128,
    cache_write_input_tokens: 7,
    reasoning_tokens: 11,
    audio_input_tokens: 1,
    audio_output_tokens: 2,
    response_id: 'chatcmpl-1',
    time_to_first_chunk_ms: 120,
  },
};
const message = (role, content) => ({ role, content });

const spans = [
  span(core.createAgentSpan, {
    name: 'triage',
    handoffs: ['refunds'],
    tools: ['lookup'],
    output_type: 'java.lang.String',
  }),
  span(core.createGenerationSpan, generation),
  span(core.createFunctionSpan, {
    name: 'computeRefund',
    input: '{"booking":"ZX81"}',
    output: '84.50',
    mcp_data: { server: 'billing' },
  }, { message: 'no seat map', data: { type: 'java.lang.IllegalStateException', stack_trace: 'at x' } }),
  span(core.createHandoffSpan, { from_agent: 'triage', to_agent: 'refunds' }),
  span(core.createGuardrailSpan, { name: 'moderation', triggered: true }),
  // createResponseSpan of 0.20.0 forgets its options.
  span((options, parent) => core.getGlobalTraceProvider().createSpan(options, parent), {
    type: 'response', response_id: 'resp_0', _input: 'private', _response: { id: 'resp_0' },
  }),
  span(core.createMCPListToolsSpan, { server: 'billing', result: ['computeRefund'] }),
  span(core.createCustomSpan, {
    name: 'turn',
    data: { number: 1, note: 'n', nested: { list: [1, 2.5, null, true] } },
  }),
  // Usage with one count is left out.
  span(core.createGenerationSpan, {
    input: [], output: [], model: 'm', model_config: {}, usage: { input_tokens: 5 },
  }),
  // What is too long.
  span(core.createFunctionSpan, {
    name: 'long', input: 'x'.repeat(150_000), output: 'é"\n'.repeat(50_000),
  }),
  span(core.createGenerationSpan, {
    input: [
      message('system', 'Be short.'),
      message('user', 'a'.repeat(150_000)),
      message('user', 'b'.repeat(80_000)),
      message('user', 'And now?'),
    ],
    output: [
      { role: 'assistant', content: null, tool_calls: [call('f', 'c\\'.repeat(90_000))] },
    ],
    model: 'm',
    model_config: {},
  }),
  span(core.createGenerationSpan, {
    input: Array.from({ length: 20 }, (_, i) => message('user', `${i}`.padStart(6_000, '.'))),
    output: [],
    model: 'm',
    model_config: {},
  }),
];

/** Long texts by length, beginning and end: the golden file shall be readable. */
function brief(value) {
  if (typeof value === 'string' && value.length > 200) {
    return { length: value.length, begin: value.slice(0, 10), end: value.slice(-25) };
  }
  if (Array.isArray(value)) {
    return value.map(brief);
  }
  return value !== null && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, brief(v)]))
    : value;
}

let request;
globalThis.fetch = async (url, init) => {
  const headers = { ...init.headers };
  delete headers['User-Agent'];
  request = { url: String(url), method: init.method, headers, body: brief(JSON.parse(init.body)) };
  return new Response(null, { status: 204 });
};
await new OpenAITracingExporter({ apiKey: 'KEY' }).export([trace, ...spans]);
console.log(JSON.stringify(request, null, 2));
process.exit(0);
