// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applies a rule to messages and tool definitions. */
final class MessageRewriter {
  private final ContentRule rule;
  private final Map<String, String> toolByCall = new HashMap<>();

  MessageRewriter(ContentRule rule) {
    this.rule = rule;
  }

  /** Remembers which call belongs to which tool: a result names only the call. */
  void learnTools(List<Message> messages) {
    if (!rule.knowsTools()) {
      return;
    }
    for (Message message : rule.last(messages)) {
      for (Part part : message.parts()) {
        if (part instanceof Part.ToolCall call && call.id() != null) {
          toolByCall.put(call.id(), call.name());
        }
      }
    }
  }

  /** Returns the last messages; the latest ones explain the call best. */
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
    return rule.last(tools, this::tool);
  }

  private ToolDefinition tool(ToolDefinition tool) {
    return new ToolDefinition(
        rule.label(tool.name()), text(tool.description()), rule.tree(tool.parameters()));
  }

  private Message message(Message message) {
    List<Part> parts = rule.last(message.parts(), this::part);
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
          label(call.id()), rule.label(call.name()), rule.arguments(call.name(), call.arguments()));
    }
    if (part instanceof Part.ToolResult result) {
      String tool = result.callId() == null ? null : toolByCall.get(result.callId());
      return new Part.ToolResult(label(result.callId()), rule.result(tool, result.content()));
    }
    if (part instanceof Part.Media media) {
      return media(media);
    }
    Part.Other other = (Part.Other) part;
    return new Part.Other(rule.label(other.type()), text(other.content()));
  }

  /** A URL that contains the content itself is replaced by its size and hash. */
  private Part media(Part.Media media) {
    String uri = media.uri();
    InlineData.Url inline = uri == null ? null : InlineData.Url.of(uri);
    if (inline == null) {
      return new Part.Media(
          rule.label(media.modality()),
          label(media.mimeType()),
          text(uri),
          media.bytes(),
          label(media.sha256()));
    }
    String mimeType = media.mimeType() != null ? media.mimeType() : inline.mimeType();
    return new Part.Media(
        rule.label(media.modality()), label(mimeType), null, inline.bytes(), inline.sha256());
  }

  private @Nullable String label(@Nullable String name) {
    return name == null ? null : rule.label(name);
  }

  private @Nullable String text(@Nullable String content) {
    return content == null ? null : rule.text(content);
  }
}
