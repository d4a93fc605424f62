// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.manual;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.data.McpData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.RetrievalData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the application has said about a span into data of its type. Each reader takes what it
 * knows; what is left are details. Export thread only.
 */
final class ManualData {
  private static final String INPUT = "input";
  private static final String OUTPUT = "output";

  private final String name;
  private final Map<String, @Nullable Object> values;
  private final Map<String, List<@Nullable Object>> lists;
  private final boolean streamed;

  ManualData(
      String name,
      Map<String, @Nullable Object> values,
      Map<String, List<@Nullable Object>> lists,
      boolean streamed) {
    this.name = name;
    this.values = values;
    this.lists = lists;
    this.streamed = streamed;
  }

  SpanData of(SpanType type) {
    return switch (type) {
      case AGENT -> agent();
      case GENERATION -> ModelCallData.of(this);
      case RESPONSE -> response();
      case FUNCTION -> function();
      case HANDOFF -> new HandoffData(takeText("from_agent"), name, takeText("decided_by"));
      case GUARDRAIL -> guardrail();
      case EMBEDDING -> embedding();
      case RETRIEVAL -> retrieval();
      case MCP -> new McpData(takeText("server"), name, texts(OUTPUT));
      case CUSTOM -> new CustomData(name, rest());
    };
  }

  private AgentData agent() {
    Object input = Values.tree(take(INPUT)); // from here on no object of the application
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    if (input instanceof Map<?, ?> named && !named.isEmpty()) {
      inputs.putAll(Values.named(named));
    } else if (input != null) {
      inputs.put(INPUT, input);
    }
    return new AgentData(
        name,
        takeText("description"),
        takeText("instructions"),
        texts("handoffs"),
        texts("tools"),
        takeText("output_type"),
        inputs,
        Values.tree(take(OUTPUT)),
        rest());
  }

  private FunctionData function() {
    return new FunctionData(
        name,
        json(take(INPUT)),
        json(take(OUTPUT)),
        takeText("tool_call_id"),
        takeText("mcp_server"),
        false);
  }

  private GuardrailData guardrail() {
    boolean triggered = Boolean.TRUE.equals(take("triggered"));
    return new GuardrailData(name, triggered, rest());
  }

  private EmbeddingData embedding() {
    Object input = take(INPUT);
    Integer inputs = input instanceof Collection<?> many ? Values.size(many) : null;
    return new EmbeddingData(
        takeText("provider"),
        takeText("model"),
        takeText("response_model"),
        takeInteger("dimensions"),
        inputs != null || input == null ? inputs : (Integer) 1,
        usage());
  }

  private RetrievalData retrieval() {
    List<Map<String, @Nullable Object>> documents = new ArrayList<>();
    for (Object each : elements("documents", OUTPUT)) {
      Object tree = Values.tree(each);
      if (tree instanceof Map<?, ?> document) {
        documents.add(Values.named(document));
      } else {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("text", json(tree));
        documents.add(document);
      }
    }
    String query = json(take(INPUT));
    return new RetrievalData(takeText("source"), query, takeInteger("top_k"), documents);
  }

  private ResponseData response() {
    String previous = takeText("previous_response_id");
    String conversation = takeText("conversation_id");
    String instructions = takeText("instructions");
    return new ResponseData(ModelCallData.of(this), previous, conversation, instructions);
  }

  boolean isStreamed() {
    return streamed;
  }

  /** Returns the token counts, or null if the application gave none. */
  @Nullable Usage usage() {
    Long input = takeLong("usage.input_tokens");
    Long output = takeLong("usage.output_tokens");
    Long cached = takeLong("usage.cached_tokens");
    Long written = takeLong("usage.cache_write_tokens");
    Long reasoning = takeLong("usage.reasoning_tokens");
    if (input == null && output == null) {
      return null;
    }
    Long total = input == null || output == null ? null : (Long) (input + output);
    return new Usage(input, output, total, cached, written, reasoning, null, null, false);
  }

  @Nullable Object take(String key) {
    return values.remove(key);
  }

  /** Returns the text under {@code key} and leaves it there. */
  @Nullable String text(String key) {
    Object value = values.get(key);
    return value == null ? null : Values.text(value);
  }

  @Nullable String takeText(String key) {
    Object value = values.remove(key);
    return value == null ? null : Values.text(value);
  }

  private @Nullable Long takeLong(String key) {
    return values.remove(key) instanceof Number number ? (Long) number.longValue() : null;
  }

  private @Nullable Integer takeInteger(String key) {
    return values.remove(key) instanceof Number number ? (Integer) number.intValue() : null;
  }

  /** Returns the elements added under {@code key}, and those of a list set under another key. */
  List<@Nullable Object> elements(String key, String set) {
    List<@Nullable Object> all = new ArrayList<>();
    Object value = values.remove(set);
    if (value instanceof Collection<?> many && Values.isOfJdk(many)) {
      all.addAll(many);
    } else if (value != null) {
      all.add(value);
    }
    List<@Nullable Object> added = lists.remove(key);
    if (added != null) {
      all.addAll(added);
    }
    return all;
  }

  private List<String> texts(String key) {
    return elements(key, key).stream().map(each -> String.valueOf(json(each))).toList();
  }

  /** Returns the values whose keys begin with {@code prefix}, without it. */
  Map<String, @Nullable Object> takeAll(String prefix) {
    Map<String, @Nullable Object> taken = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            taken.put(key.substring(prefix.length()), Values.tree(value));
          }
        });
    values.keySet().removeIf(key -> key.startsWith(prefix));
    return taken;
  }

  /** Returns everything that has not been taken. */
  Map<String, @Nullable Object> rest() {
    Map<String, @Nullable Object> rest = Values.trees(values);
    lists.forEach((key, elements) -> rest.put(key, Values.tree(elements)));
    return rest;
  }

  /** Returns a text as it is and anything else as JSON. */
  static @Nullable String json(@Nullable Object value) {
    return JsonWriter.textOrJson(Values.tree(value));
  }
}
