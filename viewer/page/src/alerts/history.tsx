// SPDX-License-Identifier: Apache-2.0
import type { AlertEvent, AlertRule } from "../api/alert-types";
import { ago, dateTime } from "../format/format";
import { TraceText } from "../ui/text";
import { valueText } from "./metrics";
import { STATES } from "./rule";

/** What the rules did, the latest first. */
export function History({ events, rules, now }: { events: AlertEvent[]; rules: AlertRule[]; now: number }) {
  const latest = events.toSorted((a, b) => b.ms - a.ms);
  return (
    <section class="card table-card" aria-label="History">
      <header><h2>History</h2></header>
      {latest.length === 0 && <p class="second compare-none">Nothing has fired yet.</p>}
      {latest.length > 0 && (
        <div class="data-scroll">
          <table class="data-table" aria-label="History of alerts">
            <thead><tr><th scope="col">Rule</th><th scope="col">State</th><th scope="col" class="to-end">Value</th><th scope="col" class="wide-cell">What</th><th scope="col" class="to-end">When</th></tr></thead>
            <tbody>
              {latest.map((e) => {
                const [label, tone] = STATES[e.state] ?? [e.state, ""];
                const metric = rules.find((r) => r.name === e.rule)?.metric;
                return (
                  <tr key={e.rule + e.ms + e.state}>
                    <th scope="row"><TraceText text={e.rule} /></th>
                    <td><span class={`pill ${tone}`}>{e.state === "ok" ? "resolved" : label}</span></td>
                    <td class="to-end">{metric ? valueText(metric, e.value) : (e.value ?? "–")}</td>
                    <td class="wide-cell second">{e.text && <TraceText text={e.text} />}</td>
                    <td class="to-end" title={dateTime(e.ms) + " UTC"}>{ago(e.ms, now)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
