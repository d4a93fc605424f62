// SPDX-License-Identifier: Apache-2.0
import { analysis } from "../api/analysis";
import type { ComparedRow, ComparedSpan, TextPiece } from "../api/compare-types";
import { Loaded } from "../analysis/loaded";
import { useResource } from "../state/resource";
import { format } from "../state/route";
import { TraceText } from "../ui/text";

/** What went into a span and what came out, in A and in B, with the words that differ. */
export function RowText({ row, a, b }: { row: ComparedRow; a: string; b: string }) {
  const both = row.a && row.b;
  const texts = useResource(`text/${row.a?.spanId}/${row.b?.spanId}`, (s) => analysis.compareText(a, b, row.a?.spanId, row.b?.spanId, s));
  return (
    <section class="compare-text" aria-label="Texts of the selected span">
      <h2 class="row">
        <TraceText text={row.name} />
        {row.a && <a class="link small-text" href={format({ page: "trace", id: a, params: { span: row.a.spanId } })}>Open in A</a>}
        {row.b && <a class="link small-text" href={format({ page: "trace", id: b, params: { span: row.b.spanId } })}>Open in B</a>}
      </h2>
      {!both && <p class="second">Only {row.a ? "A" : "B"} has this span.</p>}
      <Failed name="A" span={row.a} />
      <Failed name="B" span={row.b} />
      <Loaded from={texts} rows={3}>
        {({ input = [], output = [] }) => (
          <>
            <Sides title="Input" pieces={input} />
            <Sides title="Output" pieces={output} />
            {!input.length && !output.length && <p class="second">No text was captured.</p>}
          </>
        )}
      </Loaded>
    </section>
  );
}

/** What a span failed of. */
function Failed({ name, span }: { name: string; span: ComparedSpan | undefined }) {
  if (!span?.error) return null;
  return <p class="error-text">{name} failed: <TraceText text={[span.error.type, span.error.message].filter(Boolean).join(": ")} /></p>;
}

function Sides({ title, pieces }: { title: string; pieces: TextPiece[] }) {
  if (!pieces.length) return null;
  const same = pieces.every((p) => p.op === "same");
  const only = pieces.every((p) => p.op === "a") ? "a" : pieces.every((p) => p.op === "b") ? "b" : null;
  return (
    <>
      <h3 class="part-title">{title}{same && <span class="third"> the same in both</span>}</h3>
      <div class={same || only ? "sides one" : "sides"}>
        {only !== "b" && <Side pieces={pieces} side="a" />}
        {!same && only !== "a" && <Side pieces={pieces} side="b" />}
      </div>
    </>
  );
}

function Side({ pieces, side }: { pieces: TextPiece[]; side: "a" | "b" }) {
  return (
    <div class="side-text scroll" tabIndex={0} role="group" aria-label={side.toUpperCase()}>
      {pieces.map((p, i) => {
        if (p.op === "same") return <TraceText key={i} text={p.text} />;
        if (p.op !== side) return null;
        return side === "a" ? <del key={i}><TraceText text={p.text} /></del> : <ins key={i}><TraceText text={p.text} /></ins>;
      })}
    </div>
  );
}
