// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { analysis } from "../../api/analysis";
import type { SpanDetail } from "../../api/types";
import { dateMinute, plural } from "../../format/format";
import { quote } from "../../model/filter";
import { stackPieces } from "../../model/stack";
import { useResource } from "../../state/resource";
import { format, tracesAddress } from "../../state/route";
import { LongText } from "../../ui/json";
import { TraceText } from "../../ui/text";

/** What failed: type, message, what the model was told, own frames. */
export function ErrorBox({ detail, traceId, onSpan }: { detail: SpanDetail; traceId: string; onSpan: (id: string) => void }) {
  const error = detail.error;
  if (!error) return null;
  const told = detail.toolCall?.toldText ?? detail.toolCall?.result;
  const next = detail.toolCall?.toldTo;
  return (
    <section class="error-box" aria-label="Error">
      {error.type && <p class="error-text"><TraceText text={error.type} /></p>}
      {error.message && <div class="error-message"><LongText text={error.message} /></div>}
      {next && (
        <p class="second small-text">
          The model was told{told ? <>: <span class="mono">“<TraceText text={told.slice(0, 160)} />”</span></> : " so"} and answered{" "}
          <button class="link" onClick={() => onSpan(next.id)}>in the next call</button>.
        </p>
      )}
      {error.sameError !== undefined && error.type && (
        <div class="small-text">
          {error.sameError > 0 ? (
            <>
              {error.errorId && <p><SameError id={error.errorId} /></p>}
              <a class="link" href={tracesAddress(`error=${quote(error.type)} -id:${traceId}`)}>{plural(error.sameError, "other trace")} with an error of this type, of all time</a>
            </>
          ) : (
            <span class="second">No other trace has an error of this type.</span>
          )}
        </div>
      )}
      {error.stackTrace && <Stack stack={error.stackTrace} />}
    </section>
  );
}

/** Leads to the group of the error, which shows how often it occurred; here since when. */
function SameError({ id }: { id: string }) {
  const found = useResource(`same/${id}`, (s) => analysis.errors({ q: `fingerprint:${id}` }, undefined, s));
  const group = found.data?.errors.find((e) => e.id === id);
  return (
    <a class="link" href={format({ page: "errors", id: "", params: { q: `fingerprint:${id}`, id } })}>
      {group?.firstMs === undefined ? "This error on the page of errors" : `This error in ${plural(group.traces ?? 0, "trace")} since ${dateMinute(group.firstMs).slice(5)}`}
    </a>
  );
}

/** A stack trace; runs of framework frames are folded. */
export function Stack({ stack }: { stack: string }) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  return (
    <pre class="stack scroll" tabIndex={0} role="group" aria-label="Stack trace">
      {stackPieces(stack).map((piece, i) =>
        piece.kind === "line" ? (
          <div key={i}><TraceText text={piece.text.replaceAll("\t", "  ")} /></div>
        ) : open.has(i) ? (
          piece.lines.map((line, j) => <div key={`${i}-${j}`} class="third"><TraceText text={line.replaceAll("\t", "  ")} /></div>)
        ) : (
          <button key={i} class="third" onClick={() => setOpen(new Set(open).add(i))}>  … {plural(piece.lines.length, "framework frame")}</button>
        ),
      )}
    </pre>
  );
}
