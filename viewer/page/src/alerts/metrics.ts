// SPDX-License-Identifier: Apache-2.0
import type { AlertMetric, AlertRule } from "../api/alert-types";
import { cost, count, duration, rate } from "../format/format";

interface MetricText {
  label: string;
  /** What the number of the form is in. */
  unit: "percent" | "seconds" | "dollars" | "count" | "ratio";
}

/** What a rule can watch. */
export const ALERT_METRICS: Record<AlertMetric, MetricText> = {
  error_rate: { label: "Error rate", unit: "percent" },
  failed: { label: "Failed traces", unit: "count" },
  p50_duration: { label: "Duration p50", unit: "seconds" },
  p95_duration: { label: "Duration p95", unit: "seconds" },
  p99_duration: { label: "Duration p99", unit: "seconds" },
  cost: { label: "Cost", unit: "dollars" },
  tokens: { label: "Tokens", unit: "count" },
  traces: { label: "Traces", unit: "count" },
  volume_change: { label: "Volume against the usual", unit: "ratio" },
  loops: { label: "Traces with loops", unit: "count" },
  tool_error_rate: { label: "Failure rate of tools", unit: "percent" },
};

export const METRIC_NAMES = Object.keys(ALERT_METRICS) as AlertMetric[];

/** A value of a metric as people write it. */
export function valueText(metric: AlertMetric, value: number | undefined): string {
  if (value === undefined) return "–";
  switch (ALERT_METRICS[metric]?.unit) {
    case "percent":
      return rate(value);
    case "seconds":
      return duration(value * 1000);
    case "dollars":
      return cost(value);
    case "ratio":
      return `${Number(value.toPrecision(3))}×`;
    default:
      return count(value);
  }
}

/** "above 5 % over 15m". */
export function condition(rule: AlertRule): string {
  const limits = [
    rule.above !== undefined && `above ${valueText(rule.metric, rule.above)}`,
    rule.below !== undefined && `below ${valueText(rule.metric, rule.below)}`,
  ].filter(Boolean);
  return `${ALERT_METRICS[rule.metric]?.label ?? rule.metric} ${limits.join(" or ")} over ${rule.over}`;
}

/** The number that stands in the form for a threshold, and back. */
export function toForm(metric: AlertMetric, value: number | undefined): string {
  return value === undefined ? "" : String(ALERT_METRICS[metric].unit === "percent" ? Number((value * 100).toPrecision(12)) : value);
}

export function fromForm(metric: AlertMetric, text: string): number | undefined {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) return undefined;
  return ALERT_METRICS[metric].unit === "percent" ? value / 100 : value;
}

export const UNITS: Record<MetricText["unit"], string> = { percent: "%", seconds: "s", dollars: "$", count: "", ratio: "×" };
