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
import dev.clew.api.data.RetrievalData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.SpanStatus;
import dev.clew.exporter.semconv.Operation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts that no convention covers yet, under {@code clew.}, and the few attributes that are common
 * to all of OpenTelemetry.
 */
final class ClewAttributes implements AttributeConvention {
  /** Receivers limit the attributes of a span, commonly to 128. */
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
    data.accept(new Facts(span, attributes));
  }

  @Override
  public void describeContent(SpanRecord span, Attributes attributes) {
    span.data().accept(new Content(attributes));
  }

  private static Attributes call(GenerationData call, String spanName, Attributes attributes) {
    ServerAddress server = ServerAddress.of(call.serverAddress());
    if (server != null) {
      attributes.text("server.address", server.host());
      attributes.number("server.port", server.port());
    }
    Usage usage = call.usage();
    estimated(usage, attributes);
    if (usage != null && Operation.isReread(Operation.of(call, spanName))) {
      // The conventions forbid usage on such a span, but the call that started the work had none.
      attributes.number("clew.usage.input_tokens", usage.input());
      attributes.number("clew.usage.output_tokens", usage.output());
      attributes.number("clew.usage.cache_read.input_tokens", usage.cachedInput());
      attributes.number("clew.usage.reasoning.output_tokens", usage.reasoning());
    }
    return attributes;
  }

  private static Attributes estimated(@Nullable Usage usage, Attributes attributes) {
    if (usage != null && usage.estimated()) {
      attributes.flag("clew.usage.estimated", true);
    }
    return attributes;
  }

  /** One attribute per entry, unless there are many: trees as JSON, other values unchanged. */
  private static Attributes details(
      String prefix, Map<String, @Nullable Object> details, Attributes attributes) {
    if (details.size() > MAX_DETAILS) {
      attributes.text(prefix + "all", JsonAttribute.ofTree(details));
      return attributes;
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
    return attributes;
  }

  /** Adds the attributes that are neither large nor content. */
  private record Facts(SpanRecord span, Attributes attributes)
      implements SpanData.Visitor<Attributes, RuntimeException> {

    @Override
    public Attributes visit(AgentData data) {
      return attributes
          .texts("clew.agent.handoffs", data.handoffs())
          .text("clew.agent.output_type", data.outputType());
    }

    @Override
    public Attributes visit(CustomData data) {
      return attributes;
    }

    @Override
    public Attributes visit(EmbeddingData data) {
      attributes.number("clew.embedding.inputs", data.inputs());
      return estimated(data.usage(), attributes);
    }

    @Override
    public Attributes visit(FunctionData data) {
      attributes.text("clew.mcp.server", data.mcpServer());
      return data.inferred() ? attributes.flag("clew.tool.inferred", true) : attributes;
    }

    @Override
    public Attributes visit(GenerationData data) {
      return call(data, span.name(), attributes);
    }

    @Override
    public Attributes visit(GuardrailData data) {
      return attributes
          .text("clew.guardrail.name", data.name())
          .flag("clew.guardrail.triggered", data.triggered());
    }

    @Override
    public Attributes visit(HandoffData data) {
      return attributes
          .text("clew.handoff.from", data.fromAgent())
          .text("clew.handoff.to", data.toAgent())
          .text("clew.handoff.decided_by", data.decidedBy());
    }

    @Override
    public Attributes visit(McpData data) {
      return attributes
          .text("mcp.method.name", data.method())
          .text("clew.mcp.server", data.server())
          .texts("clew.mcp.result", data.result());
    }

    @Override
    public Attributes visit(ResponseData data) {
      return visit(data.generation());
    }

    @Override
    public Attributes visit(RetrievalData data) {
      return attributes;
    }
  }

  /** Adds the content. */
  private record Content(Attributes attributes)
      implements SpanData.Visitor<Attributes, RuntimeException> {

    @Override
    public Attributes visit(AgentData data) {
      return details("clew.agent.details.", data.details(), attributes);
    }

    @Override
    public Attributes visit(CustomData data) {
      return details("clew.custom.", data.data(), attributes);
    }

    @Override
    public Attributes visit(EmbeddingData data) {
      return attributes;
    }

    @Override
    public Attributes visit(FunctionData data) {
      return attributes;
    }

    @Override
    public Attributes visit(GenerationData data) {
      return details("clew.response.details.", data.details(), attributes);
    }

    @Override
    public Attributes visit(GuardrailData data) {
      return details("clew.guardrail.details.", data.details(), attributes);
    }

    @Override
    public Attributes visit(HandoffData data) {
      return attributes;
    }

    @Override
    public Attributes visit(McpData data) {
      return attributes;
    }

    @Override
    public Attributes visit(ResponseData data) {
      return visit(data.generation());
    }

    @Override
    public Attributes visit(RetrievalData data) {
      return attributes;
    }
  }
}
