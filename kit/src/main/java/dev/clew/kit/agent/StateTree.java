// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.value.LibraryReader;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts states to trees, on the export thread. States hold messages of LangChain4j or Spring AI,
 * whose toString includes images: they are read by the names of their accessors.
 */
public final class StateTree {
  private static final LibraryReader MESSAGES =
      new LibraryReader(
          LibraryClasses.in(
              "dev.langchain4j.data.message.",
              "dev.langchain4j.agent.tool.",
              "org.springframework.ai.chat.messages."));
  private static final long PER_VALUE = 256;

  private StateTree() {}

  /** Returns {@code state} as a tree; an empty one for a map that is not the JDK's. */
  public static Map<String, @Nullable Object> of(Map<?, ?> state) {
    return Values.isOfJdk(state) ? named(state) : new LinkedHashMap<>();
  }

  /** Returns a map that may be iterated over as a tree. */
  public static Map<String, @Nullable Object> named(Map<?, ?> state) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    Values.named(state).forEach((key, value) -> tree.put(key, tree(value)));
    return tree;
  }

  private static @Nullable Object tree(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> trees = new ArrayList<>();
      Values.copyOf(list).forEach(element -> trees.add(tree(element)));
      return trees;
    }
    String text = message(value);
    return text != null ? text : Values.tree(value);
  }

  private static @Nullable String message(@Nullable Object value) {
    Object role = first(value, "type", "getMessageType");
    if (role == null) {
      return null;
    }
    StringBuilder message = new StringBuilder(role.toString().toLowerCase(Locale.ROOT));
    Object text = first(value, "text", "getText");
    Object contents = MESSAGES.read(value, "contents");
    Object results = MESSAGES.read(value, "getResponses");
    if (text instanceof String && !text.equals("")) {
      message.append(": ").append(text);
    } else if (contents instanceof List<?> parts) {
      parts.forEach(part -> message.append(": ").append(part(part)));
    } else if (results instanceof List<?> list) {
      list.forEach(each -> message.append(": ").append(MESSAGES.text(each, "responseData")));
    }
    tools(message, first(value, "toolExecutionRequests", "getToolCalls"));
    return message.toString();
  }

  private static void tools(StringBuilder message, @Nullable Object calls) {
    if (calls instanceof List<?> list) {
      for (Object call : list) {
        message.append(" → ").append(MESSAGES.text(call, "name"));
      }
    }
  }

  private static Object part(Object part) {
    Object text = MESSAGES.read(part, "text");
    return text != null ? text : String.valueOf(MESSAGES.read(part, "type"));
  }

  private static @Nullable Object first(@Nullable Object target, String one, String other) {
    Object value = MESSAGES.read(target, one);
    return value != null ? value : MESSAGES.read(target, other);
  }

  /** Estimates a state's size without looking into the application's objects. */
  public static long retainedBytes(@Nullable Map<String, Object> state) {
    if (state == null || !LibraryClasses.isOfJdk(state)) {
      return 0;
    }
    long bytes = 0;
    for (Object value : state.values()) {
      Integer size = value instanceof Collection<?> list ? Values.size(list) : null;
      bytes += size != null ? size * PER_VALUE : PER_VALUE;
      bytes += value instanceof String text ? RetainedBytes.of(text) : 0;
    }
    return bytes;
  }
}
