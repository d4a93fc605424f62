// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { analysis } from "../api/analysis";
import { api } from "../api/client";
import type { Session } from "../api/figures-types";
import type { TraceRow } from "../api/types";
import { Loaded } from "../analysis/loaded";
import { cost, count, dateTime, duration, percent, plural } from "../format/format";
import { quote } from "../model/filter";
import { useResource } from "../state/resource";
import { tracesAddress } from "../state/route";
import { CostText } from "../traces/row";
import { Icon } from "../ui/icons";
import { TraceText } from "../ui/text";
import { copy } from "../ui/toast";
import { TurnView } from "./turn";

/** A session as one dialogue over all its runs. */
export function Dialogue({ group, stamp }: { group: string; stamp: number }) {
  const session = useResource(`session/${group}/${stamp}`, (s) => analysis.session(group, s));
  return <Loaded from={session}>{(data) => <Content session={data} group={group} />}</Loaded>;
}

function Content({ session, group }: { session: Session; group: string }) {
  const { traces } = session;
  let soFar = 0;
  const users = [...new Set(traces.flatMap((t) => t.user ?? []))];
  return (
    <>
      <div class="row session-head">
        <h2 class="ellipsis"><TraceText text={group} /></h2>
        {users.map((user) => <a key={user} class="pill" title="Traces of this user" href={tracesAddress(`user=${quote(user)}`)}><Icon name="user" /> <TraceText text={user} /></a>)}
        {traces[0] && <span class="second small-text grow" title="Start, UTC">{dateTime(traces[0].startMs)}</span>}
        <a class="button outlined" href={tracesAddress(`group=${quote(group)}`)}>Traces</a>
        <button class="button outlined" onClick={() => void copy(api.markdownOf(traces.map((t) => t.id)), "the conversation")}><Icon name="copy" /> Copy for LLM</button>
      </div>
      <Totals session={session} />
      <ol class="turns">
        {traces.map((trace, i) => {
          soFar += trace.cost?.total ?? 0;
          return <TurnView key={trace.id} trace={trace} number={i + 1} previous={traces[i - 1]} soFar={soFar} />;
        })}
      </ol>
      {session.more && <p class="second">Only the first {plural(traces.length, "run")} are shown. <a class="link" href={tracesAddress(`group=${quote(group)}`)}>All of them</a></p>}
    </>
  );
}

function Totals({ session: { traces, durationMs, tokens, cost: total, cacheHitRate } }: { session: Session }) {
  const [first] = traces;
  const last = traces.at(-1);
  const figures: [string, ComponentChildren][] = [
    ["Turns", count(traces.length)],
    ["Over", first && last ? duration(endOf(last) - first.startMs) : "–"],
    ["Waited in all", duration(durationMs?.total ?? traces.reduce((n, t) => n + t.durationMs, 0))],
    ["Tokens", tokens ? `${count(tokens.input)} → ${count(tokens.output)}` : "–"],
    ["Cost", <CostText cost={total} text={cost} />],
    ["Input from cache", percent(cacheHitRate)],
  ];
  return (
    <dl class="totals session-totals">
      {figures.map(([label, value]) => <div key={label}><dt class="label">{label}</dt><dd>{value}</dd></div>)}
    </dl>
  );
}

function endOf(trace: TraceRow): number {
  return trace.endMs ?? trace.startMs + trace.durationMs;
}
