// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.retrieval;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.operation.LangChain4jHook;
import dev.clew.instrumentation.langchain4j.operation.ReceiverNames;
import dev.clew.kit.call.Operation;
import dev.langchain4j.rag.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code QueryTransformer.transform}, except the default one, which returns its argument.
 */
final class TransformHook extends LangChain4jHook<StepPayload> {
  private static final ContextKey<Operation<StepPayload>> KIND =
      ContextKey.named("langchain4j.transform");
  private static final String DEFAULT =
      "dev.langchain4j.rag.query.transformer.DefaultQueryTransformer";

  TransformHook(Tracer tracer) {
    super(tracer, KIND);
  }

  @Override
  protected @Nullable StepPayload begin(Object receiver, Call call) {
    return receiver.getClass().getName().equals(DEFAULT)
        ? null
        : new StepPayload("transform", ReceiverNames.name(receiver), call.required(0, Query.class));
  }

  @Override
  protected void answered(StepPayload content, Span span, Object result) {
    content.results(Documents.snapshot(result));
  }
}
