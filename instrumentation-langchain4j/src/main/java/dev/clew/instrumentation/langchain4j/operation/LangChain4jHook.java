// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.operation;

import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.value.Failures;
import dev.clew.kit.call.Operation;
import dev.clew.kit.call.OperationHook;
import dev.clew.kit.call.OperationPayload;

/** A hook for operations of LangChain4j, aware of the library's wrapper objects and exceptions. */
public abstract class LangChain4jHook<P extends OperationPayload> extends OperationHook<P> {
  protected LangChain4jHook(Tracer tracer, ContextKey<Operation<P>> kind) {
    super(tracer, kind);
  }

  @Override
  protected final boolean isPassThrough(Object receiver) {
    return ReceiverNames.isPassThrough(receiver);
  }

  @Override
  protected final SpanError error(Throwable thrown) {
    return Failures.error(thrown);
  }
}
