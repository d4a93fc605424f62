// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import type { Jvm } from "../src/api/types";
import { verdict } from "../src/model/jvm";
import { lossSentence, lossText } from "../src/model/losses";
import { savedShare, savedText, savings } from "../src/model/savings";
import { stackPieces } from "../src/model/stack";

const plain = (text: string | undefined) => text?.replaceAll("\u00a0", " ");
const NOON = Date.UTC(2026, 10, 30, 12, 0, 0);

test.each<[Partial<Jvm>, string | undefined]>([
  [{ writing: true }, undefined],
  [{ alive: true }, "idle for 2 h"],
  [{}, "ended cleanly 2 h ago"],
  [{ leftOpen: 3 }, "killed: last heartbeat 2026-11-30 12:00:00 UTC, 3 spans open"],
  [{ sample: { timeMs: NOON, queued: 12 } }, "ended 2 h ago, nothing left open"],
  [{ lastSeenMs: undefined }, "not seen"],
])("jvm%o_is%s", (jvm, text) => expect(plain(verdict({ id: "1-1", lastSeenMs: NOON, ...jvm } as Jvm, NOON + 7_200_000)?.text)).toBe(text));

test("savings_areZeroWhereNothingWasSaved_andUnknownWithAReason", () => {
  const saved = [{ total: 3, cacheSavings: 1 }, { total: 3 }, { total: 0, unpriced: 2 }, undefined].map((cost) => savings(cost, { input: 10 }));

  expect(saved.map((s) => [savedText(s.usd), plain(savedShare(s)), s.why !== undefined])).toEqual([
    ["$1.00", "(25 %)", false],
    ["$0.00", "(0 %)", false],
    ["–", undefined, true],
    ["–", undefined, true],
  ]);
  expect(savings({ total: 0 }, { input: 0, output: 0 }).usd).toBeUndefined();
});

test("frames_ofTheServersList_areFolded", () => {
  const stack = "x.Boom: no\n\tat app//com.acme.Bot.run(Bot.java:1)\n\tat java.base/java.lang.Thread.run(Thread.java:9)\n\tat dev.clew.Advice.exit(Advice.java:2)\n\tat javaslang.Mine.go(Mine.java:3)";

  expect(stackPieces(stack).map((p) => (p.kind === "line" ? p.text.trim() : p.lines.length))).toEqual(["x.Boom: no", "at app//com.acme.Bot.run(Bot.java:1)", 2, "at javaslang.Mine.go(Mine.java:3)"]);
});

test.each([
  [{}, "", "Nothing was lost: no traced JVM dropped a span or its content."],
  [{ lostContents: 317 }, "content of 317 spans lost, no span lost", "No span was lost, but 317 lost their content (prompts, answers, arguments)."],
  [{ lostSpans: 1 }, "1 span lost", "1 span of the traced JVMs was lost."],
])("losses%o_areNamed", (losses, short, sentence) => {
  expect(plain(lossText(losses))).toBe(short);
  expect(plain(lossSentence(losses))).toBe(sentence);
});
