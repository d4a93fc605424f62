// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import type { ErrorGroup, FiguresAt } from "../src/api/figures-types";
import { timePlace, timeSpan } from "../src/charts/ticks";
import { askedErrors, isAsked } from "../src/model/asked";
import { finer, parseStep, stepOf, steps, stepText, writeStep } from "../src/model/step";
import { assign, type Tone } from "../src/model/tones";
import { failuresText, filtersByError } from "../src/model/totals";

const plain = (text: string | undefined) => text?.replaceAll("\u00a0", " ");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 10, 27);

test("interval_isToldWithDateStartAndEnd", () => {
  expect(timeSpan({ startMs: START, everyMs: 6 * HOUR, count: 8 }, 3)).toBe("11-27 18:00–24:00");
  expect(timeSpan({ startMs: START, everyMs: 6 * HOUR, count: 8 }, 3, 4)).toBe("11-27 18:00 – 11-28 06:00");
  expect(timeSpan({ startMs: START, everyMs: 60_000, count: 60 }, 5)).toBe("11-27 00:05–00:06");
  expect(timeSpan({ startMs: START, everyMs: DAY, count: 8 }, 1)).toBe("11-28");
  expect(timeSpan({ startMs: START, everyMs: 2 * DAY, count: 8 }, 0)).toBe("11-27 – 11-28");
});

test("lastTime_standsBelowItsPlace", () => expect([0, 0.5, 0.99].map(timePlace)).toEqual(["at-start", "at-middle", "at-middle"]));

/** Of each interval: calls, failures, p95 in ms. */
function course(everyMs: number, points: [number, number, number][]): FiguresAt[] {
  return points.map(([calls, errors, p95], i) => ({ ms: START + i * everyMs, calls, errors, durationMs: { p95 } }));
}

/** Not quite the same each time. */
const noise = (i: number) => 1 + ((i * 7) % 11) / 100;

test("stepOfDurationAndFailures_isFound_withItsTime", () => {
  const series = course(6 * HOUR, Array.from({ length: 20 }, (_, i) => [700, i < 12 ? 0 : 45 + (i % 5), (i < 12 ? 2300 : 7500) * noise(i)]));
  const even = course(6 * HOUR, Array.from({ length: 20 }, (_, i) => [700, i % 3, 2300 * noise(i)]));

  const found = steps([{ value: "gpt-4.1", series: even }, { value: "claude-sonnet-4-5", series }]);

  expect(found.map((s) => s.value)).toEqual(["claude-sonnet-4-5"]);
  const step = found[0]!;
  expect(plain(stepText(step))).toMatch(/^got worse about 11-30 00:00: p95 2\.\d\d s → 7\.\d\d s, failures 0 % → 7 %$/);
  const minutes = course(15 * 60_000, Array.from({ length: 96 }, (_, i) => [30, i < 40 ? 0 : 2, (i < 40 ? 2300 : 7500) * noise(i)]));
  expect(finer(step, minutes).ms).toBe(START + 40 * 15 * 60_000);
});

test.each<[string, [number, number, number][]]>([
  ["an even course", Array.from({ length: 20 }, (_, i) => [700, i % 3, 2300 * noise(i)])],
  ["wide scatter", Array.from({ length: 20 }, (_, i) => [700, 0, i % 2 ? 900 : 7000])],
  ["an incident that is over", Array.from({ length: 20 }, (_, i) => [700, i === 9 ? 100 : 0, i === 9 ? 9000 : 2300 * noise(i)])],
  ["few calls", Array.from({ length: 10 }, (_, i) => [4, i < 5 ? 0 : 4, i < 5 ? 100 : 900])],
  ["a failure or two", Array.from({ length: 10 }, (_, i) => [20, i === 8 ? 2 : 0, 900])],
  ["less than twice as much", Array.from({ length: 20 }, (_, i) => [700, i < 10 ? 40 : 60, (i < 10 ? 2300 : 3900) * noise(i)])],
  ["what got better", Array.from({ length: 20 }, (_, i) => [700, i < 10 ? 60 : 0, i < 10 ? 7500 : 2300])],
  ["nothing", []],
])("%s_isNoStep", (_, points) => expect(stepOf("m", course(6 * HOUR, points))).toBeNull());

test("colour_staysWithItsName_whateverStandsBesideIt", () => {
  const kept = new Map<string, Tone>();
  const [first, second] = assign(["a", "b"], kept);

  expect(assign(["c", "b", "a"], kept).slice(1)).toEqual([second, first]);
  expect(assign(["b"], kept)).toEqual([second]);
  const names = ["d", "e", "f", "g", "a"];
  const five = assign(names, kept);
  expect(new Set(five).size).toBe(5);
  expect(five.at(-1)).toBe(first);
});

test("groups_areThoseThatTheFilterAsksFor", () => {
  const group = (id: string, type: string, message: string): ErrorGroup => ({ id, type, message });
  const card = group("81fd8c8c", "IllegalStateException", "card of customer … expired");
  const limit = group("a60435aa", "RateLimitException", "rate limit");
  const shown = (q: string) => [card, limit].filter((g) => isAsked(g, askedErrors(q))).map((g) => g.id);

  expect(shown("error=java.lang.IllegalStateException model:gpt-4.1")).toEqual(["81fd8c8c"]);
  expect(shown('error:"RATE limit",nothing')).toEqual(["a60435aa"]);
  expect(shown("fingerprint:81fd8c8c")).toEqual(["81fd8c8c"]);
  expect(askedErrors("-error:x error:* status:error")).toEqual([]);
});

test("failedRuns_andRunsWithErrors_areToldApart_whereTheFilterAsksForErrors", () => {
  expect(filtersByError("error=x.Y")).toBe(true);
  expect(filtersByError("-error=x.Y status:error")).toBe(false);
  expect(plain(failuresText(7, 1559))).toBe("7 runs failed; 1,559 have errors");
  expect(plain(failuresText(1, 1))).toBe("1 run failed; 1 has errors");
});

test("step_survivesTheAddress", () => {
  const step = { value: "gpt~4", ms: 1_795_000_000_000, p95Ms: [2270.5, 7630] as [number, number], failures: [0, 0.07] as [number, number], weight: 0 };

  expect(parseStep(writeStep(step))).toEqual(step);
  expect(parseStep("12~~~~~x")).toBeNull();
  expect([undefined, "", "a~1~2~~~x", "12~1"].map(parseStep)).toEqual([null, null, null, null]);
});
