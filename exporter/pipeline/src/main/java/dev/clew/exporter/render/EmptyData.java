// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

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
import dev.clew.api.trace.SpanType;
import java.util.List;
import java.util.Map;

/** Empty data of each type, for spans whose content was lost. */
public final class EmptyData {
  private EmptyData() {}

  /** Returns data of {@code type} with at most a name. */
  public static SpanData of(SpanType type, String name) {
    GenerationData generation = new GenerationData.Builder().build();
    return switch (type) {
      case AGENT ->
          new AgentData(name, null, null, List.of(), List.of(), null, Map.of(), null, Map.of());
      case GENERATION -> generation;
      case RESPONSE -> new ResponseData(generation, null, null, null);
      case FUNCTION -> new FunctionData(name, null, null, null, null, false);
      case HANDOFF -> new HandoffData(null, null, null);
      case GUARDRAIL -> new GuardrailData(name, false, Map.of());
      case EMBEDDING -> new EmbeddingData(null, null, null, null, null, null);
      case RETRIEVAL -> new RetrievalData(null, null, null, List.of());
      case MCP -> new McpData(null, name, List.of());
      case CUSTOM -> new CustomData(name, Map.of());
    };
  }
}
