// SPDX-License-Identifier: Apache-2.0
import { api } from "../api/client";
import type { Health, HealthNote } from "../api/types";
import { ago, bytes, count, dateTime, duration, exact, plural, UNKNOWN } from "../format/format";
import { lossSentence } from "../model/losses";
import { fieldFacts } from "../model/words";
import { useResource } from "../state/resource";
import { tracesAddress } from "../state/route";
import { Facts } from "../trace/details/facts";
import { useNow } from "../ui/hooks";
import { Icon } from "../ui/icons";
import { Failure, Skeleton } from "../ui/states";
import { TraceText } from "../ui/text";
import { Jvms, showJvm } from "./jvms";

/** Is anything lost, hidden or unpriced? */
export function HealthPage() {
  const now = useNow(5000);
  const health = useResource("health" + Math.floor(now / 5000), (s) => api.health(s));
  return (
    <>
      <header class="page-head"><h1>Settings and health</h1></header>
      <div class="health scroll" tabIndex={0}>
        {health.error && <Failure error={health.error} retry={health.reload} />}
        {!health.data && health.slow && <Skeleton />}
        {health.data && <Content health={health.data} now={now} />}
      </div>
    </>
  );
}

function Content({ health, now }: { health: Health; now: number }) {
  const { viewer, store, ingest, retention, content, prices } = health;
  return (
    <>
      <p class="health-sentence">{lossSentence({ ...health, rejected: (ingest.rejectedLines ?? 0) + (ingest.otlpRejected ?? 0) })}</p>
      <Notes health={health} />
      <Jvms jvms={health.jvms} now={now} />
      <div class="cards">
        <Card title="Store">
          <Facts facts={[["Kind", store.kind], ["Place", store.path], ["Size", bytes(store.bytes)], ["Traces", count(store.traces)], ["Spans", count(store.spans)], ["Oldest", store.oldestMs ? dateTime(store.oldestMs) + " UTC" : UNKNOWN], ["Text index", store.textPending ? `${exact(store.textPending)} spans to go` : "complete"]]} />
        </Card>
        <Card title="Retention">
          <Facts facts={[["Age", retention?.maxAgeDays ? `${retention.maxAgeDays} days` : "unlimited"], ["Size", retention?.maxBytes ? bytes(retention.maxBytes) : "unlimited"], ["Traces", retention?.maxTraces ? exact(retention.maxTraces) : "unlimited"], ["Deleted", exact(retention?.deletedTraces ?? 0)]]} />
        </Card>
        <Card title="Intake">
          <Facts facts={[["Folder", ingest.folder], ["State", ingest.folderExists === false ? "does not exist yet" : ingest.behindMs ? `${duration(ingest.behindMs)} behind` : "up to date"], ["Files", count(ingest.files)], ["Spans", `${count(ingest.spans)} since this viewer started`], ["Rate", `${count(ingest.spansPerSecond)} spans/s`], ["Lines rejected", exact(ingest.rejectedLines ?? 0)], ["OTLP at", viewer.otlpAddress ?? "off"], ["OTLP spans", `${count(ingest.otlpSpans)} in ${plural(ingest.otlpRequests ?? 0, "request")} since then`], ["OTLP rejected", exact(ingest.otlpRejected ?? 0)]]} />
        </Card>
        <Card title="Content of the spans in the store">
          <Facts facts={[["Redacted", <Redacted health={health} />], ["Cut", <Spans n={content?.truncatedSpans} filter="content=truncated" />], ["Stored without content", <Spans n={content?.withoutContent} filter="content=dropped,withheld" />], ["Lost before the store", <Lost health={health} />], ["Sampled", content?.sampledTraces === undefined ? undefined : `${count(content.sampledTraces)} traces`]]} />
        </Card>
        {health.redaction && <Card title="Redaction in force"><Facts facts={fieldFacts(health.redaction)} /></Card>}
        {health.sampling && <Card title="Sampling in force"><Facts facts={fieldFacts(health.sampling)} /></Card>}
        <Card title="Prices">
          <Facts facts={[["Table", prices?.sources?.join(", ")], ["Without a price", prices?.unpricedModels?.length ? <span class="warning-text"><TraceText text={prices.unpricedModels.join(", ")} /></span> : "none: every model has one"], ["Shown as", "unknown, never as $0"]]} />
        </Card>
        <Card title="Viewer">
          <Facts facts={[["Version", viewer.version], ["Java", viewer.javaVersion], ["Process", String(viewer.pid ?? UNKNOWN)], ["Started", viewer.startedMs ? `${ago(viewer.startedMs, now)} ago` : UNKNOWN], ["Address", viewer.address]]} />
        </Card>
      </div>
    </>
  );
}

/** So many spans of the store, with the way to their traces. */
function Spans({ n, filter }: { n: number | undefined; filter: string }) {
  const text = n === undefined ? `${UNKNOWN} spans` : plural(n, "span");
  return n ? <a class="link" href={tracesAddress(filter)}>{text}</a> : <>{text}</>;
}

/** Where redaction is on and found nothing, it says so. */
function Redacted({ health: { content, jvms } }: { health: Health }) {
  const on = jvms.some((j) => j.settings?.["clew.content"] === "redacted");
  return (
    <>
      <Spans n={content?.redactedSpans} filter="content=redacted" />
      {on && content?.redactedSpans === 0 && <span class="third">: redaction is on, and no stored span had anything to replace</span>}
    </>
  );
}

/** JVMs count since they started, also spans that were never stored or are gone; the store counts those that it has. */
function Lost({ health: { content, jvms } }: { health: Health }) {
  const reported = jvms.reduce((n, j) => n + (j.sample?.droppedContent ?? 0), 0);
  if (!reported) return <>nothing, by the counts of the JVMs</>;
  const stored = content?.withoutContent ?? 0;
  return (
    <>
      <span class="warning-text">content of {plural(reported, "span")}</span>
      <span class="third">, by the counts of the JVMs since they started{stored < reported && `; ${stored ? `at least ${exact(reported - stored)}` : "none"} of them ${stored ? "are not" : "is"} in this store`}</span>
    </>
  );
}

/** Anything lost, hidden or unpriced, first of all. */
function Notes({ health }: { health: Health }) {
  const all = health.notes ?? ownNotes(health);
  const notes = [...all.filter((n) => n.severity === "warning"), ...all.filter((n) => n.severity !== "warning")];
  if (!notes.length) return <p class="all-well"><Icon name="check" /> No warning.</p>;
  return (
    <ul class="notes" aria-label="Notes">
      {notes.map((n) => (
        <li key={n.text} class={n.severity === "warning" ? "banner warning" : "banner info"}>
          <Icon name={n.severity === "warning" ? "warning" : "thought"} /> <NoteText note={n} />
        </li>
      ))}
    </ul>
  );
}

/** A note leads to the traces, or to the JVM, that it speaks of. */
function NoteText({ note }: { note: HealthNote }) {
  if (note.filter) return <a class="note-link" href={tracesAddress(note.filter)}><TraceText text={note.text} /></a>;
  if (!note.jvm) return <span><TraceText text={note.text} /></span>;
  return <button class="note-link" onClick={() => showJvm(note.jvm!)}><TraceText text={note.text} /></button>;
}

/** For a server that sends no notes. */
function ownNotes(health: Health): HealthNote[] {
  const lost = health.jvms.reduce((n, j) => n + (j.sample?.droppedSpans ?? 0), 0);
  const texts = [
    lost > 0 && `${exact(lost)} spans were dropped by the traced JVMs.`,
    health.ingest.rejectedLines && `${exact(health.ingest.rejectedLines)} lines could not be read. ${health.ingest.lastProblem ?? ""}`,
    health.content?.withoutContent && `${exact(health.content.withoutContent)} spans have no content.`,
  ];
  return texts.flatMap((text) => (text ? [{ severity: "warning" as const, text }] : []));
}

function Card({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return <section class="card"><h2>{title}</h2>{children}</section>;
}
