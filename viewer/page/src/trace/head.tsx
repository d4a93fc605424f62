// SPDX-License-Identifier: Apache-2.0
import { address, api } from "../api/client";
import type { TraceDetail } from "../api/types";
import { dateTime } from "../format/format";
import { quote } from "../model/filter";
import { format, lastList, tracesAddress } from "../state/route";
import { Icon } from "../ui/icons";
import { MenuButton } from "../ui/menu";
import { TraceText } from "../ui/text";
import { copy } from "../ui/toast";

const STATES = { ok: ["check", "Finished", ""], error: ["errors", "Failed", "error"], cancelled: ["blocked", "Cut off", "warning"], running: ["retry", "Running", "accent"] } as const;

const FORMATS: [string, string][] = [
  ["html", "Page that opens offline"],
  ["markdown", "Markdown for a chat"],
  ["json", "JSON"],
  ["jsonl", "JSON lines"],
  ["csv", "CSV of the spans"],
  ["parquet", "Parquet of the spans"],
  ["otlp", "OTLP JSON"],
  ["openai", "OpenAI's trace format"],
];

export function TraceHead({ detail, onNeighbour }: { detail: TraceDetail; onNeighbour: (step: 1 | -1) => void }) {
  const { trace } = detail;
  const [icon, label, tone] = STATES[trace.status];
  const back = new URLSearchParams(lastList.value).toString();
  return (
    <header class="page-head trace-head">
      <a class="third crumb" href={`#/traces${back ? "?" + back : ""}`}>Traces</a>
      <Icon name="chevron" class="small crumb" />
      <a class="back-link" href={`#/traces${back ? "?" + back : ""}`} aria-label="Back to the list"><Icon name="back" /></a>
      <h1 class="ellipsis"><TraceText text={trace.name} /></h1>
      <span class={`pill ${tone}`}><Icon name={icon} class={trace.status === "running" ? "spin" : ""} /> {label}</span>
      <button class="mono second trace-id" title="Copy the trace id" onClick={() => void copy(trace.id, "the trace id")}>{trace.id.slice(0, 8)} <Icon name="copy" class="small" /></button>
      <span class="second trace-time" title="Start, UTC">{dateTime(trace.startMs)}</span>
      {trace.group && <a class="pill" title="Session" href={format({ page: "sessions", id: "", params: { group: trace.group } })}><Icon name="sessions" /> <TraceText text={trace.group} /></a>}
      {trace.user && <a class="pill" title="Traces of this user" href={tracesAddress(`user=${quote(trace.user)}`)}><Icon name="user" /> <TraceText text={trace.user} /></a>}
      {trace.service && trace.service !== trace.name && <span class="third ellipsis trace-time"><TraceText text={trace.service} /></span>}
      <span class="end" />
      <button class="button icon-only wide-head" aria-label="Younger trace" onClick={() => onNeighbour(-1)}><Icon name="up" /></button>
      <button class="button icon-only wide-head" aria-label="Older trace" onClick={() => onNeighbour(1)}><Icon name="down" /></button>
      <MenuButton class="outlined wide-head" label="Export" button={<><Icon name="download" /> Export <Icon name="chevronDown" class="small" /></>}>
        {() => FORMATS.map(([name, text]) => <a key={name} class="item" href={address(`/traces/${trace.id}/export`, { format: name })} download>{text}</a>)}
      </MenuButton>
      <button class="button primary" onClick={() => void copy(api.markdown(trace.id), "the trace")}><Icon name="copy" /> <span class="wide-head">Copy for LLM</span><span class="visually-hidden narrow-head">Copy for LLM</span></button>
    </header>
  );
}
