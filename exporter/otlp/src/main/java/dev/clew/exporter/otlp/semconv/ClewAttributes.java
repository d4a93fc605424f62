// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.data.McpData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.SpanStatus;
import dev.clew.exporter.semconv.Operation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What no convention has a word for yet, under {@code clew.}; and the few attributes that all of
 * OpenTelemetry shares.
 */
final class ClewAttributes implements AttributeConvention {
  /** Receivers cut off spans with more attributes than some limit, commonly 128. */
  private static final int MAX_DETAILS = 64;

  @Override
  public void describe(SpanRecord span, Attributes attributes) {
    SpanData data = span.data();
    attributes.text("clew.span.type", data.type().wireName());
    if (span.status() == SpanStatus.CANCELLED) {
      attributes.text("clew.status", "cancelled");
    }
    if (span.error() != null) {
      attributes.text("error.type", span.error().type());
    }
    if (data instanceof GenerationData generation) {
      call(generation, span.name(), attributes);
    } else if (data instanceof ResponseData response) {
      call(response.generation(), span.name(), attributes);
    } else if (data instanceof EmbeddingData embedding) {
      attributes.number("clew.embedding.inputs", embedding.inputs());
      estimated(embedding.usage(), attributes);
    } else if (data instanceof AgentData agent) {
      attributes.texts("clew.agent.handoffs", agent.handoffs());
      attributes.text("clew.agent.output_type", agent.outputType());
    } else if (data instanceof FunctionData function) {
      attributes.text("clew.mcp.server", function.mcpServer());
      if (function.inferred()) {
        attributes.flag("clew.tool.inferred", true);
      }
    } else if (data instanceof HandoffData handoff) {
      attributes.text("clew.handoff.from", handoff.fromAgent());
      attributes.text("clew.handoff.to", handoff.toAgent());
      attributes.text("clew.handoff.decided_by", handoff.decidedBy());
    } else if (data instanceof GuardrailData guardrail) {
      attributes.text("clew.guardrail.name", guardrail.name());
      attributes.flag("clew.guardrail.triggered", guardrail.triggered());
    } else if (data instanceof McpData mcp) {
      attributes.text("mcp.method.name", mcp.method());
      attributes.text("clew.mcp.server", mcp.server());
      attributes.texts("clew.mcp.result", mcp.result());
    }
  }

  @Override
  public void describeContent(SpanRecord span, Attributes attributes) {
    SpanData data = span.data();
    if (data instanceof GenerationData generation) {
      details("clew.response.details.", generation.details(), attributes);
    } else if (data instanceof ResponseData response) {
      details("clew.response.details.", response.generation().details(), attributes);
    } else if (data instanceof AgentData agent) {
      details("clew.agent.details.", agent.details(), attributes);
    } else if (data instanceof GuardrailData guardrail) {
      details("clew.guardrail.details.", guardrail.details(), attributes);
    } else if (data instanceof CustomData custom) {
      details("clew.custom.", custom.data(), attributes);
    }
  }

  private static void call(GenerationData call, String spanName, Attributes attributes) {
    ServerAddress server = ServerAddress.of(call.serverAddress());
    if (server != null) {
      attributes.text("server.address", server.host());
      attributes.number("server.port", server.port());
    }
    Usage usage = call.usage();
    estimated(usage, attributes);
    if (usage != null && Operation.isReread(Operation.of(call, spanName))) {
      // The conventions forbid usage on such a span, yet the call that began the work had none.
      attributes.number("clew.usage.input_tokens", usage.input());
      attributes.number("clew.usage.output_tokens", usage.output());
      attributes.number("clew.usage.cache_read.input_tokens", usage.cachedInput());
      attributes.number("clew.usage.reasoning.output_tokens", usage.reasoning());
    }
  }

  private static void estimated(@Nullable Usage usage, Attributes attributes) {
    if (usage != null && usage.estimated()) {
      attributes.flag("clew.usage.estimated", true);
    }
  }

  /** One attribute for each entry, unless they are many: trees as JSON, the rest as what it is. */
  private static void details(
      String prefix, Map<String, @Nullable Object> details, Attributes attributes) {
    if (details.size() > MAX_DETAILS) {
      attributes.text(prefix + "all", JsonAttribute.ofTree(details));
      return;
    }
    details.forEach(
        (name, value) -> {
          String key = prefix + name;
          if (value instanceof Boolean flag) {
            attributes.flag(key, flag);
          } else if (value instanceof Double || value instanceof Float) {
            attributes.decimal(key, (Number) value);
          } else if (value instanceof Long || value instanceof Integer) {
            attributes.number(key, (Number) value);
          } else {
            attributes.text(key, JsonAttribute.textOrJson(value));
          }
        });
  }
}
