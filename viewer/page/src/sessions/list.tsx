// SPDX-License-Identifier: Apache-2.0
import type { SessionRow } from "../api/figures-types";
import { ago, cost, dateTime, exact, plural } from "../format/format";
import { CostText } from "../traces/row";
import { useNow } from "../ui/hooks";
import { TraceText } from "../ui/text";

/** Sessions, newest first: who, how it began, turns and cost. */
export function SessionList({ rows, picked, more, onPick, onMore }: { rows: SessionRow[]; picked: string | undefined; more: boolean; onPick: (group: string) => void; onMore: () => void }) {
  const now = useNow(10_000);
  return (
    <>
      <ul class="session-list" aria-label="Sessions">
        {rows.map((s) => (
          <li key={s.group}>
            <button class={s.group === picked ? "picked" : ""} aria-current={s.group === picked ? "true" : undefined} onClick={() => onPick(s.group)}>
              <span class="row">
                <b class="ellipsis"><TraceText text={s.group} /></b>
                <span class="third ellipsis grow"><TraceText text={(s.agents ?? []).join(", ")} /></span>
                <span class="third small-text" title={dateTime(s.lastMs) + " UTC"}>{ago(s.lastMs, now)}</span>
              </span>
              <span class="ellipsis second">{s.input ? <TraceText text={s.input} /> : "No input captured"}</span>
              <span class="row small-text third">
                <span>{plural(s.traces ?? 0, "turn")}</span>
                <span><CostText cost={s.cost} text={cost} /></span>
                {s.errors ? <span class="error-text">{exact(s.errors)} failed</span> : null}
                {s.running ? <span class="accent-text">{exact(s.running)} running</span> : null}
                {s.users?.[0] && <span class="ellipsis end"><TraceText text={s.users[0]} /></span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {more && <button class="button outlined more-button" onClick={onMore}>Show older sessions</button>}
    </>
  );
}
