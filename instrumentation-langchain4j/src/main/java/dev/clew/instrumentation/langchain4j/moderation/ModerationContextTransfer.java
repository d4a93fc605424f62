// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.moderation;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * Carries the context of an AI service to the thread on which it has its messages moderated: from
 * the list that the task was made with to the list that reaches the model.
 */
final class ModerationContextTransfer {
  private final WeakIdentityMap<Object, Context> contexts = new WeakIdentityMap<>();

  void leave(Object messages) {
    Context context = Context.current();
    if (context.span() != null) {
      contexts.put(messages, context);
    }
  }

  /** {@code messages} were copied to {@code selected}, which goes on to the model. */
  void pass(Object messages, Object selected) {
    Context left = contexts.remove(messages);
    if (left != null) {
      contexts.put(selected, left);
    }
  }

  /** Returns the context in which {@code input} is moderated: this thread's, if it has any. */
  Context contextOf(@Nullable Object input) {
    Context left = input == null ? null : contexts.remove(input);
    Context current = Context.current();
    return current.span() != null || left == null ? current : left;
  }
}
