// SPDX-License-Identifier: Apache-2.0
import { api } from "../api/client";
import type { Health, Jvm } from "../api/types";
import { ago, bytes, count, dateTime, duration, exact, percent, UNKNOWN } from "../format/format";
import { useResource } from "../state/resource";
import { Facts } from "../trace/details/facts";
import { useNow } from "../ui/hooks";
import { Icon } from "../ui/icons";
import { Failure, Skeleton } from "../ui/states";
import { TraceText } from "../ui/text";

/** Is anything lost, hidden or unpriced? */
export function HealthPage() {
  const now = useNow(5000);
  const health = useResource("health" + Math.floor(now / 5000), (s) => api.health(s));
  return (
    <>
      <header class="page-head"><h1>Settings and health</h1></header>
      <div class="health scroll">
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
      <Problems health={health} />
      <div class="cards">
        <Card title="Store">
          <Facts facts={[["Kind", store.kind], ["Place", store.path], ["Size", bytes(store.bytes)], ["Traces", count(store.traces)], ["Spans", count(store.spans)], ["Oldest", store.oldestMs ? dateTime(store.oldestMs) + " UTC" : UNKNOWN], ["Text index", store.textPending ? `${exact(store.textPending)} spans to go` : "complete"]]} />
        </Card>
        <Card title="Retention">
          <Facts facts={[["Age", retention?.maxAgeDays ? `${retention.maxAgeDays} days` : "unlimited"], ["Size", retention?.maxBytes ? bytes(retention.maxBytes) : "unlimited"], ["Traces", retention?.maxTraces ? exact(retention.maxTraces) : "unlimited"], ["Deleted", exact(retention?.deletedTraces ?? 0)]]} />
        </Card>
        <Card title="Intake">
          <Facts facts={[["Folder", ingest.folder], ["State", ingest.folderExists === false ? "does not exist yet" : ingest.behindMs ? `${duration(ingest.behindMs)} behind` : "up to date"], ["Files", count(ingest.files)], ["Spans", count(ingest.spans)], ["Rate", `${count(ingest.spansPerSecond)} spans/s`], ["Lines rejected", exact(ingest.rejectedLines ?? 0)], ["OTLP at", viewer.otlpAddress ?? "off"], ["OTLP spans", `${count(ingest.otlpSpans)} in ${count(ingest.otlpRequests)} requests`], ["OTLP rejected", exact(ingest.otlpRejected ?? 0)]]} />
        </Card>
        <Card title="Content">
          <Facts facts={[["Redacted", `${count(content?.redactedSpans)} spans`], ["Cut", `${count(content?.truncatedSpans)} spans`], ["Without content", `${count(content?.withoutContent)} spans`], ["Sampled", `${count(content?.sampledTraces)} traces`], ["Prices", prices?.sources?.join(", ")], ["No price for", prices?.unpricedModels?.join(", ") || "every model has one"]]} />
        </Card>
        <Card title="Viewer">
          <Facts facts={[["Version", viewer.version], ["Java", viewer.javaVersion], ["Process", String(viewer.pid ?? UNKNOWN)], ["Started", viewer.startedMs ? `${ago(viewer.startedMs, now)} ago` : UNKNOWN], ["Address", viewer.address]]} />
        </Card>
      </div>
      <h2 class="section-title">Traced JVMs</h2>
      {health.jvms.length === 0 && <p class="second">None has written figures yet.</p>}
      <div class="cards">{health.jvms.map((jvm) => <JvmCard key={jvm.id} jvm={jvm} now={now} />)}</div>
    </>
  );
}

function Problems({ health }: { health: Health }) {
  const lost = health.jvms.reduce((n, j) => n + (j.sample?.droppedSpans ?? 0), 0);
  const problems = [
    lost > 0 && `${exact(lost)} spans were dropped by the traced JVMs.`,
    health.ingest.rejectedLines && `${exact(health.ingest.rejectedLines)} lines could not be read. ${health.ingest.lastProblem ?? ""}`,
    health.content?.withoutContent && `${exact(health.content.withoutContent)} spans have no content.`,
  ].filter(Boolean) as string[];
  if (!problems.length) return <p class="all-well"><Icon name="check" /> Nothing was dropped, rejected or left without content.</p>;
  return <>{problems.map((p) => <div key={p} class="banner warning"><Icon name="warning" /> <TraceText text={p} /></div>)}</>;
}

function Card({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return <section class="card"><h2>{title}</h2>{children}</section>;
}

function JvmCard({ jvm, now }: { jvm: Jvm; now: number }) {
  const s = jvm.sample;
  return (
    <Card title={jvm.service ?? jvm.id}>
      <p class="small-text second row"><span class={jvm.writing ? "dot live" : "dot"} /> {jvm.writing ? "writing" : jvm.lastSeenMs ? `last seen ${ago(jvm.lastSeenMs, now)} ago` : "not seen"}</p>
      <Facts
        facts={[
          ["Process", String(jvm.pid ?? UNKNOWN)],
          ["Java", jvm.javaVersion],
          ["Agent", jvm.agentVersion],
          ["CPU", s?.cpu !== undefined ? percent(s.cpu) : undefined],
          ["Heap", s?.heapUsed !== undefined ? `${bytes(s.heapUsed)} of ${bytes(s.heapMax)}` : undefined],
          ["Threads", s?.threads !== undefined ? exact(s.threads) : undefined],
          ["Exported", s?.spans !== undefined ? `${count(s.spans)} spans` : undefined],
          ["Dropped", s?.droppedSpans !== undefined ? `${exact(s.droppedSpans)} spans, content of ${exact(s.droppedContent ?? 0)}` : undefined],
          ["Libraries", jvm.libraries?.map((l) => `${l.name} ${l.version ?? ""}${l.problem ? ` (${l.problem})` : ""}`).join(", ")],
        ]}
      />
    </Card>
  );
}
