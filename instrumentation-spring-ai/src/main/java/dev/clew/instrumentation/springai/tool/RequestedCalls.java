// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tool;

import dev.clew.api.trace.ContextKey;
import dev.clew.instrumentation.springai.library.LibraryObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.model.ChatResponse;

/** The tool calls of an answer that have not been run yet. A tool is only given its arguments. */
final class RequestedCalls {
  static final ContextKey<RequestedCalls> KEY = ContextKey.named("spring-ai.requested tools");

  private final List<ToolCall> waiting;

  RequestedCalls(@Nullable ChatResponse answer) {
    waiting = new ArrayList<>(LibraryObjects.toolCalls(answer));
  }

  /** Returns the call with these arguments, preferably the same object, or null. */
  @SuppressWarnings("ReferenceEquality") // equal arguments may be those of another tool
  synchronized @Nullable ToolCall take(String arguments) {
    ToolCall call = first(each -> each.arguments() == arguments);
    call = call != null ? call : first(each -> arguments.equals(each.arguments()));
    // In place of missing arguments, newer versions pass an empty object.
    return call != null
        ? call
        : first(
            each ->
                arguments.equals("{}") && (each.arguments() == null || each.arguments().isBlank()));
  }

  private @Nullable ToolCall first(Predicate<ToolCall> condition) {
    for (ToolCall each : waiting) {
      if (condition.test(each)) {
        waiting.remove(each);
        return each;
      }
    }
    return null;
  }
}
