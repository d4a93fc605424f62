// SPDX-License-Identifier: Apache-2.0
import type { ErrorGroup } from "../api/figures-types";
import { type Term, terms } from "./filter";

/** What a filter says about errors; empty if nothing. */
export function askedErrors(filter: string): Term[] {
  return terms(filter).filter((t) => !t.negated && ["error", "fingerprint", "ended"].includes(t.field ?? "") && (t.operator === ":" || t.operator === "=") && t.value !== "*");
}

/** Whether a group is what the filter asks for; the other errors of the same runs are not. */
export function isAsked(group: ErrorGroup, asked: Term[]): boolean {
  return asked.every((term) => values(term.value).some((value) => (term.field !== "error" ? group.id.startsWith(value) : texts(group).some((text) => matches(text, value, term.operator!)))));
}

function texts({ type = "", message = "" }: ErrorGroup): string[] {
  return [type, message].map((text) => text.toLowerCase());
}

/** A group has the name of a class without its package. */
function matches(text: string, value: string, operator: string): boolean {
  return operator === "=" ? text === value || text === value.slice(value.lastIndexOf(".") + 1) : text.includes(value) || (text !== "" && value.endsWith("." + text));
}

/** The alternatives of a value, without their quotes. */
function values(value: string): string[] {
  return (value.match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? []).map((part) => part.replace(/^"|"$/g, "").replace(/\\(.)/g, "$1").toLowerCase());
}
