// SPDX-License-Identifier: Apache-2.0
import type { Cost } from "../api/types";
import { cost as dollars, percent, UNKNOWN } from "../format/format";

/** What the cache saved; without a figure, why it is not known. */
export interface Savings {
  usd?: number;
  /** Of the price without the cache. */
  share?: number;
  why?: string;
}

/** Nothing saved is 0; not known is only what has no price or no tokens. */
export function savings(cost: Cost | undefined, tokens?: { input?: number; output?: number } | undefined): Savings {
  if (!cost) return { why: "Unknown: no call has tokens and a price" };
  if (cost.total === 0 && cost.unpriced) return { why: "Unknown: no price is known for these calls" };
  if (cost.total === 0 && tokens && !tokens.input && !tokens.output) return { why: "Unknown: no call reported tokens" };
  const usd = cost.cacheSavings ?? 0;
  const full = cost.total + usd;
  return { usd, share: full > 0 ? usd / full : 0 };
}

/** "$12.40", "$0.00" where nothing was saved, "–" where nobody knows. */
export function savedText(usd: number | null | undefined): string {
  return usd == null ? UNKNOWN : usd === 0 ? "$0.00" : dollars(usd);
}

/** "(12 %)"; empty where it is not known. */
export function savedShare({ share }: Savings): string | undefined {
  return share === undefined ? undefined : `(${percent(share)})`;
}
