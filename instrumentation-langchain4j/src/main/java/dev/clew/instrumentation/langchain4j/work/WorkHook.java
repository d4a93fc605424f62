// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.work;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.value.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Traces methods that begin and end a piece of work. The outermost method of an object has the
 * span, which is current meanwhile; those further in only tell what they know.
 *
 * @param <C> what the span says
 */
public abstract class WorkHook<C extends WorkContent> implements Hook<WorkHook.State<C>> {
  private final Tracer tracer;
  private final ContextKey<Work<C>> kind;

  protected WorkHook(Tracer tracer, ContextKey<Work<C>> kind) {
    this.tracer = tracer;
    this.kind = kind;
  }

  /**
   * What a call carries to its end.
   *
   * @param scope null if the span belongs to a method further out
   */
  public record State<C extends WorkContent>(Work<C> work, @Nullable Scope scope) {}

  /** Returns what is known of work that begins, or null if it is not worth a span. */
  protected abstract @Nullable C begin(Object doer, Call call);

  /** Notes what the same work looks like one method further in. */
  protected void deeper(C content, Call call) {}

  /** Notes what a method returned; called for the innermost method first. */
  protected abstract void answered(C content, Span span, Object result);

  /** Returns the context to work in: that of the thread, unless the library changed threads. */
  protected Context parent(Call call) {
    return Context.current();
  }

  /** Returns what the caller of the outermost method gets. */
  protected Object handOut(Work<C> work, Object result) {
    return result;
  }

  @Override
  public final @Nullable State<C> enter(Call call) {
    Object doer = call.self(Object.class);
    if (Doers.passThrough(doer) || call.argument(0, Object.class) == null) {
      return null; // without a request: frameworks for mocks call with what any() returns
    }
    Work<C> outer = Work.current(kind);
    if (outer != null && outer.doer() == doer) {
      deeper(outer.content(), call);
      return new State<>(outer, null);
    }
    C content = begin(doer, call);
    if (content == null) {
      return null;
    }
    if (outer != null) {
      outer.content().passedOn();
    }
    Context parent = parent(call);
    Span span = tracer.start(parent, content.type(), content.name(), content);
    Work<C> work = new Work<>(doer, content, span);
    return new State<>(work, work.in(parent, kind).makeCurrent());
  }

  @Override
  public final @Nullable Object exit(
      State<C> state, @Nullable Object result, @Nullable Throwable thrown) {
    Work<C> work = state.work();
    Scope scope = state.scope();
    if (scope != null) {
      scope.close();
    }
    try {
      if (result != null) {
        answered(work.content(), work.span(), result);
      }
    } finally {
      if (scope != null && thrown != null) {
        work.span().fail(Failures.error(thrown));
      } else if (scope != null) {
        work.span().end();
      }
    }
    return scope == null || result == null ? result : handOut(work, result);
  }
}
