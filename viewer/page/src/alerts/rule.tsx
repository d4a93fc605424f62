// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import type { AlertRule, AlertState, AlertStatus, AlertUnit } from "../api/alert-types";
import { ago, clock, dateTime, plural } from "../format/format";
import { conditionText, valueText } from "../model/condition";
import { tracesAddress } from "../state/route";
import { TraceText } from "../ui/text";

const STATES: Record<AlertState, [label: string, tone: string]> = {
  ok: ["quiet", ""],
  firing: ["firing", "error"],
  no_data: ["no data", ""],
  disabled: ["off", ""],
};

/** A rule, its state and what became of its webhook. */
export function RuleCard({ rule, status, unit, now, onEdit, onToggle, onDelete, onTest }: {
  rule: AlertRule;
  status: AlertStatus | undefined;
  unit: AlertUnit | undefined;
  now: number;
  onEdit: () => void;
  onToggle: () => void;
  onDelete: () => void;
  onTest: () => void;
}) {
  const [asked, setAsked] = useState(false);
  const [label, tone] = STATES[rule.enabled ? (status?.state ?? "no_data") : "disabled"];
  return (
    <li class="card alert-rule">
      <div class="row">
        <span class={`pill ${tone}`}>{label}</span>
        <h2 class="ellipsis"><TraceText text={rule.name} /></h2>
        {status?.value !== undefined && <span class={`strong end ${tone === "error" ? "error-text" : ""}`}>{valueText(unit, status.value)}</span>}
      </div>
      <p class="second">
        {conditionText(rule.condition, unit)} over {rule.over}
        {(rule.minTraces ?? 0) > 1 ? `, at least ${plural(rule.minTraces!, "trace")}` : ""}
        {rule.filter && <> where <a class="link mono" href={tracesAddress(rule.filter)}><TraceText text={rule.filter} /></a></>}
      </p>
      {status?.text && status.state === "firing" && <p class="small-text"><TraceText text={status.text} /></p>}
      <p class="small-text third">
        {status?.sinceMs !== undefined && <>since {clock(status.sinceMs).slice(0, 5)} ({ago(status.sinceMs, now)}). </>}
        {status?.lastFiredMs !== undefined ? <>Last fired {dateTime(status.lastFiredMs).slice(0, 16)}.</> : "Never fired."}
      </p>
      {rule.webhook && <Delivery rule={rule} status={status} now={now} />}
      <div class="row">
        <button class="button outlined" onClick={onEdit}>Edit</button>
        {rule.webhook && <button class="button outlined" onClick={onTest}>Test</button>}
        <button class="button" onClick={onToggle}>{rule.enabled ? "Switch off" : "Switch on"}</button>
        {asked ? (
          <>
            <button class="button outlined error-text" onClick={onDelete}>Delete for good</button>
            <button class="button" onClick={() => setAsked(false)}>Keep</button>
          </>
        ) : <button class="button" onClick={() => setAsked(true)}>Delete</button>}
      </div>
    </li>
  );
}

function Delivery({ rule, status, now }: { rule: AlertRule; status: AlertStatus | undefined; now: number }) {
  const delivery = status?.delivery;
  return (
    <p class="small-text third delivery">
      Webhook <span class="mono"><TraceText text={rule.webhook!} /></span>
      {!delivery && status?.lastFiredMs !== undefined && ": told."}
      {delivery && (
        <span class="warning-text">
          : {plural(delivery.waiting, "message")} waiting, {plural(delivery.attempts, "attempt")} so far{delivery.lastError && <>, <TraceText text={delivery.lastError} /></>}
          {delivery.nextAttemptMs !== undefined && delivery.nextAttemptMs > now && `, next at ${clock(delivery.nextAttemptMs)}`}.
        </span>
      )}
    </p>
  );
}
