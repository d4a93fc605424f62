// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { ago, bytes, cost, costInList, count, duration, offset, percent, tick } from "../src/format/format";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

test.each([
  [0.000_4, "1 µs"],
  [0.821, "821 µs"],
  [8, "8 ms"],
  [7.84, "8 ms"],
  [999.4, "999 ms"],
  [1100, "1.10 s"],
  [9994, "9.99 s"],
  [18_230, "18.2 s"],
  [59_960, "1 m 00 s"],
  [124_000, "2 m 04 s"],
  [3_725_000, "1 h 02 m"],
  [null, "–"],
])("duration_%s", (ms, text) => expect(plain(duration(ms))).toBe(text));

test.each([
  [1771, "1,771"],
  [12_400, "12.4k"],
  [329_000, "329k"],
  [5_660_000, "5.66M"],
])("count_%s", (n, text) => expect(count(n)).toBe(text));

test("cost_showsThreeDigitsThatMeanSomething", () => {
  expect([0.000345, 0.0000792, 0.012, 1.82, 0, 12_345].map(cost)).toEqual(["$0.000345", "$0.0000792", "$0.0120", "$1.82", "$0", "$12,345"]);
});

test("costInList_hasFourDecimals", () => expect(costInList(0.000345)).toBe("$0.0003"));

test("percent_saysLessThanOne", () => expect([0.004, 0.34, 0].map(percent).map(plain)).toEqual(["<1 %", "34 %", "0 %"]));

test("bytes_roundToThreeDigits", () => expect([55, 1200, 412_000_000].map(bytes).map(plain)).toEqual(["55 B", "1.2 KB", "412 MB"]));

test("offset_ofTheStartIsZero", () => expect([0, 9690].map(offset).map(plain)).toEqual(["0", "+9.69 s"]));

test("ago_takesTheLargestUnit", () => {
  expect([12_000, 150_000, 7_300_000, 200_000_000].map((ms) => plain(ago(0, ms)))).toEqual(["12 s", "2 min", "2 h", "2 d"]);
});

test("tick_hasNoNeedlessDigits", () => expect([0, 250, 1500, 5000, 150_000].map(tick).map(plain)).toEqual(["0", "250 ms", "1.5 s", "5 s", "2 m 30 s"]));
