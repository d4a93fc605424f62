// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "preact/hooks";
import { api, type Selection } from "../api/client";
import type { Field } from "../api/types";
import { exact } from "../format/format";
import { quote } from "../model/filter";

export interface Suggestion {
  text: string;
  label: string;
  figure: string;
  /** Whether the text is a whole term. */
  complete: boolean;
}

export interface Suggestions {
  title: string;
  entries: Suggestion[];
  /** What the list leaves out, in words. */
  rest?: string;
}

const NONE: Suggestions = { title: "", entries: [] };
const MOST_FIELDS = 12;
const PARTIAL = /^(-?)([A-Za-z][\w.-]*)([:=])((?:"(?:[^"\\]|\\.)*"|[^",])*,)*("?)([^",]*)$/;

let fields: Promise<Field[]> | null = null;

/** Fields that begin with what was typed, those of the page `first`, or values of the field, with the traces that have them. */
export function useSuggestions(text: string | null, selection: Selection, first: string[] = []): Suggestions {
  const [suggestions, setSuggestions] = useState(NONE);
  const key = text === null ? null : text + "\u0000" + JSON.stringify(selection);
  useEffect(() => {
    if (text === null) {
      setSuggestions(NONE);
      return;
    }
    const abort = new AbortController();
    const timer = window.setTimeout(() => {
      suggest(text, selection, first, abort.signal)
        .then((found) => !abort.signal.aborted && setSuggestions(found))
        .catch(() => setSuggestions(NONE));
    }, 80);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [key]);
  return suggestions;
}

async function suggest(text: string, selection: Selection, first: string[], signal: AbortSignal): Promise<Suggestions> {
  const partial = partialTerm(text);
  if (!partial) return suggestFields(text, first);
  const { minus, field, operator, before, typed } = partial;
  const found = await api.fieldValues(field, typed, selection, signal);
  return {
    title: field,
    ...(found.more ? { rest: "… more: type to narrow" } : {}),
    entries: found.values.map(({ value, traces }) => ({
      // A value that was picked is meant exactly; what was typed may be part of one.
      text: `${minus}${field}${operator === ":" && !before ? "=" : operator}${before}${quote(value)}`,
      label: value,
      figure: exact(traces),
      complete: true,
    })),
  };
}

export interface PartialTerm {
  minus: string;
  field: string;
  operator: string;
  /** Values that stand already, each with its comma. */
  before: string;
  /** What has been typed of the last value. */
  typed: string;
}

/** A field with the beginning of a value; null while the field itself is being typed. */
export function partialTerm(text: string): PartialTerm | null {
  const match = PARTIAL.exec(text);
  if (!match) return null;
  const [, minus = "", field = "", operator = ":", , , typed = ""] = match;
  const start = minus.length + field.length + operator.length;
  const quoted = match[5] ?? "";
  return { minus, field, operator, before: text.slice(start, text.length - typed.length - quoted.length), typed };
}

async function suggestFields(text: string, first: string[]): Promise<Suggestions> {
  fields ??= api.fields().then((answer) => answer.fields);
  fields.catch(() => (fields = null));
  const minus = text.startsWith("-") ? "-" : "";
  const typed = text.slice(minus.length).toLowerCase();
  const matching = inOrder((await fields).filter((f) => f.name.toLowerCase().startsWith(typed)), first);
  return {
    title: "Fields",
    ...(matching.length > MOST_FIELDS ? { rest: `… ${matching.length - MOST_FIELDS} more: type to narrow` } : {}),
    entries: matching.slice(0, MOST_FIELDS).map((f) => ({
      text: `${minus}${f.name}${f.kind === "text" ? ":" : ">"}`,
      label: f.name,
      figure: f.help,
      complete: false,
    })),
  };
}

/** Those that are named first, in that order; then the others as they were. */
export function inOrder<T extends { name: string }>(all: T[], first: string[]): T[] {
  const place = (f: T) => (first.includes(f.name) ? first.indexOf(f.name) : first.length);
  return all.toSorted((a, b) => place(a) - place(b));
}
