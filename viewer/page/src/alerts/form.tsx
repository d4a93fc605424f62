// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import type { AlertMetric, AlertRule } from "../api/alert-types";
import { Dialog } from "../shell/dialog";
import { ALERT_METRICS, fromForm, METRIC_NAMES, toForm, UNITS } from "./metrics";

const WINDOWS = ["1m", "5m", "15m", "30m", "1h", "6h", "24h"];

/** Adds or changes a rule. */
export function RuleForm({ rule, isNew, onSave, onClose }: { rule: AlertRule; isNew: boolean; onSave: (rule: AlertRule) => Promise<void>; onClose: () => void }) {
  const [draft, setDraft] = useState({
    name: rule.name,
    metric: rule.metric,
    over: rule.over,
    above: toForm(rule.metric, rule.above),
    below: toForm(rule.metric, rule.below),
    filter: rule.filter ?? "",
    minTraces: rule.minTraces === undefined ? "" : String(rule.minTraces),
    webhook: rule.webhook ?? "",
  });
  const [problem, setProblem] = useState("");
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const unit = UNITS[ALERT_METRICS[draft.metric].unit];

  const save = async (event: Event) => {
    event.preventDefault();
    const above = fromForm(draft.metric, draft.above);
    const below = fromForm(draft.metric, draft.below);
    if (above === undefined && below === undefined) return setProblem("A rule needs a threshold, above or below.");
    await onSave({
      name: draft.name.trim(),
      metric: draft.metric,
      over: draft.over,
      enabled: rule.enabled,
      ...(above === undefined ? {} : { above }),
      ...(below === undefined ? {} : { below }),
      ...(draft.filter.trim() ? { filter: draft.filter.trim() } : {}),
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
          <input autofocus required maxLength={100} disabled={!isNew} value={draft.name} onInput={(e) => set({ name: e.currentTarget.value })} />
        </label>
        <div class="form-row">
          <label>
            Figure
            <select value={draft.metric} onChange={(e) => set({ metric: e.currentTarget.value as AlertMetric })}>
              {METRIC_NAMES.map((m) => <option key={m} value={m}>{ALERT_METRICS[m].label}</option>)}
            </select>
          </label>
          <label>
            Over the last
            <select value={draft.over} onChange={(e) => set({ over: e.currentTarget.value })}>
              {[...new Set([...WINDOWS, draft.over])].map((w) => <option key={w}>{w}</option>)}
            </select>
          </label>
        </div>
        <div class="form-row">
          <label>Fires above{unit && `, ${unit}`}<input inputMode="decimal" value={draft.above} onInput={(e) => set({ above: e.currentTarget.value })} /></label>
          <label>Fires below{unit && `, ${unit}`}<input inputMode="decimal" value={draft.below} onInput={(e) => set({ below: e.currentTarget.value })} /></label>
          <label>Only from so many traces<input inputMode="numeric" pattern="[0-9]*" value={draft.minTraces} onInput={(e) => set({ minTraces: e.currentTarget.value })} /></label>
        </div>
        <label>
          Filter
          <input class="mono" spellcheck={false} placeholder="agent:support-bot" value={draft.filter} onInput={(e) => set({ filter: e.currentTarget.value })} />
        </label>
        <label>
          Webhook
          <input class="mono" type="url" spellcheck={false} placeholder="https://example.com/hook" value={draft.webhook} onInput={(e) => set({ webhook: e.currentTarget.value })} />
        </label>
        {draft.metric === "volume_change" && <p class="small-text third">1 is the usual of the 7 days before; 0.5 is half of it.</p>}
        {problem && <p class="small-text error-text" role="alert">{problem}</p>}
        <div class="row">
          <button type="submit" class="button primary">Save</button>
          <button type="button" class="button" onClick={onClose}>Cancel</button>
        </div>
      </form>
    </Dialog>
  );
}
