// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies a rule to messages and tool definitions. */
final class MessageRewriter {
  private final ContentRule rule;

  MessageRewriter(ContentRule rule) {
    this.rule = rule;
  }

  /** Returns the last messages; what was said latest explains the call best. */
  List<Message> messages(List<Message> messages) {
    List<Message> last = rule.last(messages);
    List<Message> kept = new ArrayList<>(last.size() + 1);
    if (last.size() < messages.size()) {
      String text = "… [" + (messages.size() - last.size()) + " earlier messages left out]";
      kept.add(Message.of("clew", List.of(new Part.Other("truncation", text))));
    }
    for (Message message : last) {
      kept.add(message(message));
    }
    return kept;
  }

  List<ToolDefinition> tools(List<ToolDefinition> tools) {
    return rule.last(tools).stream().map(this::tool).toList();
  }

  private ToolDefinition tool(ToolDefinition tool) {
    return new ToolDefinition(
        rule.label(tool.name()), text(tool.description()), rule.tree(tool.parameters()));
  }

  private Message message(Message message) {
    List<Part> parts = rule.last(message.parts()).stream().map(this::part).toList();
    return new Message(rule.label(message.role()), parts, label(message.name()));
  }

  private Part part(Part part) {
    if (part instanceof Part.Text text) {
      return new Part.Text(rule.text(text.text()));
    }
    if (part instanceof Part.Reasoning reasoning) {
      return new Part.Reasoning(rule.text(reasoning.text()));
    }
    if (part instanceof Part.Refusal refusal) {
      return new Part.Refusal(rule.text(refusal.text()));
    }
    if (part instanceof Part.ToolCall call) {
      return new Part.ToolCall(
          label(call.id()), rule.label(call.name()), rule.text(call.arguments()));
    }
    if (part instanceof Part.ToolResult result) {
      return new Part.ToolResult(label(result.callId()), rule.text(result.content()));
    }
    if (part instanceof Part.Media media) {
      return new Part.Media(
          rule.label(media.modality()),
          label(media.mimeType()),
          text(media.uri()),
          media.bytes(),
          label(media.sha256()));
    }
    Part.Other other = (Part.Other) part;
    return new Part.Other(rule.label(other.type()), text(other.content()));
  }

  private @Nullable String label(@Nullable String name) {
    return name == null ? null : rule.label(name);
  }

  private @Nullable String text(@Nullable String content) {
    return content == null ? null : rule.text(content);
  }
}
