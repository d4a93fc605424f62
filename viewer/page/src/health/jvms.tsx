// SPDX-License-Identifier: Apache-2.0
import type { Jvm } from "../api/types";
import { bytes, count, exact, percent, UNKNOWN } from "../format/format";
import { verdict } from "../model/jvm";
import { fieldFacts } from "../model/words";
import { Facts } from "../trace/details/facts";
import { TraceText } from "../ui/text";

/** Brings the row of a JVM into view, and the focus with it. */
export function showJvm(id: string): void {
  const row = document.getElementById(rowId(id));
  row?.scrollIntoView({ block: "center" });
  row?.focus();
}

function rowId(jvm: string): string {
  return `jvm-${jvm}`;
}

/** The JVMs that write: what they trace with which version, what their pipeline did. */
export function Jvms({ jvms, now }: { jvms: Jvm[]; now: number }) {
  const writing = jvms.filter((j) => j.writing).length;
  return (
    <section class="card table-card" aria-label="Traced JVMs">
      <header>
        <h2>Traced JVMs</h2>
        <span class="small-text third end">{exact(writing)} writing, {exact(jvms.length - writing)} idle or ended</span>
      </header>
      {jvms.length === 0 && <p class="second compare-none">None has written figures yet.</p>}
      {jvms.length > 0 && (
        <div class="data-scroll" tabIndex={0} role="group" aria-label="Traced JVMs, table">
          <table class="data-table jvms">
            <thead>
              <tr>
                <th scope="col">Application</th>
                <th scope="col" class="wide-cell">Process</th>
                <th scope="col" class="wide-cell">Agent</th>
                <th scope="col">Libraries</th>
                {COLUMNS.map(([h, title]) => <th key={h} scope="col" class="to-end" title={title}>{h}</th>)}
              </tr>
            </thead>
            <tbody>{jvms.map((jvm) => <JvmRow key={jvm.id} jvm={jvm} now={now} />)}</tbody>
          </table>
        </div>
      )}
      {jvms.some((j) => j.pipeline) && (
        <div class="pipelines">
          {jvms.filter((j) => j.pipeline).map((jvm) => (
            <details key={jvm.id} class="more">
              <summary>Pipeline of <TraceText text={jvm.service ?? jvm.id} /></summary>
              <Facts facts={fieldFacts(jvm.pipeline)} />
            </details>
          ))}
        </div>
      )}
    </section>
  );
}

const SINCE = "since the JVM started, whether or not the store has the span";
const COLUMNS: [string, string?][] = [["Spans", SINCE], ["Queue"], ["Spans dropped", SINCE], ["Content dropped", SINCE], ["Failed exports", "attempts since the JVM started; what is tried again is not lost"], ["CPU"], ["Heap"], ["Threads"]];

function JvmRow({ jvm, now }: { jvm: Jvm; now: number }) {
  const s = jvm.sample;
  const how = verdict(jvm, now);
  return (
    <tr id={rowId(jvm.id)} tabIndex={-1}>
      <th scope="row">
        <span class="row"><span class={jvm.writing ? "dot live" : how?.bad ? "dot warning" : "dot"} /> <TraceText text={jvm.service ?? jvm.id} /></span>
        {how && <span class={how.bad ? "warning-text small-text verdict" : "third small-text verdict"} title={how.why}>{how.text}</span>}
      </th>
      <td class="wide-cell">{jvm.pid ?? UNKNOWN}</td>
      <td class="wide-cell">{jvm.agentVersion ?? UNKNOWN}{jvm.javaVersion && <span class="third"> on Java {jvm.javaVersion}</span>}</td>
      <td>
        <span class="row">
          {(jvm.libraries ?? []).map((l) => <span key={l.name} class={l.problem ? "pill warning" : "pill"} title={l.problem}>{l.name} {l.version}{l.problem && `: ${l.problem}`}</span>)}
        </span>
      </td>
      <td class="to-end">{count(s?.spans)}</td>
      <td class="to-end">{s?.queued === undefined ? UNKNOWN : s.queueCapacity ? percent(s.queued / s.queueCapacity) : exact(s.queued)}</td>
      <td class={s?.droppedSpans ? "to-end warning-text" : "to-end"}>{count(s?.droppedSpans)}</td>
      <td class={s?.droppedContent ? "to-end warning-text" : "to-end"}>{count(s?.droppedContent)}</td>
      <td class={s?.exportFailures ? "to-end warning-text" : "to-end"}>{count(s?.exportFailures)}</td>
      <td class="to-end">{percent(s?.cpu)}</td>
      <td class="to-end">{s?.heapUsed === undefined ? UNKNOWN : `${bytes(s.heapUsed)} of ${bytes(s.heapMax)}`}</td>
      <td class="to-end">{count(s?.threads)}</td>
    </tr>
  );
}
