// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responsejson;

import dev.clew.api.message.Message;
import dev.clew.api.message.ToolDefinition;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON of a request to {@code POST /responses}. */
public record ResponseRequest(JsonTree json) {
  private static final Set<String> NOT_PARAMETERS =
      Set.of(
          "model",
          "input",
          "instructions",
          "tools",
          "stream",
          "previous_response_id",
          "conversation",
          "type", // in WebSocket commands
          "stream_id");

  public @Nullable String model() {
    return json.text("model");
  }

  public @Nullable String previousResponseId() {
    return json.text("previous_response_id");
  }

  public @Nullable String conversation() {
    String id = json.text("conversation");
    return id != null ? id : json.object("conversation").text("id");
  }

  public @Nullable String instructions() {
    return json.text("instructions");
  }

  /** Returns all other parameters, under the provider's names. */
  public Map<String, @Nullable Object> parameters() {
    return json.without(NOT_PARAMETERS);
  }

  /** Returns the input, which is a string from the user or a list of items. */
  public List<Message> messages() {
    String text = json.text("input");
    if (text != null) {
      return List.of(Message.text("user", text));
    }
    List<Message> messages = new ArrayList<>();
    for (JsonTree item : json.objects("input")) {
      messages.add(ResponseItems.message(item));
    }
    return messages;
  }

  /** Returns the tools; those the provider runs itself are named by type or server. */
  public List<ToolDefinition> tools() {
    List<ToolDefinition> tools = new ArrayList<>();
    for (JsonTree tool : json.objects("tools")) {
      tools.add(definition(tool));
    }
    return tools;
  }

  private static ToolDefinition definition(JsonTree tool) {
    String name = tool.text("name");
    if (name == null) {
      name = tool.text("server_label");
    }
    // Nothing else: the definition of an MCP server may contain its credentials.
    Object schema = tool.values().get("parameters");
    return new ToolDefinition(
        name == null ? tool.textOrEmpty("type") : name,
        tool.text("description"),
        schema != null ? schema : tool.values().get("format"));
  }
}
