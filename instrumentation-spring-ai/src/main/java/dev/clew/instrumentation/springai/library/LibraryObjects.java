// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.library;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.value.LibraryReader;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/** Determines which objects hooks may call: those of Spring's own classes, and of DashScope's. */
public final class LibraryObjects {
  private static final LibraryClasses CLASSES =
      LibraryClasses.in(
          "org.springframework.ai.",
          "org.springframework.core.io.",
          "org.springframework.http.",
          "org.springframework.util.",
          "com.alibaba.cloud.ai.dashscope.");

  public static final LibraryReader READER = new LibraryReader(CLASSES);

  private LibraryObjects() {}

  /** Returns whether the methods of {@code object} may be called. */
  public static boolean mayCall(@Nullable Object object) {
    return CLASSES.mayCall(object);
  }

  /** Returns {@code object} if its methods may be called, or null. */
  public static <T> @Nullable T callableOrNull(@Nullable T object) {
    return CLASSES.callableOrNull(object);
  }

  /** Returns whether {@code type} is one of the library's own classes. */
  public static boolean contains(Class<?> type) {
    return CLASSES.contains(type);
  }

  /** Returns the generations of {@code response} that may be read, one per choice. */
  public static List<Generation> generations(@Nullable ChatResponse response) {
    List<Generation> generations = new ArrayList<>(1);
    if (mayCall(response) && response != null) {
      for (Generation generation : Values.copyOf(response.getResults())) {
        if (mayCall(generation) && mayCall(generation.getOutput())) {
          generations.add(generation);
        }
      }
    }
    return generations;
  }

  /** Returns the text of the first choice, or null. */
  public static @Nullable String text(@Nullable ChatResponse response) {
    List<Generation> generations = generations(response);
    return generations.isEmpty() ? null : generations.get(0).getOutput().getText();
  }

  /** Returns the name of a tool, or null if its methods may not be called. */
  public static @Nullable String toolName(Object callback) {
    return READER.text(READER.read(callback, "getToolDefinition"), "name");
  }

  /** Returns the tools that the model requests. */
  public static List<AssistantMessage.ToolCall> toolCalls(@Nullable ChatResponse response) {
    List<AssistantMessage.ToolCall> calls = new ArrayList<>(0);
    for (Generation generation : generations(response)) {
      calls.addAll(Values.copyOf(generation.getOutput().getToolCalls()));
    }
    return calls;
  }
}
