// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import type { AlertMetric, AlertRule } from "../api/alert-types";
import { limitFromForm, limitToForm, metricName, type Order, ORDERS, parseCondition, UNIT_SIGNS, writeCondition } from "../model/condition";
import { Dialog } from "../shell/dialog";

const WINDOWS = ["1m", "5m", "15m", "30m", "1h", "6h", "1d", "7d"];

/** Adds or changes a rule. */
export function RuleForm({ rule, metrics, isNew, onSave, onClose }: { rule: AlertRule; metrics: AlertMetric[]; isNew: boolean; onSave: (rule: AlertRule) => Promise<void>; onClose: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(rule, metrics));
  const [problem, setProblem] = useState("");
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const metric = metrics.find((m) => m.name === draft.metric);
  const unit = metric?.unit;

  const save = async (event: Event) => {
    event.preventDefault();
    const limit = limitFromForm(unit, draft.limit);
    if (limit === null) return setProblem("The limit is not a number.");
    await onSave({
      name: draft.name.trim(),
      condition: writeCondition({ metric: draft.metric, order: draft.order, limit }),
      over: draft.over,
      enabled: rule.enabled,
      filter: draft.filter.trim(),
      ...(draft.minTraces.trim() ? { minTraces: Number(draft.minTraces) } : {}),
      ...(draft.webhook.trim() ? { webhook: draft.webhook.trim() } : {}),
    });
  };
  return (
    <Dialog label={isNew ? "New alert" : "Edit alert"} class="alert-form" onClose={onClose}>
      <form onSubmit={(e) => void save(e)}>
        <h2>{isNew ? "New alert" : "Edit alert"}</h2>
        <label>
          Name
          <input autofocus={isNew} required maxLength={100} disabled={!isNew} value={draft.name} onInput={(e) => set({ name: e.currentTarget.value })} />
        </label>
        <label>
          Figure
          <select value={draft.metric} onChange={(e) => set({ metric: e.currentTarget.value })}>
            {metrics.map((m) => <option key={m.name} value={m.name}>{metricName(m.name)}</option>)}
          </select>
          {metric?.help && <span class="third">{metric.help}</span>}
        </label>
        <div class="form-row">
          <label>
            Fires when it is
            <select value={draft.order} onChange={(e) => set({ order: e.currentTarget.value as Order })}>
              {Object.entries(ORDERS).map(([sign, words]) => <option key={sign} value={sign}>{words}</option>)}
            </select>
          </label>
          <label>Limit{unit && UNIT_SIGNS[unit] && `, ${UNIT_SIGNS[unit]}`}<input required inputMode="decimal" value={draft.limit} onInput={(e) => set({ limit: e.currentTarget.value })} /></label>
          <label>
            Over the last
            <select value={draft.over} onChange={(e) => set({ over: e.currentTarget.value })}>
              {[...new Set([...WINDOWS, draft.over])].map((w) => <option key={w}>{w}</option>)}
            </select>
          </label>
          <label>From so many traces<input inputMode="numeric" pattern="[0-9]*" value={draft.minTraces} onInput={(e) => set({ minTraces: e.currentTarget.value })} /></label>
        </div>
        <label>
          Filter
          <input class="mono" spellcheck={false} placeholder="agent:support-bot" value={draft.filter} onInput={(e) => set({ filter: e.currentTarget.value })} />
        </label>
        <label>
          Webhook
          <input class="mono" type="url" spellcheck={false} placeholder="https://example.com/hook" value={draft.webhook} onInput={(e) => set({ webhook: e.currentTarget.value })} />
        </label>
        {problem && <p class="small-text error-text" role="alert">{problem}</p>}
        <div class="row">
          <button type="submit" class="button primary">Save</button>
          <button type="button" class="button" onClick={onClose}>Cancel</button>
        </div>
      </form>
    </Dialog>
  );
}

function draftOf(rule: AlertRule, metrics: AlertMetric[]) {
  const condition = parseCondition(rule.condition);
  const metric = condition?.metric ?? rule.metric ?? "error_rate";
  const unit = metrics.find((m) => m.name === metric)?.unit;
  return {
    name: rule.name,
    metric,
    order: condition?.order ?? (">" as Order),
    limit: limitToForm(unit, condition?.limit),
    over: rule.over,
    filter: rule.filter ?? "",
    minTraces: rule.minTraces === undefined ? "" : String(rule.minTraces),
    webhook: rule.webhook ?? "",
  };
}
