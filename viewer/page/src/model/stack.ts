// SPDX-License-Identifier: Apache-2.0
import frameworkPackages from "../../../src/main/resources/dev/clew/viewer/framework-packages.txt?raw";

/** Frames of the JDK and of libraries that call rather than are called; they are folded. The server reads the same list. */
const PACKAGES = frameworkPackages.split("\n").filter((line) => line && !line.startsWith("#"));
const FRAME = /^\s*at (?:[\w.@-]*\/)*([\w.$]+)\(/;

function isFramework(line: string): boolean {
  const method = FRAME.exec(line)?.[1];
  return method !== undefined && PACKAGES.some((name) => method.startsWith(name + "."));
}

type Piece = { kind: "line"; text: string } | { kind: "folded"; lines: string[] };

/** A stack trace with runs of framework frames folded. */
export function stackPieces(stack: string): Piece[] {
  const pieces: Piece[] = [];
  for (const line of stack.split("\n")) {
    if (!line.trim()) continue;
    const last = pieces.at(-1);
    if (!isFramework(line)) pieces.push({ kind: "line", text: line });
    else if (last?.kind === "folded") last.lines.push(line);
    else pieces.push({ kind: "folded", lines: [line] });
  }
  return pieces;
}
