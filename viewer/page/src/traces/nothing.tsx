// SPDX-License-Identifier: Apache-2.0
import { terms, write } from "../model/filter";
import { setParams } from "../state/route";
import { Empty } from "../ui/states";

/** Says what will appear, or how to find more, where no trace fits filter and time. */
export function NothingThere({ q, range }: { q: string; range: string }) {
  if (!q && !range) {
    return (
      <Empty icon="traces" title="Waiting for the first trace">
        <p>Start an application with Clew attached; it appears here as it runs.</p>
        <code>java -javaagent:clew-agent.jar -jar your-app.jar</code>
      </Empty>
    );
  }
  const all = terms(q);
  return (
    <Empty icon="filter" title="No trace matches">
      <p>{q ? "Nothing in this time fits all of the filters." : "Nothing started in this time."}</p>
      <div class="row">
        {all.length > 0 && <button class="button outlined" onClick={() => setParams({ q: write(all.slice(0, -1)) })}>Remove the last filter</button>}
        {range !== "" && <button class="button outlined" onClick={() => setParams({ range: "" })}>Search all time</button>}
      </div>
    </Empty>
  );
}
