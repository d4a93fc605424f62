// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.operation;

import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.kit.call.Operation;
import dev.clew.kit.call.OperationHook;
import dev.clew.kit.call.OperationPayload;

/** An operation of LangChain4j, with its own wrappers of objects and of exceptions. */
public abstract class LangChain4jHook<P extends OperationPayload> extends OperationHook<P> {
  protected LangChain4jHook(Tracer tracer, ContextKey<Operation<P>> kind) {
    super(tracer, kind);
  }

  @Override
  protected final boolean isPassThrough(Object receiver) {
    return ReceiverNames.passThrough(receiver);
  }

  @Override
  protected final SpanError error(Throwable thrown) {
    return Failures.error(thrown);
  }
}
