// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

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
import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.json.JsonTreeWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code span_data}: exactly the keys that OpenAI defines for each type, null where unknown.
 *
 * <p>OpenAI refuses the whole request if there is a key too many. Types that it does not know are
 * sent as {@code custom}, which accepts anything.
 */
final class IngestData {
  /** The bytes of JSON that OpenAI accepts in {@code input}, and in {@code output}. */
  static final int MAX_FIELD_BYTES = 100_000;

  private final IngestMessages messages;
  private final boolean limits;

  IngestData(JsonBytes bytes, boolean limits) {
    this.messages = new IngestMessages(bytes, limits);
    this.limits = limits;
  }

  void write(SpanData data, SpanRecord span, JsonTreeWriter json) throws IOException {
    data.accept(new Keys(span, json));
  }

  private final class Keys implements SpanData.Visitor<JsonTreeWriter, IOException> {
    private final SpanRecord span;
    private final JsonTreeWriter json;

    Keys(SpanRecord span, JsonTreeWriter json) {
      this.span = span;
      this.json = json;
    }

    @Override
    public JsonTreeWriter visit(GenerationData data) throws IOException {
      json.field("type", "generation");
      messages.write("input", data.input(), json);
      messages.write("output", data.output(), json);
      Map<String, @Nullable Object> config = new LinkedHashMap<>(data.parameters());
      if (data.provider() != null) {
        config.putIfAbsent("provider", data.provider());
      }
      return json.field(
              "model", data.responseModel() != null ? data.responseModel() : data.requestModel())
          .field("model_config", config)
          .field("usage", IngestUsage.of(data, span, limits));
    }

    /** OpenAI looks the response up by its id; other receivers get everything it would find. */
    @Override
    public JsonTreeWriter visit(ResponseData data) throws IOException {
      GenerationData generation = data.generation();
      json.field("type", "response").field("response_id", generation.responseId());
      return limits ? json : json.field("usage", IngestUsage.of(generation, span, false));
    }

    @Override
    public JsonTreeWriter visit(AgentData data) throws IOException {
      return json.field("type", "agent")
          .field("name", data.name())
          .field("handoffs", data.handoffs())
          .field("tools", data.tools())
          .field("output_type", data.outputType());
    }

    @Override
    public JsonTreeWriter visit(FunctionData data) throws IOException {
      return json.field("type", "function")
          .field("name", data.name())
          .field("input", limited(data.input()))
          .field("output", limited(data.output()))
          .field("mcp_data", data.mcpServer() == null ? null : Map.of("server", data.mcpServer()));
    }

    @Override
    public JsonTreeWriter visit(HandoffData data) throws IOException {
      return json.field("type", "handoff")
          .field("from_agent", data.fromAgent())
          .field("to_agent", data.toAgent());
    }

    @Override
    public JsonTreeWriter visit(GuardrailData data) throws IOException {
      return json.field("type", "guardrail")
          .field("name", data.name())
          .field("triggered", data.triggered());
    }

    @Override
    public JsonTreeWriter visit(McpData data) throws IOException {
      return json.field("type", "mcp_tools")
          .field("server", data.server())
          .field("result", data.result());
    }

    @Override
    public JsonTreeWriter visit(EmbeddingData data) throws IOException {
      Map<String, @Nullable Object> said = typed("embedding");
      said.put("model", data.responseModel() != null ? data.responseModel() : data.requestModel());
      said.put("provider", data.provider());
      said.put("dimensions", data.dimensions());
      said.put("inputs", data.inputs());
      said.put("input_tokens", data.usage() == null ? null : data.usage().input());
      return custom(span.name(), said);
    }

    @Override
    public JsonTreeWriter visit(RetrievalData data) throws IOException {
      Map<String, @Nullable Object> said = typed("retrieval");
      said.put("source", data.source());
      said.put("query", data.query());
      said.put("top_k", data.topK());
      said.put("documents", data.documents());
      return custom(data.source() == null ? "retrieval" : data.source(), said);
    }

    @Override
    public JsonTreeWriter visit(CustomData data) throws IOException {
      return custom(data.name(), data.data());
    }

    /** Marked as OpenAI's own SDKs mark types that the ingest does not know. */
    private static Map<String, @Nullable Object> typed(String type) {
      Map<String, @Nullable Object> typed = new LinkedHashMap<>();
      typed.put("sdk_span_type", type);
      return typed;
    }

    private JsonTreeWriter custom(String name, Map<String, @Nullable Object> data)
        throws IOException {
      return json.field("type", "custom").field("name", name).field("data", data);
    }
  }

  private @Nullable Object limited(@Nullable String text) {
    return limits ? FieldLimit.fit(text, MAX_FIELD_BYTES) : text;
  }
}
