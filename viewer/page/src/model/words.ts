// SPDX-License-Identifier: Apache-2.0
import { bytes, dateTime, duration, exact } from "../format/format";

/** The name of a field in words: "droppedSpans" is "Dropped spans". */
export function fieldName(name: string): string {
  const words = name.replace(/(Ms|Bytes)$/, "").replace(/[._-]+/g, " ").replace(/([a-z\d])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value of a field whose name says its unit. */
export function fieldText(name: string, value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "number") {
    if (/(At|Time|Until|Since|Run|Seen|Started)Ms$/.test(name)) return dateTime(value) + " UTC";
    if (name.endsWith("Ms")) return duration(value);
    if (/bytes$/i.test(name)) return bytes(value);
    return Number.isInteger(value) ? exact(value) : String(Number(value.toPrecision(4)));
  }
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map((v) => fieldText(name, v)).join(", ");
  if (typeof value === "object") return Object.entries(value).map(([k, v]) => `${fieldName(k).toLowerCase()} ${fieldText(k, v)}`).join(", ");
  return String(value);
}

/** All fields of an object, as facts. */
export function fieldFacts(fields: Record<string, unknown> | undefined): [string, string | undefined][] {
  return Object.entries(fields ?? {}).map(([name, value]) => [fieldName(name), fieldText(name, value)]);
}
