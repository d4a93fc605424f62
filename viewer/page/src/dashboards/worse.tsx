// SPDX-License-Identifier: Apache-2.0
import { useMemo } from "preact/hooks";
import { analysis } from "../api/analysis";
import type { Group } from "../api/figures-types";
import { type Selected, stamp, useOverTime, useSelection } from "../analysis/selection";
import { quote, withTerm } from "../model/filter";
import type { Intervals } from "../model/series";
import { finer, parseStep, type Step, steps, stepText, writeStep } from "../model/step";
import { selectsByOutcome } from "../model/totals";
import { useResource } from "../state/resource";
import { format, route } from "../state/route";
import { Icon } from "../ui/icons";
import { TraceText } from "../ui/text";
import { type FieldName, topValues } from "./fields";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const INTERVALS = 96;
const NONE: Group[] = [];
/** How many intervals on each side of a step are looked at closely, and into how many parts. */
const AROUND = 2;
const PARTS = 24;

interface Found {
  /** When exactly, as far as it is known by now. */
  step: Step;
  all: Step[];
  /** Some intervals around it. */
  range: readonly [fromMs: number, toMs: number];
}

/** The clearest step of some groups; looked at more closely once it is known where. */
function useStep(q: string, by: FieldName, groups: Group[], at: Intervals | undefined): Found | null {
  const all = useMemo(() => steps(groups), [groups]);
  const coarse = at && all[0];
  const range = coarse && ([coarse.ms - AROUND * at.everyMs, coarse.ms + AROUND * at.everyMs] as const);
  const everyMs = at ? Math.ceil(at.everyMs / PARTS / MINUTE) * MINUTE : MINUTE;
  const close = useResource(coarse && range && at.everyMs > MINUTE ? `step${by}${coarse.value}${range.join()}${q}` : null, async (s) => {
    const found = await analysis.groups(by, { q, from: String(range![0]), to: String(range![1]) }, { values: [coarse!.value], everyMs }, s);
    return { of: coarse!.value, ms: coarse!.ms, series: found.groups[0]?.series ?? [] };
  });
  if (!coarse || !range) return null;
  const step = close.data?.of === coarse.value && close.data.ms === coarse.ms ? finer(coarse, close.data.series) : coarse;
  return { step, all, range };
}

function StepName({ step }: { step: Step }) {
  return <><b><TraceText text={step.value} /></b> {stepText(step)}</>;
}

/** "gpt-4.1 got worse about 11-27 23:00: p95 2.30 s → 7.63 s": what the charts show, if it is clear; it leads to that time. */
export function GotWorse({ selected, by, groups, at }: { selected: Selected; by: FieldName; groups: Group[]; at: Intervals }) {
  const found = useStep(selected.q, by, groups, at);
  const before = parseStep(route.value.params.step);
  // Zoomed in, it stays what was clicked: of the time around it alone, other figures would be found.
  if (before) return <div class="banner warning" role="status"><Icon name="warning" /><span><StepName step={before} />, against the time before</span></div>;
  if (!found || selectsByOutcome(selected.q)) return null;
  return (
    <div class="banner warning" role="status">
      <Icon name="warning" />
      <WorseLink found={found} title="Zoom in on that time" params={{ ...route.value.params, range: found.range.join("-") }} />
    </div>
  );
}

/** The same of the models, on the page one starts on; its place is kept free until it is known. */
export function ModelGotWorse() {
  const selected = useSelection();
  if (selectsByOutcome(selected.q)) return <p class="worse-line small-text third">The filter selects runs by how they went, so whether a model got worse cannot be told.</p>;
  return <JudgedModels selected={selected} />;
}

function JudgedModels({ selected }: { selected: Selected }) {
  const models = useOverTime(selected, INTERVALS, async (at, s) => {
    const top = topValues((await analysis.groups("model", selected.selection, { limit: 200 }, s)).groups.filter((g) => g.calls), "model");
    return top.length ? (await analysis.groups("model", selected.selection, { values: top, everyMs: at.everyMs }, s)).groups : [];
  });
  const current = models.data?.of === stamp(selected) ? models.data : null;
  const found = useStep(selected.q, "model", current?.data ?? NONE, current?.at);
  if (!found) return <p class="worse-line small-text third">{!current ? (models.error ? "" : "Checking whether a model got worse…") : current.data.length ? "No model clearly got worse in this time." : "No model was called in this time."}</p>;
  const { step } = found;
  const range = `${Math.max(found.range[0], step.ms - HOUR)}-${Math.min(found.range[1], step.ms + HOUR)}`;
  const q = withTerm(selected.q, { negated: false, field: "model", operator: "=", value: quote(step.value) });
  return (
    <div class="worse-line banner warning" role="status">
      <Icon name="warning" />
      <WorseLink found={found} title="This model around that hour" params={{ q, range }} />
    </div>
  );
}

function WorseLink({ found: { step, all }, title, params }: { found: Found; title: string; params: Record<string, string> }) {
  return (
    <a class="note-link" href={format({ page: "dashboards", id: "", params: { ...params, step: writeStep(step) } })} title={title}>
      <StepName step={step} />
      {all.length > 1 && <>; also <TraceText text={all.slice(1).map((s) => s.value).join(", ")} /></>}
    </a>
  );
}
