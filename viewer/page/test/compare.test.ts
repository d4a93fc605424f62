// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { duration } from "../src/format/format";
import { arrowed, baseOf, change, judged, signed } from "../src/model/change";
import { conditionText, limitFromForm, limitToForm, metricName, parseCondition, valueText, writeCondition } from "../src/model/condition";
import { chosenPeriods, forInput, fromInput, periodsOf, PRESETS } from "../src/model/periods";

const plain = (text: string) => text.replaceAll("\u00a0", " ");
const NOW = Date.UTC(2026, 10, 30, 12, 30, 20);

test.each([
  [100, 200, "up", "worse"],
  [100, 50, "up", "better"],
  [0.9, 0.5, "down", "worse"],
  [100, 100.5, "up", "same"],
  [100, 200, undefined, "other"],
  [undefined, 3, "up", "other"],
] as const)("from%s_to%s_is%s", (first, second, worse, direction) => expect(change(first, second, worse).direction).toBe(direction));

test("changeFromNothing_hasNoShare", () => expect(change(0, 3, "up")).toEqual({ difference: 3, share: null, direction: "worse" }));

test("difference_hasItsSign", () => expect([1280, -4370, 0, null].map((d) => plain(signed(d, duration)))).toEqual(["+1.28 s", "−4.37 s", "=", ""]));

test("difference_isJudgedOnlyAgainstABaseline", () => {
  const slower = change(100, 200, "up");

  expect([judged(slower, null, true), judged(slower, "a", true), judged(slower, "b", true), judged(slower, "b", false)].map((c) => c.direction)).toEqual(["other", "worse", "better", "other"]);
  expect(["a", "b", "c", undefined].map(baseOf)).toEqual(["a", "b", null, null]);
  expect([1280, -4370, 0, null].map((d) => plain(arrowed(d, duration)))).toEqual(["↑ +1.28 s", "↓ −4.37 s", "=", ""]);
});

test("periods_areOfOneLength_andEndOnAMinute", () => {
  const [first, second] = periodsOf(PRESETS.find((p) => p.id === "24h-week")!, NOW);

  expect(second[1] - second[0]).toBe(86_400_000);
  expect(second[0] - first[0]).toBe(7 * 86_400_000);
  expect(second[1] % 60_000).toBe(0);
});

test("periodsOfTheAddress_winOverThePreset", () => {
  const own = chosenPeriods("1796000000000-1796003600000", "1796003600000-1796007200000", PRESETS[0]!, NOW);

  expect(own).toEqual([[1796000000000, 1796003600000], [1796003600000, 1796007200000]]);
  expect(chosenPeriods("nonsense", undefined, PRESETS[0]!, NOW)).toEqual(periodsOf(PRESETS[0]!, NOW));
});

test("timeOfAForm_isUtc", () => {
  expect(forInput(NOW)).toBe("2026-11-30T12:30");
  expect(fromInput("2026-11-30T12:30")).toBe(NOW - 20_000);
  expect(fromInput("")).toBeNull();
});

test.each([
  ["error_rate>0.1", "share", "Error rate above 10 %"],
  ["error_rate>2%", "share", "Error rate above 2 %"],
  ["p95_duration>=30s", "seconds", "Duration p95 at least 30.0 s"],
  ["cost<$1.5", "dollars", "Cost below $1.50"],
  ["volume_change<0.5", "ratio", "Volume change below 0.5×"],
  ["who knows", undefined, "who knows"],
] as const)("condition_%s", (condition, unit, text) => expect(plain(conditionText(condition, unit))).toBe(text));

test("condition_survivesTheForm", () => {
  const condition = parseCondition("error_rate>0.07")!;
  const limit = limitFromForm("share", limitToForm("share", condition.limit))!;

  expect(limitToForm("share", condition.limit)).toBe("7");
  expect(writeCondition({ ...condition, limit })).toBe("error_rate>0.07");
  expect([limitFromForm("count", ""), limitFromForm("count", "x")]).toEqual([null, null]);
});

test("metric_isNamedInWords", () => expect(["p99_duration", "tool_error_rate", "max_duration"].map(metricName)).toEqual(["Duration p99", "Tool error rate", "Duration max"]));

test("valueThatIsNotThere_isADash", () => expect(valueText("share", undefined)).toBe("–"));
