// SPDX-License-Identifier: Apache-2.0
import { api } from "../api/client";
import { route, setParams } from "../state/route";
import { Icon } from "../ui/icons";
import { Empty } from "../ui/states";
import { Tabs } from "../ui/tabs";
import { copy } from "../ui/toast";
import { PeriodsTab } from "./periods";
import { TracesTab } from "./traces";

const TABS = [
  { id: "traces", label: "Traces" },
  { id: "periods", label: "Periods" },
];

/** What differs between two runs, or between two times. */
export function ComparePage() {
  const { a = "", b = "", first = "", tab = first ? "periods" : "traces", all = "", base = "" } = route.value.params;
  const both = a !== "" && b !== "";
  return (
    <>
      <header class="page-head">
        <h1>Compare</h1>
        <span class="compare-tabs"><Tabs label="What to compare" tabs={TABS} selected={tab} onSelect={(id) => setParams({ tab: id })} /></span>
        <span class="end" />
        {tab === "traces" && both && (
          <>
            <button class="button" onClick={() => setParams({ a: b, b: a, base: base === "a" ? "b" : base === "b" ? "a" : "" })}><Icon name="compare" /> Swap</button>
            <label class="check small-text second wide-cell">
              <input type="checkbox" checked={!all} onChange={(e) => setParams({ all: e.currentTarget.checked ? "" : "1" })} /> Differences only
            </label>
            <button class="button outlined wide-cell" onClick={() => void copy(api.markdownOf([a, b]), "both traces")}><Icon name="copy" /> Copy for LLM</button>
          </>
        )}
      </header>
      {tab === "periods" ? <PeriodsTab /> : both ? <TracesTab key={a + b} a={a} b={b} all={all !== ""} /> : (
        <Empty icon="compare" title="No traces selected">
          <p>Select two in the list with <kbd>x</kbd>, then press <kbd>v</kbd>; or enter their ids.</p>
          <Ids a={a} b={b} />
          <a class="button outlined" href="#/traces">To the traces</a>
        </Empty>
      )}
    </>
  );
}

function Ids({ a, b }: { a: string; b: string }) {
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget as HTMLFormElement);
    const id = (name: string) => String(form.get(name) ?? "").trim().toLowerCase();
    if (id("a") && id("b")) setParams({ a: id("a"), b: id("b"), tab: "traces" });
  };
  return (
    <form class="compare-ids" onSubmit={submit}>
      <input class="mono" name="a" aria-label="Id of trace A" placeholder="id of A" defaultValue={a} required pattern="[0-9a-fA-F]{6,32}" />
      <input class="mono" name="b" aria-label="Id of trace B" placeholder="id of B" defaultValue={b} required pattern="[0-9a-fA-F]{6,32}" />
      <button class="button outlined" type="submit">Compare</button>
    </form>
  );
}
