// SPDX-License-Identifier: Apache-2.0
import { useMemo } from "preact/hooks";
import { analysis } from "../api/analysis";
import type { ComparedRow, Comparison, Difference } from "../api/compare-types";
import type { TraceRow } from "../api/types";
import { Loaded } from "../analysis/loaded";
import { cost, count, dateTime, duration, exact, plural } from "../format/format";
import { failedStep, knownCost, ownFailures } from "../model/compared";
import { arrowed, type Base, baseOf, change, judged } from "../model/change";
import { useResource } from "../state/resource";
import { format, route, setParams } from "../state/route";
import { Icon, type IconName } from "../ui/icons";
import { useKeys } from "../ui/keys";
import { revealPicked } from "../ui/picked";
import { TraceText } from "../ui/text";
import { AlignedRow, differs } from "./row";
import { RowText } from "./text";

/** Two traces: figures, what differs, and the aligned tree with the texts of one row. */
export function TracesTab({ a, b, all }: { a: string; b: string; all: boolean }) {
  const comparison = useResource(`compare/${a}/${b}`, (s) => analysis.compare(a, b, s));
  return (
    <div class="compare scroll" tabIndex={-1}>
      <Loaded from={comparison} rows={14}>{(data) => <Content data={data} all={all} />}</Loaded>
    </div>
  );
}

function Content({ data, all }: { data: Comparison; all: boolean }) {
  const { a, b, rows, differences } = data;
  const longest = Math.max(1, ...rows.flatMap((r) => [r.a, r.b]).map((s) => (s ? s.offsetMs + (s.durationMs ?? 0) : 0)));
  const shown = useMemo(() => (all ? rows : rows.filter((r) => differs(r, longest))), [rows, all, longest]);
  const { row: wanted } = route.value.params;
  const base = baseOf(route.value.params.base);
  const selected = rows.find((r) => keyOf(r) === wanted) ?? failedStep(shown) ?? shown.find((r) => r.textChanged && r.a && r.b) ?? shown.find((r) => r.a && r.b);
  const select = (row: ComparedRow | undefined) => row && setParams({ row: keyOf(row) });
  const move = (step: number) => {
    select(shown[Math.min(Math.max(0, (selected ? shown.indexOf(selected) : -1) + step), shown.length - 1)]);
    revealPicked();
  };
  useKeys({ j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1) });
  return (
    <>
      <div class="compare-heads">
        <Head name="A" trace={a} than={age(a, b)} isBase={base === "a"} onBase={() => setParams({ base: base === "a" ? "" : "a" })} />
        <Head name="B" trace={b} than={age(b, a)} isBase={base === "b"} onBase={() => setParams({ base: base === "b" ? "" : "b" })} />
      </div>
      <Figures a={a} b={b} rows={rows} base={base} />
      <section class="compare-differences" aria-label="What differs">
        <h2>What differs <span class="small-text third">{plural(differences.length, "difference")}</span></h2>
        {differences.length === 0 && <p class="second">Nothing beyond noise.</p>}
        <ul class="findings">
          {differences.map((d, i) => <DifferenceLine key={i} difference={d} a={a.id} b={b.id} />)}
        </ul>
      </section>
      <section aria-label="Aligned spans">
        <div class="aligned aligned-head label"><span>Span</span><span>A above, B below, same scale</span><span class="to-end">B − A</span></div>
        {shown.length === 0 && <p class="second compare-none">No span differs by more than 3 % of the duration.</p>}
        <ul>
          {shown.map((row) => <AlignedRow key={keyOf(row)} row={row} longestMs={longest} base={a.status === b.status ? base : null} selected={row === selected} onSelect={() => select(row)} />)}
        </ul>
        {shown.length < rows.length && (
          <p class="compare-none"><button class="link" onClick={() => setParams({ all: "1" })}>Show {plural(rows.length - shown.length, "span")} without a difference</button></p>
        )}
      </section>
      {selected && <RowText key={keyOf(selected)} row={selected} a={a.id} b={b.id} />}
    </>
  );
}

function keyOf(row: ComparedRow): string {
  return `${row.a?.spanId ?? ""}-${row.b?.spanId ?? ""}`;
}

/** "A is older": which of the two began first. */
function age(trace: TraceRow, other: TraceRow): string {
  return trace.startMs === other.startMs ? "" : trace.startMs < other.startMs ? "the older" : "the younger";
}

function Head({ name, trace, than, isBase, onBase }: { name: string; trace: TraceRow; than: string; isBase: boolean; onBase: () => void }) {
  return (
    <div>
      <p class="row">
        <span class="pill">{name}</span>
        <a class="strong ellipsis" href={format({ page: "trace", id: trace.id, params: {} })}><TraceText text={trace.name} /></a>
        <span class="mono third">{trace.id.slice(0, 8)}</span>
        {trace.group && <a class="pill" title="Session" href={format({ page: "sessions", id: "", params: { group: trace.group } })}><Icon name="sessions" /> <TraceText text={trace.group} /></a>}
        {trace.user && <span class="pill" title="User"><Icon name="user" /> <TraceText text={trace.user} /></span>}
        <span class="third small-text end" title="Start, UTC">{dateTime(trace.startMs)}{than && `, ${than}`}</span>
      </p>
      <p class="row small-text second">
        <button class={isBase ? "pill accent" : "pill"} aria-pressed={isBase} aria-label={`${name} is the baseline`} title="What is better or worse is told against the baseline" onClick={onBase}>baseline</button>
        <span class="ellipsis">{trace.input && <TraceText text={trace.input} />}</span>
      </p>
    </div>
  );
}

const FIGURES: [label: string, of: (t: TraceRow) => number | undefined, text: (n: number) => string, worse?: "up"][] = [
  ["Duration", (t) => t.durationMs, duration, "up"],
  ["Spans", (t) => t.spans, exact],
  ["Model calls", (t) => t.modelCalls, exact],
  ["Tool calls", (t) => t.toolCalls, exact],
  ["Input tokens", (t) => t.tokens?.input, count, "up"],
  ["Output tokens", (t) => t.tokens?.output, count],
  ["Cost", knownCost, cost, "up"],
];

function Figures({ a, b, rows, base }: { a: TraceRow; b: TraceRow; rows: ComparedRow[]; base: Base | null }) {
  return (
    <dl class="compare-figures">
      <div>
        <dt class="label" title="Spans that failed by themselves; spans above that passed the error on are not counted">Failures</dt>
        <dd>
          <b>{exact(ownFailures(rows, "a"))} <span class="third">→</span> {exact(ownFailures(rows, "b"))}</b>
          <span class="small-text third">{a.errors || b.errors ? `${exact(a.errors)} → ${exact(b.errors)} spans with an error` : "same"}</span>
        </dd>
      </div>
      {FIGURES.map(([label, of, text, worse]) => {
        const [first, second] = [of(a), of(b)];
        const { difference, direction } = judged(change(first, second, worse), base, a.status === b.status);
        return (
          <div key={label}>
            <dt class="label">{label}</dt>
            <dd>
              <b>{first === undefined ? "unknown" : text(first)} <span class="third">→</span> {second === undefined ? "unknown" : text(second)}</b>
              <span class={`small-text ${direction}`}>{difference === 0 ? "same" : arrowed(difference, text)}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

const ICONS: Record<Difference["kind"], IconName> = { outcome: "errors", error: "errors", structure: "compare", timing: "clock", tokens: "generation", cost: "cache", text: "code", model: "generation" };

function DifferenceLine({ difference, a, b }: { difference: Difference; a: string; b: string }) {
  const { kind, text, aSpanId, bSpanId } = difference;
  const bad = kind === "outcome" || kind === "error";
  return (
    <li class={`finding-line ${bad ? "error" : "info"}`}>
      <Icon name={ICONS[kind] ?? "compare"} />
      <span>
        <TraceText text={text} />
        {aSpanId && <> <a class="link small-text" href={format({ page: "trace", id: a, params: { span: aSpanId } })}><span class="visually-hidden">Open in </span>A</a></>}
        {bSpanId && <> <a class="link small-text" href={format({ page: "trace", id: b, params: { span: bSpanId } })}><span class="visually-hidden">Open in </span>B</a></>}
      </span>
    </li>
  );
}
