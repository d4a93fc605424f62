// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request to a model, by its fields and not by the model's name, which may be
 * that of a profile or of a model that the application has trained itself.
 */
final class InvokeRequest {
  private static final String SYSTEM = "system";
  private static final String MESSAGES = "messages";
  private static final String TOOLS = "tools";
  private static final String TOOL_CONFIG = "toolConfig";
  private static final String MESSAGE = "message";
  private static final String HISTORY = "chat_history";
  private static final String PREAMBLE = "preamble";
  private static final Set<String> NOT_PARAMETERS =
      Set.of(
          SYSTEM, MESSAGES, TOOLS, TOOL_CONFIG, MESSAGE, HISTORY, PREAMBLE, "prompt", "inputText");

  private InvokeRequest() {}

  static ModelPayload.Question question(JsonTree body) {
    String group =
        body.values().containsKey("textGenerationConfig")
            ? "textGenerationConfig"
            : "inferenceConfig";
    Map<String, @Nullable Object> parameters =
        Parameters.named(body.without(NOT_PARAMETERS), group);
    return new ModelPayload.Question(parameters, messages(body), tools(body));
  }

  private static List<Message> messages(JsonTree body) {
    List<Message> messages = new ArrayList<>();
    String system = body.values().get(PREAMBLE) instanceof String text ? text : null;
    addText(messages, SYSTEM, system != null ? system : body.joinedText(SYSTEM));
    for (JsonTree message : body.objects(MESSAGES)) {
      messages.add(Message.of(message.textOrEmpty("role"), VendorBlocks.parts(message)));
    }
    for (JsonTree turn : body.objects(HISTORY)) {
      String role = turn.textOrEmpty("role").toLowerCase(Locale.ROOT);
      addText(messages, role.equals("chatbot") ? "assistant" : role, turn.textOrEmpty(MESSAGE));
    }
    for (String field : List.of(MESSAGE, "prompt", "inputText")) {
      addText(messages, "user", body.textOrEmpty(field));
    }
    JsonTree image = body.object("textToImageParams"); // of Titan and Nova Canvas
    addText(messages, "user", image.textOrEmpty("text"));
    return messages;
  }

  private static void addText(List<Message> messages, String role, String text) {
    if (!text.isEmpty()) {
      messages.add(Message.of(role, List.<Part>of(new Part.Text(text))));
    }
  }

  private static List<ToolDefinition> tools(JsonTree body) {
    List<ToolDefinition> tools = ContentBlocks.tools(body.object(TOOL_CONFIG));
    for (JsonTree tool : body.objects(TOOLS)) {
      JsonTree function = tool.object("function").isEmpty() ? tool : tool.object("function");
      Object schema = null;
      for (String field : List.of("input_schema", "parameters", "parameter_definitions")) {
        schema = schema == null ? function.values().get(field) : schema;
      }
      String name = function.text("name");
      tools.add(
          new ToolDefinition(
              name != null ? name : tool.textOrEmpty("type"),
              function.text("description"),
              schema));
    }
    return tools;
  }
}
