// SPDX-License-Identifier: Apache-2.0
import { useMemo } from "preact/hooks";
import { analysis } from "../api/analysis";
import type { Periods } from "../api/compare-types";
import { Loaded } from "../analysis/loaded";
import { metrics } from "../analysis/metrics";
import { filterProblem } from "../analysis/selection";
import { rate, UNKNOWN } from "../format/format";
import { change, signed } from "../model/change";
import { chosenPeriods, forInput, fromInput, type Period, PRESETS } from "../model/periods";
import { useResource } from "../state/resource";
import { route, setParams, tracesAddress } from "../state/route";
import { FilterBar } from "../traces/filterbar";
import { Icon } from "../ui/icons";
import { useNow } from "../ui/hooks";
import { useKeys } from "../ui/keys";
import { MenuButton } from "../ui/menu";
import { PeriodGroups } from "./periodgroups";

const FIGURES = metrics(["calls", "failure", "retries", "ms-p50", "ms-p95", "ms-p99", "ms-max", "first-p50", "speed", "each-p50", "tokens", "cost", "hit", "saved", "saved-share"]);

/** Two times side by side: what got better or worse, and for which model, agent or tool. */
export function PeriodsTab() {
  const { q = "", first, second, preset: presetId, by = "model" } = route.value.params;
  const turn = Math.floor(useNow(60_000) / 60_000);
  const preset = PRESETS.find((p) => p.id === presetId) ?? PRESETS[2]!;
  const [one, two] = useMemo(() => chosenPeriods(first, second, preset, turn * 60_000), [first, second, preset, turn]);
  const periods = useResource(JSON.stringify([q, one, two, by]), (s) => analysis.periods(q, one, two, by, s), JSON.stringify([q, first, second, preset.id, by]));
  const custom = first !== undefined && second !== undefined;
  useKeys({ "/": () => window.dispatchEvent(new Event("clew:filter")) });
  const set = (index: 0 | 1, period: Period) => {
    const next = [one, two].map((p, i) => (i === index ? period : p).join("-"));
    setParams({ first: next[0]!, second: next[1]! });
  };
  return (
    <>
      <div class="filter-row">
        <FilterBar filter={q} range={{}} problem={filterProblem(periods.error)} onFilter={(filter) => setParams({ q: filter })} />
      </div>
      <div class="period-row">
        <MenuButton class="outlined" label="Periods" button={<>{custom ? "Own periods" : preset.label} <Icon name="chevronDown" class="small" /></>}>
          {(close) => PRESETS.map((p) => (
            <button key={p.id} onClick={() => { setParams({ preset: p.id, first: "", second: "" }); close(); }}>
              {p.label} {!custom && p === preset && <Icon name="check" class="end" />}
            </button>
          ))}
        </MenuButton>
        <PeriodFields name="First" period={one} onPeriod={(p) => set(0, p)} />
        <PeriodFields name="Second" period={two} onPeriod={(p) => set(1, p)} />
      </div>
      <div class="page-body scroll" tabIndex={-1}>
        <Loaded from={periods} rows={12}>
          {(data) => (
            <>
              <PeriodFigures data={data} q={q} one={one} two={two} />
              <PeriodGroups groups={data.groups} by={by} q={q} one={one} two={two} />
            </>
          )}
        </Loaded>
      </div>
    </>
  );
}

function PeriodFields({ name, period, onPeriod }: { name: string; period: Period; onPeriod: (period: Period) => void }) {
  const onInput = (index: 0 | 1, text: string) => {
    const ms = fromInput(text);
    if (ms === null) return;
    const next: Period = index === 0 ? [ms, period[1]] : [period[0], ms];
    if (next[0] < next[1]) onPeriod(next);
  };
  return (
    <fieldset class="period-fields">
      <legend class="visually-hidden">{name} period, UTC</legend>
      <span class="label" aria-hidden="true">{name}</span>
      <input type="datetime-local" aria-label={`${name} period from, UTC`} value={forInput(period[0])} onChange={(e) => onInput(0, e.currentTarget.value)} />
      <span class="third">–</span>
      <input type="datetime-local" aria-label={`${name} period to, UTC`} value={forInput(period[1])} onChange={(e) => onInput(1, e.currentTarget.value)} />
    </fieldset>
  );
}

function PeriodFigures({ data, q, one, two }: { data: Periods; q: string; one: Period; two: Period }) {
  return (
    <section class="card table-card" aria-label="All traces">
      <header>
        <h2>All traces</h2>
        {(data.oneIn ?? 1) > 1 && <span class="small-text third">estimated from 1 in {data.oneIn} traces</span>}
      </header>
      <div class="data-scroll">
        <table class="data-table" aria-label="Figures of both periods">
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col" class="to-end"><a class="link" href={tracesAddress(q, one.join("-"))}>First</a></th>
              <th scope="col" class="to-end"><a class="link" href={tracesAddress(q, two.join("-"))}>Second</a></th>
              <th scope="col" class="to-end wide-cell">Change</th>
              <th scope="col" class="to-end">In percent</th>
            </tr>
          </thead>
          <tbody>
            {FIGURES.map((m) => {
              const [first, second] = [m.of(data.first), m.of(data.second)];
              if (first == null && second == null) return null;
              const { difference, share, direction } = change(first, second, m.worse);
              return (
                <tr key={m.id}>
                  <th scope="row">{LABELS[m.id] ?? m.label}</th>
                  <td class="to-end">{m.text(first)}</td>
                  <td class="to-end">{m.text(second)}</td>
                  <td class={`to-end wide-cell ${direction}`}>{difference === null ? UNKNOWN : signed(difference, m.text)}</td>
                  <td class={`to-end ${direction}`}>{share === null ? UNKNOWN : signed(share, rate)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const LABELS: Record<string, string> = {
  calls: "Traces",
  "ms-p50": "Duration p50",
  "ms-p95": "Duration p95",
  "ms-p99": "Duration p99",
  "ms-max": "Duration max",
  "each-p50": "Tokens a trace, p50",
  "saved-share": "Share saved by the cache",
};
