// SPDX-License-Identifier: Apache-2.0
import { Fragment } from "preact";
import { useState } from "preact/hooks";
import { api } from "../../api/client";
import type { SpanDetail } from "../../api/types";
import { ago, dateTime, exact, plural } from "../../format/format";
import { quote } from "../../model/filter";
import { stackPieces } from "../../model/stack";
import { useResource } from "../../state/resource";
import { format, tracesAddress } from "../../state/route";
import { useNow } from "../../ui/hooks";
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
        <p class="small-text second">
          {error.sameError > 0
            ? <OtherRuns q={`${error.errorId ? `fingerprint:${error.errorId}` : `error=${quote(error.type)}`} -id:${traceId}`} />
            : "No other run failed this way."}
        </p>
      )}
      {error.stackTrace && <Stack stack={error.stackTrace} />}
    </section>
  );
}

const NAMED = 3;

/** How many other runs have the same error, and the latest of them. */
function OtherRuns({ q }: { q: string }) {
  const now = useNow(60_000);
  const found = useResource(`same/${q}`, async (s) => {
    const [{ counts }, { traces }] = await Promise.all([api.counts([q], {}, s), api.traces({ q }, "-start", NAMED, undefined, s)]);
    return { count: counts[0] ?? traces.length, traces };
  }, q);
  if (found.error) return <a class="link" href={tracesAddress(q)}>Other runs that failed this way</a>;
  if (!found.data || found.stale) return <>Looking for other runs that failed this way…</>;
  const { count, traces } = found.data;
  if (!count) return <>No other run failed this way.</>;
  return (
    <>
      {plural(count, "other run")} failed this way:{" "}
      {traces.map((t, i) => (
        <Fragment key={t.id}>
          {i > 0 && ", "}
          <a class="link in-text" href={format({ page: "trace", id: t.id, params: {} })} title={`${dateTime(t.startMs)} UTC, ${t.id.slice(0, 8)}`}><TraceText text={t.name} /> {ago(t.startMs, now)} ago</a>
        </Fragment>
      ))}
      {count > traces.length && <>, <a class="link in-text" href={tracesAddress(q)}>all {exact(count)}</a></>}
    </>
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
