// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.work;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * Work in progress on a thread.
 *
 * <p>Methods of the library's interfaces call each other on the same object: that is still the same
 * work. Another object of the same kind does work of its own.
 *
 * @param doer the object whose method was called first
 */
public record Work<C extends WorkContent>(Object doer, C content, Span span) {
  /** Returns the work of a kind that the current span stands for, or null. */
  public static <C extends WorkContent> @Nullable Work<C> current(ContextKey<Work<C>> kind) {
    Context context = Context.current();
    Work<C> work = context.get(kind);
    return work != null && work.span == context.span() ? work : null;
  }

  /** Returns the context in which this work goes on. */
  public Context in(Context parent, ContextKey<Work<C>> kind) {
    return parent.with(span).with(kind, this);
  }
}
