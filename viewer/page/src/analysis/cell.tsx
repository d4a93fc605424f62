// SPDX-License-Identifier: Apache-2.0
import type { Figures } from "../api/figures-types";
import { cost } from "../format/format";
import { savings } from "../model/savings";
import { CostText } from "../traces/row";
import type { Metric } from "./metrics";

/** A figure in a table: red where something failed, with a plus where a part has no price. */
export function FigureCell({ metric, figures }: { metric: Metric; figures: Figures }) {
  const text = metric.text(metric.of(figures));
  if (metric.id === "cost") return <CostText cost={figures.cost} text={cost} />;
  if (metric.id === "success" && (figures.errors ?? 0) > 0) return <span class="error-text">{text}</span>;
  if (metric.id === "saved" || metric.id === "saved-share") return <span title={savings(figures.cost, figures.tokens).why}>{text}</span>;
  return <>{text}</>;
}
