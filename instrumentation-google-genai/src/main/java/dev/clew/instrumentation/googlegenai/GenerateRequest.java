// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import dev.clew.api.message.Message;
import dev.clew.api.message.ToolDefinition;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request of {@code generateContent}.
 *
 * @param config the JSON of its {@code GenerateContentConfig}
 */
record GenerateRequest(Contents contents, JsonTree config) {
  private static final String SYSTEM = "systemInstruction";

  /** The HTTP options may hold a key among the headers. */
  private static final Set<String> NOT_PARAMETERS = Set.of(SYSTEM, "tools", "httpOptions");

  /** Returns all other parameters, under the provider's names. */
  Map<String, @Nullable Object> parameters() {
    return config.without(NOT_PARAMETERS);
  }

  List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    JsonTree system = config.object(SYSTEM);
    if (!system.isEmpty()) {
      messages.add(Message.of("system", ContentParts.of(system.objects("parts"))));
    }
    messages.addAll(contents.messages());
    return messages;
  }

  /** Returns the functions, and of the provider's own tools the names. */
  List<ToolDefinition> tools() {
    List<ToolDefinition> tools = new ArrayList<>();
    for (JsonTree tool : config.objects("tools")) {
      List<JsonTree> functions = tool.objects("functionDeclarations");
      for (JsonTree function : functions) {
        Object schema = function.values().get("parameters");
        tools.add(
            new ToolDefinition(
                function.textOrEmpty("name"),
                function.text("description"),
                schema != null ? schema : function.values().get("parametersJsonSchema")));
      }
      for (String name : tool.without(Set.of("functionDeclarations", "functions")).keySet()) {
        tools.add(new ToolDefinition(name, null, null));
      }
    }
    return tools;
  }
}
