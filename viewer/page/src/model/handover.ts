// SPDX-License-Identifier: Apache-2.0
import type { AgentLink } from "../api/figures-types";
import type { AgentRun, Span } from "../api/types";

/** The run of an agent that a link led to; of a handoff to an agent without a run of its own, the handoff. */
export function reached(spans: Span[], { from, to, kind }: AgentLink): Span | undefined {
  const handoff = spans.find((s) => s.type === "handoff" && s.from === from && s.to === to);
  const runs = spans.filter((s) => s.type === "agent" && s.name === to).sort((a, b) => a.offsetMs - b.offsetMs);
  if (kind === "handoff") return (handoff && runs.find((r) => r.offsetMs >= handoff.offsetMs)) ?? handoff;
  const byId = new Map(spans.map((s) => [s.id, s]));
  return runs.find((run) => callerOf(run, byId) === from);
}

function callerOf(run: Span, byId: Map<string, Span>): string | undefined {
  for (let above = byId.get(run.parentId ?? ""); above; above = byId.get(above.parentId ?? "")) {
    if (above.type === "agent") return above.name;
  }
  return undefined;
}

/** What an agent was given, as text: a single input by itself, several by name. */
export function givenText({ inputs }: AgentRun): string | undefined {
  const given = Object.entries(inputs ?? {}).filter(([, value]) => value !== null && value !== "");
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  if (given.length === 1) return text(given[0]![1]);
  return given.length ? given.map(([name, value]) => `${name}: ${text(value)}`).join("\n") : undefined;
}
