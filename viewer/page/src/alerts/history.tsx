// SPDX-License-Identifier: Apache-2.0
import type { AlertEvent, AlertUnit } from "../api/alert-types";
import { ago, dateTime } from "../format/format";
import { valueText } from "../model/condition";
import { TraceText } from "../ui/text";

/** What the rules did, the latest first. */
export function History({ events, unitOf, now }: { events: AlertEvent[]; unitOf: (rule: string) => AlertUnit | undefined; now: number }) {
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
              {latest.map((e) => (
                <tr key={e.rule + e.ms + e.state}>
                  <th scope="row"><TraceText text={e.rule} /></th>
                  <td><span class={e.state === "firing" ? "pill error" : "pill"}>{e.state}</span></td>
                  <td class="to-end">{valueText(unitOf(e.rule), e.value)}</td>
                  <td class="wide-cell second">{e.text && <TraceText text={e.text} />}</td>
                  <td class="to-end" title={dateTime(e.ms) + " UTC"}>{ago(e.ms, now)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
