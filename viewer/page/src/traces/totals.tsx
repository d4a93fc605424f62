// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import type { Totals } from "../api/types";
import { cost, count, duration, percent, UNKNOWN } from "../format/format";
import { savedShare, savedText, savings, type Savings } from "../model/savings";
import { failuresText, filtersByError } from "../model/totals";
import { format } from "../state/route";
import { CostText } from "./row";

/** Leads to its course over time. */
function CacheSaved({ saved, q, range }: { saved: Savings; q: string; range: string }) {
  if (saved.usd === undefined) return <span title={saved.why}>{UNKNOWN}</span>;
  return <a class="figure-link" href={format({ page: "dashboards", id: "", params: { q, range, card: "cache" } })} title="Over time">{savedText(saved.usd)}</a>;
}

export function TotalsStrip({ totals, withErrors, q, range }: { totals: Totals | null; withErrors: number | undefined; q: string; range: string }) {
  const saved = totals ? savings(totals.cost, totals.tokens) : {};
  const figures: [string, ComponentChildren, string?][] = [
    ["Traces", totals ? count(totals.traces) : "–"],
    filtersByError(q) ? ["Failures", totals ? failuresText(totals.failed, withErrors) : "–"] : ["Failed", totals ? count(totals.failed) : "–", totals?.traces ? `(${percent(totals.failed / totals.traces)})` : undefined],
    ["p50 of runs", duration(totals?.durationMs?.p50)],
    ["p95 of runs", duration(totals?.durationMs?.p95)],
    ["Cost", <CostText cost={totals?.cost} text={cost} />],
    ["Cache saved", <CacheSaved saved={saved} q={q} range={range} />, savedShare(saved)],
  ];
  return (
    <dl class="totals">
      {figures.map(([label, value, more]) => (
        <div key={label}>
          <dt class="label">{label}</dt>
          <dd>
            {value} {more && <span class="third small-text">{more}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
