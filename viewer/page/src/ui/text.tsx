// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";

/** What Clew, the viewer or the provider put in the place of content: "[redacted email]", "[40 characters withheld]". */
const MARKS = /\[(withheld|redacted [a-z ]{2,24}|\d+ characters withheld|base64 of \d+ bytes, sha256 [0-9a-f]+|email [0-9a-f]{6,}|… ?\[?truncated[^\]]*)\]/g;

/** Characters that steer a terminal or turn the direction of text, and those that cannot be seen. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

const EITHER = new RegExp(`${MARKS.source}|${CONTROL.source}`, "g");

/**
 * Text of a trace, as text: markup stays what it is, marks stand out, and control characters are
 * named instead of obeyed.
 */
export function TraceText({ text }: { text: string }) {
  const pieces: ComponentChildren[] = [];
  let from = 0;
  for (const match of text.matchAll(EITHER)) {
    if (match.index > from) pieces.push(text.slice(from, match.index));
    pieces.push(
      <span class="mark" key={match.index}>
        {match[1] ?? name(match[0])}
      </span>,
    );
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return <bdi>{pieces}</bdi>;
}

function name(control: string): string {
  return "U+" + control.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
}

/** The same for places that take plain text only, such as labels. */
export function plain(text: string): string {
  return text.replace(CONTROL, (c) => `<${name(c)}>`);
}
