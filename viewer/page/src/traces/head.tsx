// SPDX-License-Identifier: Apache-2.0
import { api } from "../api/client";
import { count } from "../format/format";
import { useResource } from "../state/resource";
import { route, setParams } from "../state/route";
import { Icon } from "../ui/icons";
import { MenuButton } from "../ui/menu";
import { Tabs } from "../ui/tabs";
import { COLUMNS, columnsParam, type Column } from "./columns";
import { selection } from "./range";
import { RangeMenu } from "./rangemenu";

/** Views that are always there. */
const TABS: [id: string, label: string, filter: string][] = [
  ["all", "All traces", ""],
  ["failed", "Failed", "status:error"],
  ["errors", "With errors", "errors>0"],
  ["slow", "Slow", "duration>10s"],
  ["expensive", "Expensive", "cost>0.05"],
  ["loops", "Loops and retries", "finding:loop,retry"],
];

const FORMATS = ["jsonl", "json", "csv", "parquet", "otlp", "openai"];

export function TracesHead({ range, live, columns, exportAddress }: { range: string; live: boolean; columns: Column[]; exportAddress: (format: string) => string }) {
  const { q: _, ...bounds } = selection("", range);
  const counts = useResource("counts" + range, (s) => api.counts(TABS.map((t) => t[2]), bounds, s), range);
  const here = TABS.find((t) => t[2] === (route.value.params.q ?? ""))?.[0] ?? "";
  const shown = columns.map((c) => c.id);
  return (
    <header class="page-head">
      <h1>Traces</h1>
      <Tabs
        label="Views"
        selected={here || "all"}
        onSelect={(id) => setParams({ q: TABS.find((t) => t[0] === id)?.[2] ?? "" })}
        tabs={TABS.map(([id, label], i) => ({ id, label, ...(counts.data && !counts.stale ? { count: count(counts.data.counts[i]) } : {}) }))}
      />
      <button class="button end" aria-pressed={live} onClick={() => setParams({ live: live ? "off" : "" })}>
        <span class={live ? "dot live" : "dot"} /> Live
      </button>
      <RangeMenu range={range} />
      <MenuButton class="icon-only" label="Columns" button={<Icon name="columns" />}>
        {() =>
          COLUMNS.slice(2).map((c) => (
            <button
              key={c.id}
              role="menuitemcheckbox"
              aria-checked={shown.includes(c.id)}
              onClick={() => setParams({ columns: columnsParam(shown.includes(c.id) ? shown.filter((id) => id !== c.id) : [...shown, c.id]) })}
            >
              {c.label} {shown.includes(c.id) && <Icon name="check" class="end" />}
            </button>
          ))
        }
      </MenuButton>
      <MenuButton class="icon-only" label="Export what the filter matches" button={<Icon name="download" />}>
        {() => FORMATS.map((format) => <a key={format} class="item" href={exportAddress(format)} download>{format}</a>)}
      </MenuButton>
    </header>
  );
}
