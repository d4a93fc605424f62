// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conversation of one call, flattened into numbered attributes. */
final class OpenInferenceMessages {
  private final Attributes attributes;

  private OpenInferenceMessages(Attributes attributes) {
    this.attributes = attributes;
  }

  static Attributes describe(
      GenerationData call, @Nullable String instructions, Attributes attributes) {
    attributes.text("llm.invocation_parameters", JsonAttribute.ofTree(call.parameters()));
    OpenInferenceMessages flattened = new OpenInferenceMessages(attributes);
    List<Message> input = new ArrayList<>();
    if (instructions != null) {
      input.add(Message.text("system", instructions));
    }
    input.addAll(call.input());
    flattened.messages("llm.input_messages.", input);
    flattened.messages("llm.output_messages.", call.output());
    flattened.tools(call.tools());
    OpenInferenceAttributes.io("input", lastText(call.input()), attributes);
    OpenInferenceAttributes.io("output", lastText(call.output()), attributes);
    return attributes;
  }

  private void messages(String prefix, List<Message> messages) {
    for (int i = 0; i < messages.size(); i++) {
      message(prefix + i + ".message.", messages.get(i));
    }
  }

  private void message(String prefix, Message message) {
    attributes.text(prefix + "role", message.role());
    attributes.text(prefix + "name", message.name());
    List<Part> parts = message.parts();
    if (parts.size() == 1 && textOf(parts.get(0)) != null) {
      attributes.text(prefix + "content", textOf(parts.get(0)));
      if (parts.get(0) instanceof Part.ToolResult result) {
        attributes.text(prefix + "tool_call_id", result.callId());
      }
      return;
    }
    int contents = 0;
    int calls = 0;
    for (Part part : parts) {
      if (part instanceof Part.ToolCall call) {
        toolCall(prefix + "tool_calls." + calls++ + ".tool_call.", call);
      } else {
        content(prefix + "contents." + contents++ + ".message_content.", part);
      }
    }
  }

  private void toolCall(String prefix, Part.ToolCall call) {
    attributes.text(prefix + "id", call.id());
    attributes.text(prefix + "function.name", call.name());
    attributes.text(prefix + "function.arguments", call.arguments());
  }

  private void content(String prefix, Part part) {
    if (part instanceof Part.Media media) {
      attributes.text(prefix + "type", media.modality());
      if (media.modality().equals("image")) {
        attributes.text(prefix + "image.image.url", media.uri());
      }
      return;
    }
    attributes.text(prefix + "type", part instanceof Part.Reasoning ? "reasoning" : "text");
    attributes.text(prefix + "text", textOf(part));
  }

  private void tools(List<ToolDefinition> tools) {
    for (int i = 0; i < tools.size(); i++) {
      ToolDefinition tool = tools.get(i);
      Map<String, @Nullable Object> function = new LinkedHashMap<>();
      function.put("name", tool.name());
      if (tool.description() != null) {
        function.put("description", tool.description());
      }
      if (tool.parameters() != null) {
        function.put("parameters", tool.parameters());
      }
      Map<String, @Nullable Object> schema = new LinkedHashMap<>();
      schema.put("type", "function");
      schema.put("function", function);
      attributes.text("llm.tools." + i + ".tool.json_schema", JsonAttribute.ofTree(schema));
    }
  }

  /** Returns the text that represents the call in a list of traces: its last one. */
  private static @Nullable String lastText(List<Message> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      for (Part part : messages.get(i).parts()) {
        if (part instanceof Part.Text text) {
          return text.text();
        }
      }
    }
    return null;
  }

  private static @Nullable String textOf(Part part) {
    if (part instanceof Part.Text text) {
      return text.text();
    }
    if (part instanceof Part.Reasoning reasoning) {
      return reasoning.text();
    }
    if (part instanceof Part.Refusal refusal) {
      return refusal.text();
    }
    if (part instanceof Part.ToolResult result) {
      return result.content();
    }
    return part instanceof Part.Other other ? other.content() : null;
  }
}
