// SPDX-License-Identifier: Apache-2.0
import { exact, plural } from "../format/format";
import { AnalysisHead } from "../analysis/head";
import { Current } from "../analysis/loaded";
import { filterProblem, useSelection } from "../analysis/selection";
import { route, setParams } from "../state/route";
import { usePicked } from "../ui/picked";
import { Split } from "../ui/split";
import { Empty, Failure, Skeleton } from "../ui/states";
import { Dialogue } from "./dialogue";
import { SessionList } from "./list";
import { useSessions } from "./state";

/** Conversations, and what their users lived through. */
export function SessionsPage() {
  const selected = useSelection();
  const list = useSessions(selected);
  const rows = list.rows ?? [];
  const picked = usePicked("group", route.value.params.group, rows.map((s) => s.group));
  return (
    <>
      <AnalysisHead
        title="Sessions"
        selected={selected}
        error={list.error}
        stale={list.stale}
        note={list.rows && (list.more ? `1–${exact(rows.length)} of many, the newest first` : plural(rows.length, "session"))}
      />
      {list.error && !filterProblem(list.error) && <Failure error={list.error} retry={list.reload} />}
      {!list.rows && list.slow && <Skeleton />}
      {list.rows?.length === 0 && !list.stale && (
        <Empty icon="sessions" title="No session in this time">
          <p>Traces with the same group id, such as the id of a chat memory or a conversation, appear here as one dialogue.</p>
        </Empty>
      )}
      {rows.length > 0 && (
        <Current stale={list.stale}>
          <Split
            class="sessions"
            label="Selected session"
            onClose={() => setParams({ group: "" })}
            list={<SessionList rows={rows} picked={picked} more={list.more} onPick={(group) => setParams({ group })} onMore={list.loadMore} />}
            detail={picked !== undefined && <Dialogue key={picked} group={picked} stamp={rows.find((r) => r.group === picked)?.lastMs ?? 0} />}
          />
        </Current>
      )}
    </>
  );
}
