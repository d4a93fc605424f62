// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fleet } from "./fleet";
import { hostile, largeTrace, longAnswer, refundDesk } from "./traces";

const JAR = resolve(process.env.CLEW_VIEWER_JAR ?? "../target/clew-viewer.jar");
/** A short life: what is compiled further would not pay. */
const JVM = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

/** Starts the viewer on a store of made-up runs, and says where in CLEW_VIEWER_URL. */
export default async function startForTests(): Promise<() => void> {
  const now = Date.now();
  return startViewer([...fleet(now - 1_200_000, 120), ...hostile(now - 900_000), ...longAnswer(now - 800_000, 3_000_000), ...largeTrace(now - 600_000, 10_000), ...refundDesk(now - 120_000)]);
}

/** Starts the viewer on a store of these lines; returns what stops it. */
export async function startViewer(store: string[]): Promise<() => void> {
  const home = mkdtempSync(join(tmpdir(), "clew-page-"));
  mkdirSync(join(home, "traces"));
  writeFileSync(join(home, "traces", "20261129-1-1.jsonl"), store.join("\n") + "\n");

  const viewer = spawn("java", [...JVM, `-Dclew.home=${home}`, "-jar", JAR, "serve", "--port", "0", "--otlp-port", "none"], { stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  const url = await new Promise<string>((found, failed) => {
    const onText = (chunk: Buffer) => {
      said.push(chunk.toString());
      const match = /https?:\/\/127\.0\.0\.1:\d+/.exec(said.join(""));
      if (match) found(match[0]);
    };
    viewer.stdout.on("data", onText);
    viewer.stderr.on("data", onText);
    viewer.on("exit", (code) => failed(new Error(`the viewer ended with ${code}: ${said.join("")}`)));
  });
  process.env.CLEW_VIEWER_URL = url;
  await untilRead(url, store.filter((line) => line.startsWith('{"object":"trace.span"')).length);
  return () => {
    viewer.removeAllListeners("exit");
    viewer.kill();
    rmSync(home, { recursive: true, force: true });
  };
}

async function untilRead(url: string, spans: number): Promise<void> {
  for (let i = 0; i < 300; i++) {
    const health = (await (await fetch(`${url}/api/v1/health`)).json()) as { store: { spans: number } };
    if (health.store.spans >= spans) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error("the viewer did not read the store within 30 s");
}
