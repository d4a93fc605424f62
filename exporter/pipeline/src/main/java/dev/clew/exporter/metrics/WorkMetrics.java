// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.data.McpData;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.exporter.metrics.data.Instrument;
import dev.clew.exporter.metrics.data.Labels;
import java.util.Locale;

/** Metrics of the work around model calls: agents, tools, handoffs, guardrails, whole traces. */
final class WorkMetrics {
  private static final String STATUS = "clew.status";

  private final Metric agents;
  private final Metric tools;
  private final Metric toolCalls;
  private final Metric mcp;
  private final Metric handoffs;
  private final Metric guardrails;
  private final Metric traces;

  WorkMetrics(MetricSet metrics) {
    agents =
        metrics.add(
            Instrument.histogram(
                "gen_ai.invoke_agent.duration",
                "s",
                "Duration of agent runs.",
                Buckets.AGENT_SECONDS));
    tools =
        metrics.add(
            Instrument.histogram(
                "gen_ai.execute_tool.duration",
                "s",
                "Duration of tool calls executed in this JVM.",
                Buckets.CALL_SECONDS));
    toolCalls =
        metrics.add(
            Instrument.counter(
                "clew.tool.calls", "{call}", "Tool calls, wherever they were executed."));
    mcp =
        metrics.add(
            Instrument.histogram(
                "mcp.client.operation.duration",
                "s",
                "Duration of requests to MCP servers other than tool calls.",
                Buckets.CALL_SECONDS));
    handoffs =
        metrics.add(
            Instrument.counter(
                "clew.handoffs", "{handoff}", "Handoffs from one agent to another."));
    guardrails =
        metrics.add(
            Instrument.counter("clew.guardrail.checks", "{check}", "Guardrail checks by verdict."));
    traces =
        metrics.add(
            Instrument.histogram(
                "clew.trace.duration",
                "s",
                "Duration of traces, from start to end of the root span.",
                Buckets.AGENT_SECONDS));
  }

  void agent(SpanRecord span, AgentData agent) {
    Labels labels =
        Labels.of("gen_ai.agent.name", agent.name(), ErrorType.LABEL, ErrorType.of(span));
    agents.record(labels, ModelCallMetrics.seconds(span.durationNanos()));
  }

  void tool(SpanRecord span, FunctionData tool) {
    Labels labels = Labels.of("gen_ai.tool.name", tool.name(), ErrorType.LABEL, ErrorType.of(span));
    // A run inferred from messages happened elsewhere, or at another time.
    toolCalls.record(labels.with("clew.tool.inferred", Boolean.toString(tool.inferred())), 1);
    if (!tool.inferred()) {
      tools.record(labels, ModelCallMetrics.seconds(span.durationNanos()));
    }
  }

  void mcp(SpanRecord span, McpData request) {
    Labels labels =
        Labels.of("mcp.method.name", request.method(), ErrorType.LABEL, ErrorType.of(span));
    mcp.record(labels, ModelCallMetrics.seconds(span.durationNanos()));
  }

  void handoff(HandoffData handoff) {
    handoffs.record(
        Labels.of(
            "clew.handoff.from", handoff.fromAgent(),
            "clew.handoff.to", handoff.toAgent(),
            "clew.handoff.decided_by", handoff.decidedBy()),
        1);
  }

  void guardrail(GuardrailData guardrail) {
    guardrails.record(
        Labels.of(
            "clew.guardrail.name", guardrail.name(),
            "clew.guardrail.triggered", Boolean.toString(guardrail.triggered())),
        1);
  }

  void trace(TraceRecord trace) {
    Labels labels = Labels.of(STATUS, trace.status().name().toLowerCase(Locale.ROOT));
    traces.record(
        labels, ModelCallMetrics.seconds(trace.endEpochNanos() - trace.startEpochNanos()));
  }
}
