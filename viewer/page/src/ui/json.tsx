// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { bytes, exact } from "../format/format";
import { TraceText } from "./text";

const INLINE_CHARS = 72;
const FIRST_ITEMS = 60;

/** A JSON value as a tree: short parts on one line, long ones folded out line by line. */
export function JsonView({ value }: { value: unknown }) {
  return <div class="json mono"><JsonNode value={value} open /></div>;
}

function JsonNode({ value, open = false }: { value: unknown; open?: boolean }) {
  if (value === null || typeof value !== "object") return <Scalar value={value} />;
  const text = compact(value);
  if (text.length <= INLINE_CHARS) return <Inline value={value} />;
  return <Block value={value} open={open} />;
}

function Block({ value, open }: { value: object; open: boolean }) {
  const [shown, setShown] = useState(FIRST_ITEMS);
  const entries = Object.entries(value);
  const list = Array.isArray(value);
  return (
    <details open={open}>
      <summary>{list ? `[ ${exact(entries.length)} ]` : `{ ${exact(entries.length)} }`}</summary>
      <div class="json-entries">
        {entries.slice(0, shown).map(([key, child]) => (
          <div key={key} class="json-entry">
            <span class="json-key"><TraceText text={key} />{list ? " " : ": "}</span>
            <JsonNode value={child} open={entries.length <= 12} />
          </div>
        ))}
        {entries.length > shown && (
          <button class="link" onClick={() => setShown(shown + 500)}>{exact(entries.length - shown)} more</button>
        )}
      </div>
    </details>
  );
}

function Inline({ value }: { value: object }) {
  const list = Array.isArray(value);
  return (
    <span>
      {list ? "[" : "{"}
      {Object.entries(value).map(([key, child], i) => (
        <span key={key}>
          {i > 0 && ", "}
          {!list && <span class="json-key"><TraceText text={key} />: </span>}
          {child !== null && typeof child === "object" ? <Inline value={child} /> : <Scalar value={child} />}
        </span>
      ))}
      {list ? "]" : "}"}
    </span>
  );
}

function Scalar({ value }: { value: unknown }) {
  if (typeof value === "string") return <span class="json-text">"<TraceText text={value} />"</span>;
  return <span class="json-number">{String(value)}</span>;
}

function compact(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    return "…".repeat(INLINE_CHARS + 1);
  }
}

/** Text that may be JSON: as a tree if it is, as text if not. */
export function TextOrJson({ text }: { text: string }) {
  const value = parsed(text);
  return value === undefined ? <LongText text={text} /> : <JsonView value={value} />;
}

function parsed(text: string): unknown {
  if (text.length > 2_000_000 || !/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const FOLDED_CHARS = 600;
const CHUNK = 100_000;

/** A text whose rest comes when asked for; never more than 100,000 characters at a step. */
export function LongText({ text, folded = FOLDED_CHARS }: { text: string; folded?: number }) {
  const [shown, setShown] = useState(folded);
  const all = text.length <= shown + 40;
  return (
    <div class="long-text">
      <TraceText text={all ? text : text.slice(0, shown)} />
      {!all && (
        <>
          …{" "}
          <button class="link" onClick={() => setShown(shown < CHUNK ? CHUNK : shown + CHUNK)}>
            {text.length > CHUNK ? `Show more of ${bytes(text.length)}` : `Show all ${exact(text.length)} characters`}
          </button>
        </>
      )}
    </div>
  );
}
