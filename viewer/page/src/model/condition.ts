// SPDX-License-Identifier: Apache-2.0
import type { AlertUnit } from "../api/alert-types";
import { cost, count, duration, rate } from "../format/format";
import { fieldName } from "./words";

/** A limit of a metric, such as `error_rate>0.02`. */
export interface Condition {
  metric: string;
  order: Order;
  limit: number;
}

export const ORDERS = { ">": "above", ">=": "at least", "<": "below", "<=": "at most" } as const;
export type Order = keyof typeof ORDERS;

const FORM = /^\s*([a-z0-9_]+)\s*(<=|>=|<|>)\s*\$?\s*([\d.]+)\s*(%|ms|s|m|h|k|M)?\s*$/;
const FACTORS: Record<string, number> = { "%": 0.01, ms: 0.001, m: 60, h: 3600, k: 1000, M: 1e6 };

export function parseCondition(text: string): Condition | null {
  const [, metric, order, number, unit = ""] = FORM.exec(text) ?? [];
  if (!metric || !order || !Number.isFinite(Number(number))) return null;
  return { metric, order: order as Order, limit: Number(number) * (FACTORS[unit] ?? 1) };
}

export function writeCondition({ metric, order, limit }: Condition): string {
  return metric + order + limit;
}

/** "error_rate" is "Error rate", "p95_duration" is "Duration p95". */
export function metricName(metric: string): string {
  const [, quantile, rest] = /^(p\d+|avg|max)_(.+)$/.exec(metric) ?? [];
  return quantile && rest ? `${fieldName(rest)} ${quantile}` : fieldName(metric);
}

/** A value with its unit, as people write it. */
export function valueText(unit: AlertUnit | undefined, value: number | null | undefined): string {
  if (value == null) return "–";
  switch (unit) {
    case "share":
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

/** "Error rate above 10 %"; what cannot be read stays as it is. */
export function conditionText(text: string, unit: AlertUnit | undefined): string {
  const condition = parseCondition(text);
  return condition ? `${metricName(condition.metric)} ${ORDERS[condition.order]} ${valueText(unit, condition.limit)}` : text;
}

export const UNIT_SIGNS: Record<AlertUnit, string> = { share: "%", seconds: "s", dollars: "$", count: "", ratio: "×" };

/** The number that stands in a form for a limit, and back; shares are in percent there. */
export function limitToForm(unit: AlertUnit | undefined, limit: number | undefined): string {
  return limit === undefined ? "" : String(unit === "share" ? Number((limit * 100).toPrecision(12)) : limit);
}

export function limitFromForm(unit: AlertUnit | undefined, text: string): number | null {
  const value = Number(text.replace(",", "."));
  if (text.trim() === "" || !Number.isFinite(value)) return null;
  return unit === "share" ? Number((value / 100).toPrecision(12)) : value;
}
