// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import type { Cost, Totals } from "../api/types";
import { cost, count, duration, percent } from "../format/format";
import { failuresText, filtersByError, savedShare } from "../model/totals";
import { format } from "../state/route";
import { CostText } from "./row";

/** Leads to its course over time. */
function CacheSaved({ total, q, range }: { total: Cost | undefined; q: string; range: string }) {
  if (total?.cacheSavings === undefined) return <>–</>;
  return <a class="figure-link" href={format({ page: "dashboards", id: "", params: { q, range, card: "cache" } })} title="Over time">{cost(total.cacheSavings)}</a>;
}

export function TotalsStrip({ totals, withErrors, q, range }: { totals: Totals | null; withErrors: number | undefined; q: string; range: string }) {
  const figures: [string, ComponentChildren, string?][] = [
    ["Traces", totals ? count(totals.traces) : "–"],
    filtersByError(q) ? ["Failures", totals ? failuresText(totals.failed, withErrors) : "–"] : ["Failed", totals ? count(totals.failed) : "–", totals?.traces ? `(${percent(totals.failed / totals.traces)})` : undefined],
    ["p50 of runs", duration(totals?.durationMs?.p50)],
    ["p95 of runs", duration(totals?.durationMs?.p95)],
    ["Cost", <CostText cost={totals?.cost} text={cost} />],
    ["Cache saved", <CacheSaved total={totals?.cost} q={q} range={range} />, savedShare(totals?.cost)],
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
