// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import dev.clew.api.message.Message;
import dev.clew.api.message.ToolDefinition;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON of a request to {@code POST /chat/completions}. */
record ChatRequest(JsonTree json) {
  private static final Set<String> NOT_PARAMETERS =
      Set.of("model", "messages", "tools", "functions", "stream");

  @Nullable String model() {
    return json.text("model");
  }

  /** Returns all other parameters, under the provider's names. */
  Map<String, @Nullable Object> parameters() {
    return json.without(NOT_PARAMETERS);
  }

  List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    for (JsonTree message : json.objects("messages")) {
      messages.add(ChatMessages.of(message, null));
    }
    return messages;
  }

  /** Returns the audio format requested for the answer, or null. */
  @Nullable String audioFormat() {
    return json.object("audio").text("format");
  }

  List<ToolDefinition> tools() {
    List<ToolDefinition> tools = new ArrayList<>();
    for (JsonTree tool : json.objects("tools")) {
      String type = tool.text("type");
      JsonTree definition = tool.object(type == null ? "function" : type);
      tools.add(definition(definition, type));
    }
    for (JsonTree function : json.objects("functions")) { // the predecessor of tools
      tools.add(definition(function, null));
    }
    return tools;
  }

  private static ToolDefinition definition(JsonTree definition, @Nullable String type) {
    String name = definition.text("name");
    Object schema = definition.values().get("parameters");
    return new ToolDefinition(
        name != null ? name : type != null ? type : "",
        definition.text("description"),
        schema != null ? schema : definition.values().get("format")); // for custom tools
  }
}
