// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * An operation in progress on a thread.
 *
 * <p>Methods of a framework's interface may call each other on the same object, which is still the
 * same operation. A call on another object of the same kind is an operation of its own.
 *
 * @param receiver the object whose method was called first
 * @param stream ends the operation if its answer is streamed, otherwise null
 */
public record Operation<P extends OperationPayload>(
    Object receiver, P payload, Span span, @Nullable CallObservation stream) {
  /** Returns the operation of a kind that the current span represents, or null. */
  public static <P extends OperationPayload> @Nullable Operation<P> current(
      ContextKey<Operation<P>> kind) {
    Context context = Context.current();
    Operation<P> operation = context.get(kind);
    return operation != null && operation.span == context.span() ? operation : null;
  }

  /** Returns {@code parent} with this operation as the current one. */
  public Context in(Context parent, ContextKey<Operation<P>> kind) {
    return parent.with(span, kind, this);
  }
}
