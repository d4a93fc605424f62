// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.value.ReceiverNames;
import org.jspecify.annotations.Nullable;

/**
 * Traces methods that perform an operation. The outermost method of an object has the span, which
 * is current while it runs; methods it calls on the same object only add details.
 *
 * @param <P> the content of the span
 */
public abstract class OperationHook<P extends OperationPayload>
    implements Hook<OperationHook.State<P>> {
  private final Tracer tracer;
  private final ContextKey<Operation<P>> kind;

  protected OperationHook(Tracer tracer, ContextKey<Operation<P>> kind) {
    this.tracer = tracer;
    this.kind = kind;
  }

  /**
   * The state of a call until its end.
   *
   * @param scope null if the span belongs to an outer method
   */
  public record State<P extends OperationPayload>(Operation<P> operation, @Nullable Scope scope) {}

  /** Returns the payload of an operation that is starting, or null if it should have no span. */
  protected abstract @Nullable P begin(Object receiver, Call call);

  /** Adds details from a nested method of the same operation. */
  protected void nestedCall(P payload, Call call) {}

  /** Records a method's result; called for the innermost method first. */
  protected void answered(P payload, Span span, Object result) {
    payload.result(result);
  }

  /** Returns the context of the operation: the thread's, unless the library changed threads. */
  protected Context parent(Call call) {
    return Context.current();
  }

  /** Starts the span. */
  protected Span start(Tracer tracer, Context parent, P payload, Call call) {
    return tracer.start(parent, payload.type(), payload.name(), payload);
  }

  /** Returns whether {@code receiver} only delegates to an object that is woven too. */
  protected boolean isPassThrough(Object receiver) {
    return ReceiverNames.isProxy(receiver);
  }

  /** Returns the error of an operation that threw {@code thrown}. */
  protected SpanError error(Throwable thrown) {
    return SpanError.of(thrown);
  }

  /**
   * Returns the observation that ends the operation if its answer is streamed to a handler that is
   * replaced here; otherwise null, and the operation ends when the method returns.
   */
  protected @Nullable CallObservation stream(P payload, Span span, Context parent, Call call) {
    return null;
  }

  @Override
  public final @Nullable State<P> enter(Call call) {
    Object receiver = call.self(Object.class);
    if (isPassThrough(receiver) || call.argument(0, Object.class) == null) {
      return null; // no request: while stubbing, mocking frameworks pass the result of any()
    }
    Operation<P> outer = Operation.current(kind);
    if (outer != null && outer.receiver() == receiver) {
      nestedCall(outer.payload(), call);
      return new State<>(outer, null);
    }
    P payload = begin(receiver, call);
    if (payload == null) {
      return null;
    }
    if (outer != null) {
      outer.payload().delegated();
    }
    Context parent = parent(call);
    Span span = start(tracer, parent, payload, call);
    Operation<P> operation =
        new Operation<>(receiver, payload, span, stream(payload, span, parent, call));
    return new State<>(operation, operation.in(parent, kind).makeCurrent());
  }

  @Override
  public final @Nullable Object exit(
      State<P> state, @Nullable Object result, @Nullable Throwable thrown) {
    Operation<P> operation = state.operation();
    Scope scope = state.scope();
    if (scope != null) {
      scope.close();
    }
    try {
      if (result != null) {
        answered(operation.payload(), operation.span(), result);
      }
    } finally {
      if (scope != null) {
        end(operation, thrown);
      }
    }
    return result;
  }

  private void end(Operation<P> operation, @Nullable Throwable thrown) {
    CallObservation stream = operation.stream();
    SpanError error = thrown == null ? null : error(thrown);
    if (stream != null && error != null) {
      stream.failed(error);
    } else if (stream == null) {
      Outcome.of(error != null ? error : operation.payload().error()).apply(operation.span());
    }
  }
}
