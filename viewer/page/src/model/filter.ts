// SPDX-License-Identifier: Apache-2.0

/** A term of the filter language of openapi.yaml, as written. */
export interface Term {
  negated: boolean;
  /** Missing for full text. */
  field?: string;
  operator?: string;
  /** What comes after the operator, or the text itself. */
  value: string;
}

const TERM = /^(-?)(?:([A-Za-z][\w.-]*)(:|=|>=|<=|>|<))?([\s\S]*)$/;

/** Splits a filter at the blanks outside quotes. */
export function terms(filter: string): Term[] {
  return split(filter).map((text) => {
    const [, minus = "", field, operator, value = ""] = TERM.exec(text)!;
    return field ? { negated: minus === "-", field, operator, value } : { negated: minus === "-", value };
  });
}

function split(filter: string): string[] {
  const parts: string[] = [];
  let part = "";
  let quoted = false;
  for (let i = 0; i < filter.length; i++) {
    const c = filter[i]!;
    if (quoted && c === "\\" && i + 1 < filter.length) {
      part += c + filter[++i];
      continue;
    }
    if (c === '"') quoted = !quoted;
    if (!quoted && /\s/.test(c)) {
      if (part) parts.push(part);
      part = "";
    } else {
      part += c;
    }
  }
  if (part) parts.push(part);
  return parts;
}

export function write(all: Term[]): string {
  return all.map((t) => (t.negated ? "-" : "") + (t.field ? t.field + t.operator : "") + t.value).join(" ");
}

/** A value as the language wants it: in quotes where it has blanks, commas or quotes. */
export function quote(value: string): string {
  return /^[^\s",\\]+$/.test(value) ? value : `"${value.replace(/[\\"]/g, "\\$&")}"`;
}

/** Leaves out a term, as written. */
export function withoutTerm(filter: string, term: string): string {
  return write(terms(filter).filter((t) => write([t]) !== term));
}

/** Adds a term, in place of one that says the same. */
export function withTerm(filter: string, term: Term): string {
  const text = write([term]);
  return write([...terms(filter).filter((t) => write([t]) !== text), term]);
}
