// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { areaPaths, highest, linePath } from "../src/charts/paths";
import { timeTicks } from "../src/charts/ticks";
import { axis, intervals, stacked, valuesOf, widthName } from "../src/model/series";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = Date.UTC(2026, 10, 29, 12);

test.each([
  [HOUR, 60_000],
  [DAY, 900_000],
  [7 * DAY, 2 * HOUR],
  [2000 * DAY, 14 * DAY],
])("intervals_of%sMs_areRound", (length, everyMs) => {
  const at = intervals(NOON, NOON + length, 96);

  expect(at.everyMs).toBe(everyMs);
  expect(at.startMs % everyMs).toBe(0);
  expect(at.startMs + at.count * everyMs).toBeGreaterThanOrEqual(NOON + length);
});

test("intervalWithoutAPoint_hasWhatMissingMeans", () => {
  const at = { startMs: 0, everyMs: 10, count: 4 };
  const series = [{ ms: 10, calls: 2 }, { ms: 30, calls: 5 }, { ms: 40, calls: 9 }];

  expect(valuesOf(series, at, (p) => p.calls, 0)).toEqual([0, 2, 0, 5]);
  expect(valuesOf(series, at, (p) => p.calls, null)).toEqual([null, 2, null, 5]);
});

test("areas_standOnEachOther", () => {
  expect(stacked([[1, 2], [3, null]])).toEqual([[[0, 1], [0, 2]], [[1, 4], [2, 2]]]);
  expect(highest([[1, 2], [3, null]], true)).toBe(4);
  expect(highest([[1, 2], [3, null]], false)).toBe(3);
  expect(areaPaths([[1], [1]], 2)).toEqual(["M0 50L1 50L1 100L0 100Z", "M0 0L1 0L1 50L0 50Z"]);
});

test("line_breaksWhereAValueIsMissing", () => {
  expect(linePath([0, 1, null, 1, null], 1)).toBe("M0.5 100L1.5 0M3.2 0H3.8");
});

test.each([
  [0, false, [0, 1]],
  [32, false, [0, 20, 40]],
  [0.55, false, [0, 0.2, 0.4, 0.6]],
  [2, true, [0, 1, 2]],
  [7, true, [0, 5, 10]],
])("axis_to%s_isRound", (max, whole, expected) => expect(axis(max, whole)).toEqual(expected));

test("timeTicks_areRound", () => {
  const ticks = timeTicks({ startMs: NOON + 240_000, everyMs: 900_000, count: 96 });

  expect(ticks.map((t) => t.text)).toEqual(["18:00", "00:00", "06:00", "12:00"]);
  expect(timeTicks({ startMs: NOON, everyMs: DAY, count: 14 }).at(0)?.text).toMatch(/^\d\d-\d\d$/);
});

test.each([[60_000, "minute"], [900_000, "15 minutes"], [HOUR, "hour"], [2 * DAY, "2 days"]])("widthName_of%s", (ms, name) =>
  expect(widthName(ms).replaceAll("\u00a0", " ")).toBe(name));
