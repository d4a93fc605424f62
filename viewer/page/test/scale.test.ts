// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { around, pan, position, ticks, zoom } from "../src/model/scale";

test("ticks_areRoundTimes", () => {
  expect(ticks({ fromMs: 0, toMs: 18_205 }, 4)).toEqual([0, 5000, 10_000, 15_000]);
  expect(ticks({ fromMs: 0, toMs: 0 }, 4)).toEqual([]);
});

test("zoom_keepsTheTimeUnderThePointer", () => {
  const before = { fromMs: 0, toMs: 1000 };
  const after = zoom(before, 0.5, 300, 1000);

  expect(position(300, after)).toBeCloseTo(position(300, before));
});

test("zoomAndPan_stayInsideTheTrace", () => {
  expect(zoom({ fromMs: 0, toMs: 1000 }, 2, 300, 1000)).toEqual({ fromMs: 0, toMs: 1000 });
  expect(pan({ fromMs: 500, toMs: 1000 }, 0.5, 1000)).toEqual({ fromMs: 500, toMs: 1000 });
});

test("around_leavesRoomOnBothSides", () => {
  const view = around(400, 500, 1000);
  expect(view.fromMs).toBeLessThan(400);
  expect(view.toMs).toBeGreaterThan(500);
});
