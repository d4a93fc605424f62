// SPDX-License-Identifier: Apache-2.0
import { analysis } from "../api/analysis";
import { clock } from "../format/format";
import { useResource } from "../state/resource";
import { Icon } from "../ui/icons";
import { TraceText } from "../ui/text";

/** Alerts that fire now, where the charts show why. */
export function FiringBanner({ turn }: { turn: string }) {
  const alerts = useResource("alerts" + turn, (s) => analysis.alerts(s));
  const firing = alerts.data?.states.filter((s) => s.state === "firing") ?? [];
  if (!firing.length) return null;
  const [first] = firing;
  return (
    <div class="banner warning" role="status">
      <Icon name="bell" />
      <span class="ellipsis"><b><TraceText text={first!.text ?? first!.rule} /></b>{first!.sinceMs !== undefined && `, since ${clock(first!.sinceMs).slice(0, 5)}`}</span>
      <a class="link end" href="#/alerts">{firing.length > 1 ? `${firing.length} alerts` : "Alerts"}</a>
      <a class="link" href="#/errors">Errors</a>
    </div>
  );
}
