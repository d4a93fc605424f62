// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from "preact/hooks";
import { api } from "../api/client";
import type { AgentLink } from "../api/figures-types";
import { Loaded } from "../analysis/loaded";
import { type Selected, stamp } from "../analysis/selection";
import { dateTime } from "../format/format";
import { edgeValue } from "../model/agents";
import { quote, withTerm } from "../model/filter";
import { givenText, reached } from "../model/handover";
import { useResource } from "../state/resource";
import { format, setParams } from "../state/route";
import { Icon } from "../ui/icons";
import { LongText } from "../ui/json";
import { TraceText } from "../ui/text";

/** Each costs two requests. */
const LATEST = 3;

interface Handover {
  traceId: string;
  traceName: string;
  startMs: number;
  spanId?: string;
  text?: string;
}

/** What was last handed over, or passed on in a call, along one link. */
export function Handovers({ edge, selected }: { edge: AgentLink; selected: Selected }) {
  const value = edgeValue(edge);
  const found = useResource(`handover/${value}/${edge.calls}/${selected.q}/${selected.range}`, (s) => latest(edge, selected, s), stamp(selected));
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: "nearest" }), [found.data]);
  return (
    <section ref={box} class="handovers" aria-label="Latest texts">
      <h3>
        Latest given to <TraceText text={edge.to} /> by <TraceText text={edge.from} />
        <button class="button icon-only end" aria-label="Close the texts" onClick={() => setParams({ texts: "" })}><Icon name="close" /></button>
      </h3>
      <Loaded from={found} rows={3}>
        {(all) => (
          <ol>
            {all.map((h) => (
              <li key={h.traceId}>
                <p class="small-text third">
                  <a class="link" href={format({ page: "trace", id: h.traceId, params: h.spanId ? { span: h.spanId } : {} })}><TraceText text={h.traceName} /></a> <span title="UTC">{dateTime(h.startMs)}</span>
                </p>
                {h.text ? <LongText text={h.text} /> : <p class="third">No text captured.</p>}
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </section>
  );
}

async function latest(edge: AgentLink, { q, selection }: Selected, signal: AbortSignal): Promise<Handover[]> {
  const filter = withTerm(q, { negated: false, field: "edge", operator: "=", value: quote(edgeValue(edge)) });
  const { traces } = await api.traces({ ...selection, q: filter }, "-start", LATEST, undefined, signal);
  return Promise.all(
    traces.map(async ({ id, name, startMs }): Promise<Handover> => {
      const span = reached((await api.firstSpans(id, signal)).spans, edge);
      const handover: Handover = { traceId: id, traceName: name, startMs };
      if (!span) return handover;
      const { agentRun } = await api.span(id, span.id, signal);
      const text = agentRun && givenText(agentRun);
      return { ...handover, spanId: span.id, ...(text ? { text } : {}) };
    }),
  );
}
