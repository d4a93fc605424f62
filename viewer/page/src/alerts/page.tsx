// SPDX-License-Identifier: Apache-2.0
import { analysis } from "../api/analysis";
import type { AlertRule, Alerts, AlertUnit } from "../api/alert-types";
import { Loaded } from "../analysis/loaded";
import { plural } from "../format/format";
import { useResource } from "../state/resource";
import { route, setParams } from "../state/route";
import { Icon } from "../ui/icons";
import { useNow } from "../ui/hooks";
import { Empty } from "../ui/states";
import { toast } from "../ui/toast";
import { RuleForm } from "./form";
import { History } from "./history";
import { RuleCard } from "./rule";

const REFRESH_MS = 5000;

/** Rules that watch the traces: their state, what they did, and a form for them. */
export function AlertsPage() {
  const now = useNow(REFRESH_MS);
  const alerts = useResource("alerts" + Math.floor(now / REFRESH_MS), (s) => analysis.alerts(s));
  const { edit } = route.value.params;
  const firing = alerts.data?.states.filter((s) => s.state === "firing").length ?? 0;
  const close = () => setParams({ edit: "", metric: "", filter: "" });
  const editing = edit && alerts.data ? ruleFor(edit, alerts.data) : null;

  const change = async (what: Promise<unknown>, done: string) => {
    try {
      await what;
      toast(done);
      alerts.reload();
      return true;
    } catch (failure) {
      toast((failure as Error).message);
      return false;
    }
  };
  return (
    <>
      <header class="page-head">
        <h1>Alerts</h1>
        <span class="small-text third">{alerts.data && `${plural(alerts.data.rules.length, "rule")}, ${firing} firing`}</span>
        <span class="end" />
        <button class="button outlined" onClick={() => setParams({ edit: "new" })}><Icon name="plus" /> New alert</button>
      </header>
      <div class="page-body scroll" tabIndex={-1}>
        <Loaded from={alerts}>
          {(data) => data.rules.length === 0 ? (
            <Empty icon="bell" title="No alert yet">
              <p>A rule watches a figure over a window, on this page, in the log and by webhook.</p>
              <button class="button outlined" onClick={() => setParams({ edit: "new" })}>New alert</button>
            </Empty>
          ) : (
            <>
              <ul class="alert-rules" aria-label="Rules">
                {data.rules.map((rule) => (
                  <RuleCard
                    key={rule.name}
                    rule={rule}
                    status={data.states.find((s) => s.rule === rule.name)}
                    unit={unitOf(data, rule)}
                    now={now}
                    onEdit={() => setParams({ edit: rule.name })}
                    onToggle={() => void change(analysis.saveAlert({ ...rule, enabled: !rule.enabled }), rule.enabled ? "Switched off" : "Switched on")}
                    onDelete={() => void change(analysis.deleteAlert(rule.name), "Deleted")}
                    onTest={() => void test(rule.name)}
                  />
                ))}
              </ul>
              <History events={data.history} unitOf={(name) => unitOf(data, data.rules.find((r) => r.name === name))} now={now} />
            </>
          )}
        </Loaded>
      </div>
      {editing && alerts.data && (
        <RuleForm
          key={edit}
          rule={editing}
          metrics={alerts.data.metrics}
          isNew={edit === "new"}
          onClose={close}
          onSave={async (rule) => {
            if (await change(analysis.saveAlert(rule), "Saved")) close();
          }}
        />
      )}
    </>
  );
}

async function test(name: string): Promise<void> {
  try {
    const { ok, error } = await analysis.testAlert(name);
    toast(ok ? "The receiver took the test message" : `The test message failed: ${error ?? "no reason given"}`);
  } catch (failure) {
    toast(`The test message failed: ${(failure as Error).message}`);
  }
}

function unitOf({ metrics }: Alerts, rule: AlertRule | undefined): AlertUnit | undefined {
  return metrics.find((m) => m.name === rule?.metric)?.unit;
}

/** The rule to edit; a new one begins with what the address says. */
function ruleFor(edit: string, alerts: Alerts): AlertRule | null {
  if (edit !== "new") return alerts.rules.find((r) => r.name === edit) ?? null;
  const { metric = "error_rate", filter = "" } = route.value.params;
  return { name: "", condition: "", metric, over: "15m", filter, enabled: true };
}
