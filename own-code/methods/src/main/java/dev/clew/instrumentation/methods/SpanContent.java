// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods;

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
import dev.clew.api.message.Message;
import dev.clew.instrumentation.methods.rule.Options;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a call into the data of its type of span; on the export thread. */
final class SpanContent {
  private final MethodPayload payload;
  private final TracedMethod method;
  private final CallValues values;

  private SpanContent(MethodPayload payload) {
    this.payload = payload;
    this.method = payload.method();
    this.values = payload.values();
  }

  static SpanData of(MethodPayload payload) {
    SpanContent content = new SpanContent(payload);
    return switch (payload.method().rule().type()) {
      case AGENT -> content.agent();
      case GENERATION -> content.generation();
      case RESPONSE -> new ResponseData(content.generation(), null, null, null);
      case FUNCTION -> content.function();
      case HANDOFF -> content.handoff();
      case GUARDRAIL ->
          new GuardrailData(payload.subject(), payload.isTriggered(), content.inputAndOutput());
      case EMBEDDING -> content.embedding();
      case RETRIEVAL -> content.retrieval();
      case MCP -> content.mcp();
      case CUSTOM -> new CustomData(payload.subject(), content.inputAndOutput());
    };
  }

  private AgentData agent() {
    return new AgentData(
        payload.subject(),
        text(Options.DESCRIPTION),
        text(Options.INSTRUCTIONS),
        List.of(),
        List.of(),
        null,
        inputs(),
        output(),
        Map.of());
  }

  private FunctionData function() {
    Object input = has(Options.INPUT) ? value(Options.INPUT) : arguments();
    return new FunctionData(
        payload.subject(),
        JsonWriter.textOrJson(input),
        JsonWriter.textOrJson(output()),
        null,
        null,
        false);
  }

  private HandoffData handoff() {
    String from = text(Options.FROM);
    return new HandoffData(from != null ? from : payload.caller(), target(method, values), null);
  }

  /** Returns the agent that a handoff leads to: the rule's target, or the name that is returned. */
  static @Nullable String target(TracedMethod method, CallValues values) {
    if (method.rule().option(Options.TARGET) != null) {
      return method.text(Options.TARGET, values);
    }
    return values.result() == null ? null : Values.key(values.result());
  }

  private GenerationData generation() {
    Object input = has(Options.INPUT) ? value(Options.INPUT) : soleOrAll();
    return new GenerationData.Builder()
        .provider(text(Options.PROVIDER))
        .requestModel(text(Options.MODEL))
        .streamed(payload.isStreamed())
        .input(messages("user", input))
        .output(messages("assistant", output()))
        .usage(usage())
        .build();
  }

  private EmbeddingData embedding() {
    Object input = has(Options.INPUT) ? value(Options.INPUT) : soleOrAll();
    return new EmbeddingData(
        text(Options.PROVIDER),
        text(Options.MODEL),
        null,
        null,
        input instanceof List<?> list ? list.size() : 1,
        usage());
  }

  private RetrievalData retrieval() {
    Object query = has(Options.INPUT) ? value(Options.INPUT) : soleOrAll();
    List<Map<String, @Nullable Object>> documents = new ArrayList<>();
    Object found = output();
    for (Object each :
        found instanceof List<?> list ? list : found == null ? List.of() : List.of(found)) {
      documents.add(document(each));
    }
    return new RetrievalData(text(Options.SOURCE), JsonWriter.textOrJson(query), null, documents);
  }

  @SuppressWarnings("unchecked") // Values.tree makes all keys strings
  private static Map<String, @Nullable Object> document(@Nullable Object found) {
    if (found instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("text", found);
    return document;
  }

  private McpData mcp() {
    List<String> names = new ArrayList<>();
    if (output() instanceof List<?> list) {
      list.forEach(each -> names.add(String.valueOf(each)));
    }
    String called = text(Options.METHOD);
    return new McpData(text(Options.SERVER), called == null ? payload.subject() : called, names);
  }

  private @Nullable Usage usage() {
    Long input = number(Options.INPUT_TOKENS);
    Long output = number(Options.OUTPUT_TOKENS);
    if (input == null && output == null) {
      return null;
    }
    Long total = input == null || output == null ? null : (Long) (input + output);
    return new Usage(input, output, total, null, null, null, null, null, false);
  }

  private List<Message> messages(String role, @Nullable Object tree) {
    if (tree == null) {
      return List.of();
    }
    if (!(tree instanceof List<?> list)) {
      return List.of(message(role, tree));
    }
    List<Message> messages = new ArrayList<>();
    if (payload.isStreamed() && role.equals("assistant")) {
      StringBuilder joined = new StringBuilder();
      list.forEach(each -> joined.append(JsonWriter.textOrJson(each)));
      return List.of(Message.text(role, joined.toString()));
    }
    list.forEach(each -> messages.add(message(role, each)));
    return messages;
  }

  /** Reads what looks like a message: an object with a role and a content. */
  private static Message message(String role, @Nullable Object tree) {
    if (tree instanceof Map<?, ?> map
        && map.get("role") instanceof String own
        && map.get("content") instanceof String content) {
      return Message.text(own, content);
    }
    String text = JsonWriter.textOrJson(tree);
    return Message.text(role, text == null ? "" : text);
  }

  private Map<String, @Nullable Object> inputAndOutput() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("input", has(Options.INPUT) ? value(Options.INPUT) : arguments());
    data.put("output", output());
    data.values().removeIf(value -> value == null);
    return data;
  }

  @SuppressWarnings("unchecked") // Values.tree makes all keys strings
  private Map<String, @Nullable Object> inputs() {
    if (!has(Options.INPUT)) {
      return arguments();
    }
    Object input = value(Options.INPUT);
    if (input instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    inputs.put("input", input);
    return inputs;
  }

  /** Returns the only argument, or all of them by name. */
  private @Nullable Object soleOrAll() {
    return values.arguments().length == 1 ? Values.tree(values.arguments()[0]) : arguments();
  }

  private Map<String, @Nullable Object> arguments() {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    List<String> names = method.method().parameterNames();
    for (int i = 0; i < values.arguments().length; i++) {
      arguments.put(names.get(i), Values.tree(values.arguments()[i]));
    }
    return arguments;
  }

  private @Nullable Object output() {
    return has(Options.OUTPUT) ? value(Options.OUTPUT) : Values.tree(values.result());
  }

  private boolean has(String option) {
    return method.rule().option(option) != null;
  }

  private @Nullable Object value(String option) {
    return Values.tree(method.value(option, values));
  }

  private @Nullable String text(String option) {
    return method.text(option, values);
  }

  private @Nullable Long number(String option) {
    return method.value(option, values) instanceof Number number ? (Long) number.longValue() : null;
  }
}
