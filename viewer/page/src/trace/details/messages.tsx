// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Message, ModelCall, Part } from "../../api/types";
import { bytes, count, duration, exact, plural } from "../../format/format";
import { Icon, type IconName } from "../../ui/icons";
import { LongText, TextOrJson } from "../../ui/json";
import { plain, TraceText } from "../../ui/text";

const ROLES: Record<string, [IconName, string]> = {
  system: ["system", "System"],
  developer: ["system", "Developer"],
  user: ["user", "User"],
  assistant: ["generation", "Assistant"],
  model: ["generation", "Assistant"],
  tool: ["tools", "Tool result"],
};

/** What the model saw, with what it had seen before folded, and what it wrote. */
export function Messages({ call, failed, onSpan }: { call: ModelCall; failed: boolean; onSpan: (id: string) => void }) {
  const input = call.input ?? [];
  const repeated = Math.min(call.repeatedMessages ?? 0, input.length);
  const [unfolded, setUnfolded] = useState(false);
  const fresh = input.length - repeated;
  return (
    <>
      <h3 class="part-title">
        What the model saw{" "}
        {repeated > 0 && <span class="third">{exact(fresh)} new of {exact(input.length)}</span>}
      </h3>
      {call.instructions && <MessageBox message={{ role: "system", parts: [{ type: "text", text: call.instructions }] }} onSpan={onSpan} />}
      {repeated > 0 && (
        <button class="repeated" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          <Icon name={unfolded ? "chevronDown" : "chevron"} class="small" />
          {plural(repeated, "message")} repeated{call.previous ? ` from ${call.previous.call ? `call ${call.previous.call}` : call.previous.name}` : ""}
        </button>
      )}
      {input.map((message, i) =>
        i < repeated && !unfolded ? null : <MessageBox key={i} message={message} fresh={repeated > 0 && i >= repeated} onSpan={onSpan} />,
      )}
      {input.length === 0 && !call.instructions && <p class="third">Not captured.</p>}
      <h3 class="part-title">
        What it wrote{" "}
        {call.finishReasons?.length ? <span class="third">finish reason {call.finishReasons.map(plain).join(", ")}</span> : null}
      </h3>
      {(call.output ?? []).map((message, i) => <MessageBox key={i} message={message} written onSpan={onSpan} />)}
      {!call.output?.length && <p class="third">{failed ? "Nothing: the call failed." : "Not captured."}</p>}
    </>
  );
}

export function MessageBox({ message, fresh = false, written = false, onSpan }: { message: Message; fresh?: boolean; written?: boolean; onSpan: (id: string) => void }) {
  const [icon, role] = ROLES[message.role] ?? ["custom", message.role];
  return (
    <section class={["message", fresh ? "fresh" : "", written ? "written" : ""].join(" ")}>
      <h4>
        <Icon name={icon} /> <TraceText text={role} />
        {message.name && <span class="third"> <TraceText text={message.name} /></span>}
        {fresh && <span class="visually-hidden">, new in this call</span>}
      </h4>
      {message.parts.map((part, i) => <PartView key={i} part={part} folded={message.role === "system" ? 160 : 600} onSpan={onSpan} />)}
    </section>
  );
}

function PartView({ part, folded, onSpan }: { part: Part; folded: number; onSpan: (id: string) => void }) {
  switch (part.type) {
    case "text":
      return <LongText text={part.text ?? ""} folded={folded} />;
    case "refusal":
      return <div><span class="pill warning">refusal</span> <LongText text={part.text ?? ""} /></div>;
    case "reasoning":
      return (
        <details class="reasoning">
          <summary><Icon name="thought" class="small" /> Reasoning, {plural((part.text ?? "").length, "character")}</summary>
          <LongText text={part.text ?? ""} />
        </details>
      );
    case "tool_call":
    case "tool_result":
      return <ToolCard part={part} onSpan={onSpan} />;
    case "media":
      return (
        <p class="media">
          <Icon name="image" /> {[part.modality, part.mimeType].filter(Boolean).map((t) => plain(t!)).join(" ")}
          {part.bytes !== undefined && <span class="third"> {bytes(part.bytes)}</span>}
          {part.uri && <span class="third"> <TraceText text={part.uri} /></span>}
          {part.sha256 && <span class="mono third"> sha256 {part.sha256.slice(0, 12)}</span>}
        </p>
      );
    default:
      return <div><span class="pill">{plain(part.otherType ?? part.type)}</span> {part.text && <LongText text={part.text} />}</div>;
  }
}

/** A tool call with what the run of the tool came to, wherever that was recorded. */
export function ToolCard({ part, onSpan }: { part: Part; onSpan: (id: string) => void }) {
  const error = part.run?.error?.message ?? (part.run?.status === "error" ? (part.run.result ?? "failed") : undefined);
  const invented = part.offered === false;
  const result = part.result ?? part.run?.result;
  return (
    <div class={error || invented ? "tool-card failed" : "tool-card"}>
      <div class="tool-card-head">
        <Icon name="tools" class="type-function" />
        <b><TraceText text={part.name ?? "tool"} /></b>
        {invented && <span class="pill error">not offered</span>}
        <span class="third end">{part.run?.durationMs !== undefined && duration(part.run.durationMs)}</span>
        {part.run?.spanId && <button class="link" onClick={() => onSpan(part.run!.spanId!)}>Open</button>}
      </div>
      <dl>
        {part.arguments !== undefined && <Line label="args"><TextOrJson text={part.arguments} /></Line>}
        {error !== undefined ? (
          <Line label="result"><span class="error-text"><LongText text={error} /></span></Line>
        ) : result !== undefined ? (
          <Line label="result"><TextOrJson text={result} /></Line>
        ) : null}
      </dl>
    </div>
  );
}

function Line({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="tool-line">
      <dt class="label">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Tools the call was given, and which of them it used. */
export function OfferedTools({ call }: { call: ModelCall }) {
  const tools = call.offeredTools ?? [];
  if (!tools.length) return <p class="third">No tool was offered.</p>;
  return (
    <ul class="offered">
      {tools.map((tool) => (
        <li key={tool.name}>
          <div class="row">
            <Icon name="tools" class={tool.called ? "type-function" : ""} />
            <b class="grow"><TraceText text={tool.name} /></b>
            <span class={tool.called ? "pill accent" : "pill"}>{tool.called ? `called ${tool.called > 1 ? count(tool.called) + " times" : ""}` : "not called"}</span>
          </div>
          {tool.description && <LongText text={tool.description} folded={160} />}
          {tool.parameters !== undefined && (
            <details>
              <summary class="third">Parameters</summary>
              <TextOrJson text={JSON.stringify(tool.parameters)} />
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}
