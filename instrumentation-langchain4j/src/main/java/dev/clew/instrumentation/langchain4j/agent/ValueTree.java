// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agent;

import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.instrumentation.langchain4j.message.ChatMessages;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.value.ObjectFields;
import dev.clew.kit.value.Values;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Converts agents' inputs and answers to trees, on the export thread: messages and media as such,
 * because their toString includes all bytes, and an answer's objects by their fields.
 */
final class ValueTree {
  private static final int MAX_DEPTH = 4;

  private final @Nullable ObjectFields fields;

  private ValueTree(@Nullable ObjectFields fields) {
    this.fields = fields;
  }

  /** Returns {@code value} as a tree; other objects are converted with toString. */
  static @Nullable Object of(@Nullable Object value) {
    return new ValueTree(null).tree(value, 0);
  }

  /** Returns {@code value}, which was deserialised from a model's answer, as a tree. */
  static @Nullable Object ofAnswer(@Nullable Object value) {
    return new ValueTree(new ObjectFields()).tree(value, 0);
  }

  private @Nullable Object tree(@Nullable Object value, int depth) {
    if (value instanceof Optional<?> optional) {
      return tree(optional.orElse(null), depth);
    }
    if (value instanceof Image image && LibraryObjects.mayCall(image)) {
      return tree(ImageContent.from(image), depth);
    }
    if (value instanceof Content content) {
      return parts(ChatMessages.render(List.of(UserMessage.from(List.of(content)))).get(0));
    }
    if (value instanceof ChatMessage message) {
      return message(ChatMessages.render(List.of(message)).get(0));
    }
    if (value == null || depth == MAX_DEPTH) {
      return Values.tree(value);
    }
    Object copy = Values.snapshot(value);
    if (copy != value && copy instanceof Map<?, ?> map) {
      return map(map, depth);
    }
    if (copy != value && copy instanceof List<?> list) {
      List<@Nullable Object> trees = new ArrayList<>(list.size());
      list.forEach(element -> trees.add(tree(element, depth + 1)));
      return trees;
    }
    Map<String, @Nullable Object> named = fields == null ? null : fields.of(value);
    return named == null ? Values.tree(value) : map(named, depth);
  }

  private Map<String, @Nullable Object> map(Map<?, ?> map, int depth) {
    Map<String, @Nullable Object> trees = new LinkedHashMap<>();
    map.forEach((key, element) -> trees.put(String.valueOf(key), tree(element, depth + 1)));
    return trees;
  }

  private static Object message(Message message) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("role", message.role());
    tree.put("content", parts(message));
    return tree;
  }

  private static @Nullable Object parts(Message message) {
    List<@Nullable Object> trees = new ArrayList<>();
    message.parts().forEach(part -> trees.add(part(part)));
    return trees.size() == 1 ? trees.get(0) : trees;
  }

  private static @Nullable Object part(Part part) {
    if (part instanceof Part.Media media) {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      tree.put("type", media.modality());
      tree.put("mime_type", media.mimeType());
      tree.put("uri", media.uri());
      tree.put("bytes", media.bytes());
      tree.put("sha256", media.sha256());
      tree.values().removeIf(value -> value == null);
      return tree;
    }
    if (part instanceof Part.Text text) {
      return text.text();
    }
    if (part instanceof Part.ToolResult result) {
      return result.content();
    }
    return part instanceof Part.Other other ? other.content() : part.toString();
  }
}
