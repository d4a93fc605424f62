// SPDX-License-Identifier: Apache-2.0
// Makes Clew's price table, and the cases that its test compares with, from an unpacked
// @pydantic/genai-prices (MIT):
//
//   npm pack @pydantic/genai-prices && tar xzf pydantic-genai-prices-*.tgz
//   node generate.cjs package 2026-11-21
//
// Arguments: the unpacked package, the day on which it was fetched, and where to write to if not
// into the source tree. docs/cost.md describes the format of the table.
const fs = require('fs')
const path = require('path')

const [, , source, date, out] = process.argv
const root = path.join(__dirname, '..')
const tableFile = out ? path.join(out, 'prices.tsv') : path.join(root, 'main/resources/dev/clew/exporter/cost/prices.tsv')
const casesFile = out ? path.join(out, 'oracle.tsv') : path.join(root, 'test/resources/prices/oracle.tsv')
const version = JSON.parse(fs.readFileSync(path.join(source, 'package.json'), 'utf8')).version
const bundle = fs.readFileSync(path.join(source, 'dist', 'index.js'), 'utf8')
// The package exports no list of its models, so the array literal at its beginning is read.
const providers = eval(bundle.slice(bundle.indexOf('['), bundle.search(/\n\]/) + 2))

const KEYS = {
  input_mtok: 'in',
  output_mtok: 'out',
  cache_read_mtok: 'read',
  cache_write_mtok: 'write',
  input_audio_mtok: 'audio_in',
  output_audio_mtok: 'audio_out',
  output_reasoning_mtok: 'reasoning',
  requests_kcount: 'request',
}
// What OpenTelemetry's gen_ai.provider.name and LangChain4j call them.
const NAMES = {
  azure: ['azure.ai.openai', 'azure.ai.inference'],
  aws: ['aws.bedrock'],
  google: ['gcp.gemini', 'gcp.vertex_ai', 'gcp.gen_ai'],
  mistral: ['mistral_ai'],
  moonshotai: ['moonshot_ai'],
  'x-ai': ['x_ai'],
}
const SIGNS = { equals: '=', starts_with: '^', ends_with: '$', contains: '*', regex: '~' }

function single(match) {
  const [[kind, value]] = Object.entries(match)
  if (!SIGNS[kind] || / [|&] |\t/.test(value)) throw new Error('cannot write ' + JSON.stringify(match))
  return SIGNS[kind] + value
}
const both = (match) => (match.and ? match.and.map(single).join(' & ') : single(match))
const any = (match) => (!match ? '' : match.or ? match.or.map(both).join(' | ') : both(match))

function price(value) {
  if (typeof value === 'number') return String(value)
  return value.base + value.tiers.map((tier) => `>${tier.start}:${tier.price}`).join('')
}
function condition(constraint) {
  if (!constraint) return ''
  if (constraint.type === 'start_date') return `@${constraint.start_date} `
  return `@${constraint.start_time}/${constraint.end_time} `
}
function prices(model) {
  const list = Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }]
  return list.map(
    (one) =>
      condition(one.constraint) +
      Object.entries(one.prices)
        .filter(([key]) => KEYS[key])
        .map(([key, value]) => `${KEYS[key]}=${price(value)}`)
        .join(' '),
  )
}

const lines = [
  '# Prices in US dollars: per million tokens, of request per thousand requests.',
  `# Made by exporter/pipeline/src/prices/generate.cjs from @pydantic/genai-prices ${version} (MIT licence).`,
  `table\tgenai-prices ${version}\t${date}`,
]
for (const provider of providers) {
  const names = [provider.id, ...(NAMES[provider.id] || [])].join(',')
  const fallback = (provider.fallback_model_providers || []).join(',')
  lines.push(
    ['provider', names, any(provider.provider_match), provider.api_pattern, any(provider.model_match), fallback].join('\t'),
  )
  for (const model of provider.models) {
    const own = prices(model)
    if (own.some((p) => p.replace(/^@\S+ /, '').length > 0)) lines.push([any(model.match), ...own].join('\t'))
  }
}
fs.writeFileSync(tableFile, lines.join('\n') + '\n')

// The cases: every provider that Clew has a name for, all models with conditions and tiers.
let seed = 42
const random = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n
const days = ['2025-01-15T12:00:00Z', '2026-07-01T03:30:00Z', '2026-11-21T20:00:00Z']
const { calcPrice } = require(path.resolve(source, 'dist/index.cjs'))
const cases = []
const known = ['openai', 'anthropic', 'google', 'azure', 'aws', 'deepseek', 'mistral', 'groq', 'cohere', 'x-ai', 'perplexity', 'openrouter', 'moonshotai', 'voyageai', 'together']
function sample(provider, model, day) {
  const large = random(3) === 0
  const input = large ? 150000 + random(400000) : random(20000)
  const usage = { input_tokens: input, output_tokens: random(5000) }
  if (random(2)) usage.cache_read_tokens = random(Math.floor(input / 2) + 1)
  if (random(3) === 0) usage.cache_write_tokens = random(Math.floor(input / 4) + 1)
  const rows = Array.isArray(model.prices) ? model.prices.map((c) => c.prices) : [model.prices]
  if (rows.some((r) => r.input_audio_mtok) && !rows.some((r) => r.cache_audio_read_mtok) && random(2)) {
    usage.input_audio_tokens = random(Math.floor(input / 4) + 1)
  }
  if (rows.some((r) => r.output_reasoning_mtok) && random(2)) {
    usage.output_reasoning_tokens = random(usage.output_tokens + 1)
  }
  const asked = model.match.equals || model.match.starts_with || (model.match.or || []).map((m) => m.equals || m.starts_with).find((m) => m) || model.id
  let result
  try {
    result = calcPrice(usage, asked, { providerId: provider.id, timestamp: new Date(day) })
  } catch (e) {
    return // usage that this model cannot have
  }
  // A model that is paid by the page or the hour costs nothing for the oracle; we do not know.
  if (result && !Object.keys(result.model_price).some((key) => KEYS[key])) result = null
  const read = usage.cache_read_tokens || 0
  cases.push(
    [provider.id, asked, day, usage.input_tokens, usage.output_tokens, read, usage.cache_write_tokens || 0, usage.input_audio_tokens || 0, usage.output_reasoning_tokens || 0]
      .concat(result ? [result.input_price, result.output_price, result.total_price] : ['unknown', '', ''])
      .join('\t'),
  )
}
for (const provider of providers.filter((p) => known.includes(p.id))) {
  const special = provider.models.filter((m) => Array.isArray(m.prices) || JSON.stringify(m.prices).includes('tiers'))
  const plain = provider.models.filter((m) => !special.includes(m))
  for (const model of special.slice(0, 14)) sample(provider, model, days[random(days.length)])
  for (let i = 0; i < 12 && plain.length; i++) sample(provider, plain[random(plain.length)], days[random(days.length)])
}
for (const [provider, model] of [
  ['openai', 'gpt-4o-mini-2024-07-18'], ['openai', 'gpt-4o-20240806'], ['openai', 'gpt-99-unheard-of'],
  ['anthropic', 'claude-sonnet-4-5-20250929'], ['aws', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'],
  ['azure', 'gpt-4o-mini'], ['azure', 'claude-opus-4-1'], ['google', 'gemini-2.5-pro'], ['google', 'claude-haiku-4-5@20251001'],
  ['google', 'gemini-2.5-pro-preview-tts'], ['openrouter', 'x-ai/grok-4.3-20260101'], ['deepseek', 'deepseek-chat'],
]) {
  const found = providers.find((p) => p.id === provider)
  for (const day of days) sample(found, { id: model, match: { equals: model }, prices: {} }, day)
}
fs.writeFileSync(
  casesFile,
  '# provider, model, time, input, output, cache read, cache write, audio in, reasoning: prices in, out, total\n' +
    cases.join('\n') + '\n',
)
console.log(`${lines.length} lines, ${fs.statSync(tableFile).size} bytes, ${cases.length} cases`)
