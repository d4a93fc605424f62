// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.message.Message;
import dev.clew.api.message.ToolDefinition;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.Providers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON of a request to {@code POST /v1/messages}. */
record MessageRequest(JsonTree json) {
  private static final String MCP_SERVERS = "mcp_servers";
  private static final Set<String> NOT_PARAMETERS =
      Set.of("model", "messages", "system", "tools", "stream", MCP_SERVERS);

  @Nullable String model() {
    return json.text("model");
  }

  /** Returns the system prompt, or null. */
  @Nullable String system() {
    String text = json.joinedText("system");
    return text.isEmpty() ? null : text;
  }

  /** Returns all other parameters, under the provider's names. */
  Map<String, @Nullable Object> parameters() {
    Map<String, @Nullable Object> parameters = json.without(NOT_PARAMETERS);
    List<Object> servers = new ArrayList<>();
    for (JsonTree server : json.objects(MCP_SERVERS)) {
      // Its authorization token must not leave.
      Map<String, @Nullable Object> shown = new LinkedHashMap<>();
      shown.put("name", server.text("name"));
      shown.put("url", Providers.address(server.textOrEmpty("url")));
      servers.add(shown);
    }
    if (!servers.isEmpty()) {
      parameters.put(MCP_SERVERS, servers);
    }
    return parameters;
  }

  List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    String system = system();
    if (system != null) {
      messages.add(Message.text("system", system));
    }
    for (JsonTree message : json.objects("messages")) {
      messages.add(Message.of(message.textOrEmpty("role"), MessageContent.parts(message)));
    }
    return messages;
  }

  /** Returns whether the provider keeps the conversation, of which this carries only the end. */
  boolean continuesThread() {
    return "continue".equals(json.object("thread").text("type"));
  }

  List<ToolDefinition> tools() {
    List<ToolDefinition> tools = new ArrayList<>();
    for (JsonTree tool : json.objects("tools")) {
      String name = tool.text("name");
      tools.add(
          new ToolDefinition(
              name != null ? name : tool.textOrEmpty("type"),
              tool.text("description"),
              tool.values().get("input_schema")));
    }
    return tools;
  }
}
