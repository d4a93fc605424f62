// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request of Converse or the body of one to a model: by its fields and not by the model's
 * name, which may be that of a profile or of a model that the application has trained itself.
 */
record Question(JsonTree json) {
  private static final String SYSTEM = "system";
  private static final String MESSAGES = "messages";
  private static final String TOOLS = "tools";
  private static final String TOOL_CONFIG = "toolConfig";
  private static final String MESSAGE = "message";
  private static final String HISTORY = "chat_history";
  private static final List<String> PROMPTS = List.of(MESSAGE, "prompt", "inputText");
  private static final Set<String> NOT_PARAMETERS =
      Set.of("modelId", SYSTEM, MESSAGES, TOOLS, TOOL_CONFIG, HISTORY);

  /** The fields whose fields are parameters themselves. */
  private static final Set<String> GROUPS = Set.of("inferenceConfig", "textGenerationConfig");

  /** What the conventions call parameters that every maker calls otherwise. */
  private static final Map<String, String> NAMES =
      Map.of(
          "maxTokens", "max_tokens",
          "max_new_tokens", "max_tokens",
          "maxTokenCount", "max_tokens",
          "max_gen_len", "max_tokens",
          "topP", "top_p",
          "topK", "top_k",
          "stopSequences", "stop",
          "stop_sequences", "stop");

  /** Returns everything that is neither conversation nor tools. */
  Map<String, @Nullable Object> parameters() {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    Map<String, @Nullable Object> given = json.without(NOT_PARAMETERS);
    PROMPTS.forEach(given::remove);
    GROUPS.forEach(
        group -> {
          if (given.remove(group) instanceof Map<?, ?> parameters) {
            given.putAll(JsonTree.of(parameters).values());
          }
        });
    given.forEach((key, value) -> named.put(NAMES.getOrDefault(key, key), value));
    Object choice = json.object(TOOL_CONFIG).values().get("toolChoice");
    if (choice != null) {
      named.put("tool_choice", choice);
    }
    return named;
  }

  List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    add(messages, SYSTEM, json.joinedText(SYSTEM));
    for (JsonTree message : json.objects(MESSAGES)) {
      messages.add(Message.of(message.textOrEmpty("role"), ContentBlocks.parts(message)));
    }
    for (JsonTree turn : json.objects(HISTORY)) {
      String role = turn.textOrEmpty("role").toLowerCase(Locale.ROOT);
      add(messages, role.equals("chatbot") ? "assistant" : role, turn.textOrEmpty(MESSAGE));
    }
    PROMPTS.forEach(field -> add(messages, "user", json.textOrEmpty(field)));
    return messages;
  }

  private static void add(List<Message> messages, String role, String text) {
    if (!text.isEmpty()) {
      messages.add(Message.of(role, List.<Part>of(new Part.Text(text))));
    }
  }

  List<ToolDefinition> tools() {
    List<ToolDefinition> tools = new ArrayList<>();
    List<JsonTree> offered = new ArrayList<>(json.objects(TOOLS));
    offered.addAll(json.object(TOOL_CONFIG).objects(TOOLS));
    for (JsonTree tool : offered) {
      JsonTree spec = tool;
      for (String wrapper : List.of("toolSpec", "function", "systemTool")) {
        spec = tool.object(wrapper).isEmpty() ? spec : tool.object(wrapper);
      }
      String name = spec.text("name");
      Object schema = spec.object("inputSchema").values().get("json");
      for (String field : List.of("input_schema", "parameters", "parameter_definitions")) {
        schema = schema == null ? spec.values().get(field) : schema;
      }
      if (name != null) {
        tools.add(new ToolDefinition(name, spec.text("description"), schema));
      }
    }
    return tools;
  }
}
