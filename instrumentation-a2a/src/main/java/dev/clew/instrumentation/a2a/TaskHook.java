// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.call.Operation;
import dev.clew.kit.call.OperationHook;
import org.jspecify.annotations.Nullable;

/**
 * Traces what is done about a task besides running its agent: clients that ask for it or cancel it,
 * and servers that notify others of it.
 */
final class TaskHook extends OperationHook<TaskPayload> {
  static final String GET_TASK = "get task";
  static final String CANCEL_TASK = "cancel task";
  static final String PUSH = "push notification";

  private static final ContextKey<Operation<TaskPayload>> KIND = ContextKey.named("a2a task");

  TaskHook(Tracer tracer) {
    super(tracer, KIND);
  }

  /** Outside any trace, a program that polls would leave a trace for every poll. */
  @Override
  protected @Nullable TaskPayload begin(Object receiver, Call call) {
    String name = call.label();
    return name == null
            || !Sdk.isReal(receiver)
            || (Context.current().span() == null && !name.equals(CANCEL_TASK))
        ? null
        : new TaskPayload(name, call.argument(0, Object.class));
  }
}
