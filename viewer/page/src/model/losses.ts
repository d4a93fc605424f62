// SPDX-License-Identifier: Apache-2.0
import { exact, plural } from "../format/format";

export interface Losses {
  lostSpans?: number;
  lostContents?: number;
}

/** "content of 317 spans lost, no span lost"; empty where nothing was. */
export function lossText({ lostSpans = 0, lostContents = 0 }: Losses): string {
  if (!lostSpans && !lostContents) return "";
  const spans = lostSpans ? `${plural(lostSpans, "span")} lost` : "no span lost";
  return lostContents ? `content of ${plural(lostContents, "span")} lost, ${spans}` : spans;
}

/** The answer to "is anything lost?", as a sentence. */
export function lossSentence({ lostSpans = 0, lostContents = 0, rejected = 0 }: Losses & { rejected?: number }): string {
  const content = lostContents ? `${exact(lostContents)} lost their content (prompts, answers, arguments)` : "";
  const spans = lostSpans
    ? `${plural(lostSpans, "span")} of the traced JVMs ${lostSpans === 1 ? "was" : "were"} lost${content && `, and ${content}`}.`
    : content ? `No span was lost, but ${content}.` : "Nothing was lost: no traced JVM dropped a span or its content.";
  return rejected ? `${spans} ${plural(rejected, "line or request", "lines or requests")} could not be read.` : spans;
}
