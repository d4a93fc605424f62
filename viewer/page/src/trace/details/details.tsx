// SPDX-License-Identifier: Apache-2.0
import { address, api } from "../../api/client";
import type { SpanDetail } from "../../api/types";
import { bytes, cost, duration, exact, offset } from "../../format/format";
import { useResource } from "../../state/resource";
import { Icon, TypeIcon } from "../../ui/icons";
import { JsonView, TextOrJson } from "../../ui/json";
import { Failure, Skeleton } from "../../ui/states";
import { Tabs, type Tab } from "../../ui/tabs";
import { TraceText } from "../../ui/text";
import { copy } from "../../ui/toast";
import { ErrorBox } from "./errorbox";
import { Facts, More, SpanLink, Usage } from "./facts";
import { Messages, OfferedTools } from "./messages";

const TYPES: Record<string, string> = {
  agent: "Agent",
  generation: "Generation",
  response: "Response",
  function: "Tool call",
  handoff: "Handoff",
  guardrail: "Guardrail",
  embedding: "Embedding",
  retrieval: "Retrieval",
  mcp_tools: "Tool listing (MCP)",
  custom: "Custom",
};

export interface DetailsProps {
  traceId: string;
  /** Empty as long as nothing is selected. */
  spanId: string;
  revision: number;
  tab: string;
  onTab: (tab: string) => void;
  onSpan: (id: string) => void;
  onClose: () => void;
}

/** One span, read: messages or arguments, usage, raw record. */
export function Details(props: DetailsProps) {
  const { traceId, spanId, revision, onSpan } = props;
  const loaded = useResource(spanId ? `${traceId}/${spanId}/${revision}` : null, (s) => api.span(traceId, spanId, s));
  const detail = loaded.data?.span.id === spanId ? loaded.data : null;
  if (loaded.error) return <aside class="details scroll" aria-label="Span"><Failure error={loaded.error} retry={loaded.reload} /></aside>;
  if (!detail) return <aside class="details scroll" aria-label="Span">{loaded.slow && <Skeleton />}</aside>;
  const tabs = tabsOf(detail);
  const tab = tabs.some((t) => t.id === props.tab) ? props.tab : tabs[0]!.id;
  return (
    <aside class="details" aria-label={`Span ${detail.span.name}`}>
      <DetailsHead detail={detail} {...props} />
      <div class="details-tabs"><Tabs label="Parts of the span" tabs={tabs} selected={tab} onSelect={props.onTab} /></div>
      <div class="details-body scroll" role="tabpanel" tabIndex={0}>
        {detail.content?.tooLong ? <TooLong traceId={traceId} spanId={spanId} left={detail.content.tooLong} /> : null}
        {tab === "raw" ? !detail.content?.tooLong && <Raw traceId={traceId} spanId={spanId} /> : <Body detail={detail} tab={tab} traceId={traceId} onSpan={onSpan} />}
      </div>
    </aside>
  );
}

function tabsOf({ modelCall: call }: SpanDetail): Tab[] {
  if (!call) return [{ id: "call", label: "Call" }, { id: "raw", label: "Raw" }];
  const messages = (call.input?.length ?? 0) + (call.output?.length ?? 0);
  return [
    { id: "messages", label: "Messages", count: messages },
    { id: "tools", label: "Tools", count: call.offeredTools?.length ?? 0 },
    { id: "usage", label: "Usage" },
    { id: "raw", label: "Raw" },
  ];
}

function DetailsHead({ detail, traceId, onClose }: DetailsProps & { detail: SpanDetail }) {
  const { span } = detail;
  const state = span.status === "error" ? "failed" : span.status === "ok" ? null : span.status;
  return (
    <header class="details-head">
      <div class="row">
        <TypeIcon type={span.type} />
        <h2 class="ellipsis"><TraceText text={span.model ?? span.name} /></h2>
        {state && <span class={span.status === "error" ? "pill error" : "pill warning"}>{state}</span>}
        {span.flags?.includes("triggered") && <span class="pill error">triggered</span>}
        <button class="button icon-only end" aria-label="Copy this span for an LLM" onClick={() => void copy(api.markdown(traceId, span.id), "the span")}><Icon name="copy" /></button>
        <button class="button icon-only details-close" aria-label="Close the details" onClick={onClose}><Icon name="close" /></button>
      </div>
      <p class="small-text third facts-line">
        <span>{TYPES[span.type] ?? span.type}</span>
        <span>took <b>{span.durationMs === undefined ? "not ended" : duration(span.durationMs)}</b></span>
        <span>at <b>{offset(span.offsetMs)}</b></span>
        {span.cost && !span.cost.unpriced && <span>cost <b>{cost(span.cost.total)}</b></span>}
        {span.call !== undefined && detail.agent && <span>call {span.call} in <TraceText text={detail.agent.name} /></span>}
      </p>
    </header>
  );
}

function Body({ detail, tab, traceId, onSpan }: { detail: SpanDetail; tab: string; traceId: string; onSpan: (id: string) => void }) {
  const call = detail.modelCall;
  const diff = useResource(call ? `${traceId}/${detail.span.id}/diff` : null, (s) => api.contextDiff(traceId, detail.span.id, s));
  return (
    <>
      <ContentNote detail={detail} />
      {tab !== "usage" && tab !== "tools" && <ErrorBox detail={detail} traceId={traceId} onSpan={onSpan} />}
      {call && tab === "messages" && <Messages call={call} failed={detail.span.status === "error"} onSpan={onSpan} />}
      {call && tab === "tools" && <OfferedTools call={call} />}
      {call && tab === "usage" && <Usage call={call} span={detail.span} diff={diff.data} onSpan={onSpan} />}
      {detail.toolCall && <Tool detail={detail} onSpan={onSpan} />}
      {detail.agentRun && <Agent detail={detail} onSpan={onSpan} />}
      {!call && !detail.toolCall && !detail.agentRun && <Other detail={detail} onSpan={onSpan} />}
      {tab !== "tools" && <More detail={detail} />}
    </>
  );
}

function ContentNote({ detail: { content } }: { detail: SpanDetail }) {
  if (!content) return null;
  const notes = [
    content.dropped && `content was dropped (${content.dropped})`,
    content.withheld && "content was not captured (clew.content=none)",
    content.truncated && `${content.truncated} texts are cut`,
    content.redacted && `${content.redacted} places are redacted`,
  ].filter(Boolean);
  return notes.length ? <p class="content-note label"><Icon name="warning" class="small" /> {notes.join(", ")}</p> : null;
}

function Part({ title, text }: { title: string; text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <>
      <h3 class="part-title">{title} <span class="third">{bytes(new Blob([text]).size)}</span></h3>
      <div class="box"><TextOrJson text={text} /></div>
    </>
  );
}

function Tool({ detail, onSpan }: { detail: SpanDetail; onSpan: (id: string) => void }) {
  const tool = detail.toolCall!;
  return (
    <>
      <Part title="Arguments" text={tool.arguments} />
      {tool.toldText !== undefined ? (
        <>
          {tool.result !== undefined && tool.result !== tool.toldText && <Part title="Result" text={tool.result} />}
          <Part title="What the model was given back" text={tool.toldText} />
        </>
      ) : (
        <Part title={tool.toldTo ? "What the model was given back" : "Result"} text={tool.result} />
      )}
      <Facts
        facts={[
          ["Asked by", tool.askedBy && <SpanLink to={tool.askedBy} onSpan={onSpan} />],
          ["Answered in", tool.toldTo && <SpanLink to={tool.toldTo} onSpan={onSpan} />],
          ["Agent", detail.agent && <SpanLink to={detail.agent} onSpan={onSpan} />],
          ["Call id", tool.callId ?? "–"],
          ["MCP server", detail.span.mcpServer],
          ["Inferred", tool.inferred ? "from the messages; the application ran it" : undefined],
        ]}
      />
    </>
  );
}

function Agent({ detail, onSpan }: { detail: SpanDetail; onSpan: (id: string) => void }) {
  const run = detail.agentRun!;
  return (
    <>
      {run.instructions && <Part title="Instructions" text={run.instructions} />}
      {run.inputs && Object.keys(run.inputs).length > 0 && (
        <>
          <h3 class="part-title">Inputs</h3>
          <div class="box"><JsonView value={run.inputs} /></div>
        </>
      )}
      {run.output !== undefined && run.output !== null && <Part title="Output" text={typeof run.output === "string" ? run.output : JSON.stringify(run.output)} />}
      <Facts
        facts={[
          ["Under", detail.parent && <SpanLink to={detail.parent} onSpan={onSpan} />],
          ["Tools", run.tools?.join(", ")],
          ["Can hand off to", run.handoffs?.join(", ")],
          ["Output type", run.outputType],
        ]}
      />
    </>
  );
}

function Other({ detail, onSpan }: { detail: SpanDetail; onSpan: (id: string) => void }) {
  const { span } = detail;
  return (
    <>
      {detail.data !== undefined && <div class="box"><JsonView value={detail.data} /></div>}
      <Facts
        facts={[
          ["From", span.from],
          ["To", span.to],
          ["Decided by", span.decidedBy],
          ["Under", detail.parent && <SpanLink to={detail.parent} onSpan={onSpan} />],
        ]}
      />
    </>
  );
}

/** Of a record of megabytes the page gets the beginnings of its texts; the whole is a file. */
function TooLong({ traceId, spanId, left }: { traceId: string; spanId: string; left: number }) {
  return (
    <p class="content-note">
      <Icon name="warning" class="small" /> Texts are cut here: {exact(left)} more characters.{" "}
      <a class="link" href={address(`/traces/${traceId}/spans/${spanId}/raw`)} download={`span-${spanId}.json`}>Save the whole record</a>
    </p>
  );
}

function Raw({ traceId, spanId }: { traceId: string; spanId: string }) {
  const raw = useResource(`${traceId}/${spanId}/raw`, (s) => api.rawSpan(traceId, spanId, s));
  if (raw.error) return <Failure error={raw.error} retry={raw.reload} />;
  if (raw.data === null) return raw.slow ? <Skeleton /> : null;
  return (
    <>
      <button class="button outlined" onClick={() => void copy(JSON.stringify(raw.data, null, 2), "the record")}><Icon name="copy" /> Copy JSON</button>
      <JsonView value={raw.data} />
    </>
  );
}
