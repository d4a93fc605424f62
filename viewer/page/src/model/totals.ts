// SPDX-License-Identifier: Apache-2.0
import { exact, plural } from "../format/format";
import { terms } from "./filter";

/** Whether a filter asks for errors: "failed" and "has an error" are then easily confused. */
export function filtersByError(q: string): boolean {
  return terms(q).some((t) => !t.negated && ["error", "fingerprint", "ended", "errors"].includes(t.field ?? ""));
}

/** Whether a filter selects by how runs went: among those nothing says whether more of them fail than before. */
export function selectsByOutcome(q: string): boolean {
  return terms(q).some((t) => ["status", "error", "fingerprint", "ended", "errors"].includes(t.field ?? ""));
}

/** "7 runs failed; 1,559 have errors". */
export function failuresText(failed: number, withErrors: number | undefined): string {
  return `${plural(failed, "run")} failed${withErrors === undefined ? "" : `; ${exact(withErrors)} ${withErrors === 1 ? "has" : "have"} errors`}`;
}
