// SPDX-License-Identifier: Apache-2.0
import type { IconName } from "../ui/icons";

export interface Place {
  page: string;
  label: string;
  /** For the bar of small screens. */
  short?: string;
  icon: IconName;
  key: string;
}

/** The pages, in the order of the side bar. */
export const PLACES: Place[] = [
  { page: "traces", label: "Traces", icon: "traces", key: "g t" },
  { page: "sessions", label: "Sessions", icon: "sessions", key: "g s" },
  { page: "dashboards", label: "Dashboards", short: "Charts", icon: "dashboards", key: "g d" },
  { page: "agents", label: "Agents", icon: "agent", key: "g a" },
  { page: "tools", label: "Tools", icon: "tools", key: "g o" },
  { page: "errors", label: "Errors", icon: "errors", key: "g e" },
  { page: "compare", label: "Compare", icon: "compare", key: "g v" },
];

/** Those at the foot of the side bar. */
export const FOOT_PLACES: Place[] = [
  { page: "alerts", label: "Alerts", icon: "bell", key: "g l" },
  { page: "health", label: "Settings and health", icon: "health", key: "g h" },
];

export const ALL_PLACES = [...PLACES, ...FOOT_PLACES];

/** Those that a small screen has room for; the others are behind "More". */
export const SMALL_PLACES = PLACES.filter((p) => ["traces", "sessions", "dashboards", "errors"].includes(p.page));
