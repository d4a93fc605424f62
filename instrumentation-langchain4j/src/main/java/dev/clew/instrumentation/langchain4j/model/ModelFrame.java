// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.model;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.instrumentation.langchain4j.tool.ToolLoops;
import dev.langchain4j.model.chat.response.ChatResponse;
import org.jspecify.annotations.Nullable;

/**
 * The model call in progress on a thread.
 *
 * <p>{@code chat} of a model calls its own {@code doChat}: the same receiver means the same call. A
 * router or a cache calls another model: that is a call of its own, and the outer one only passes
 * it on.
 */
record ModelFrame(Object model, ModelCall call, Span span, ToolLoops loops) {
  private static final ContextKey<ModelFrame> KEY = ContextKey.named("langchain4j.model");

  /** Returns the call that the current span stands for, or null if it is no model call. */
  static @Nullable ModelFrame current() {
    Context context = Context.current();
    ModelFrame frame = context.get(KEY);
    return frame != null && frame.span == context.span() ? frame : null;
  }

  /** Takes the answer, before the span ends. */
  void answered(@Nullable ChatResponse answer, Context caller) {
    call.answered(answer);
    loops.asked(answer, caller, span);
  }

  Context in(Context parent) {
    return parent.with(span).with(KEY, this);
  }
}
