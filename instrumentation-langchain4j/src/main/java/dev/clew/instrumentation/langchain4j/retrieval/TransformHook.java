// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.retrieval;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.work.Doers;
import dev.clew.instrumentation.langchain4j.work.Work;
import dev.clew.instrumentation.langchain4j.work.WorkHook;
import dev.langchain4j.rag.query.Query;
import org.jspecify.annotations.Nullable;

/** {@code QueryTransformer.transform}, except the default one, which returns what it is given. */
final class TransformHook extends WorkHook<StepContent> {
  private static final ContextKey<Work<StepContent>> KIND =
      ContextKey.named("langchain4j.transform");
  private static final String DEFAULT =
      "dev.langchain4j.rag.query.transformer.DefaultQueryTransformer";

  TransformHook(Tracer tracer) {
    super(tracer, KIND);
  }

  @Override
  protected @Nullable StepContent begin(Object doer, Call call) {
    return doer.getClass().getName().equals(DEFAULT)
        ? null
        : new StepContent("transform", Doers.name(doer), call.required(0, Query.class));
  }

  @Override
  protected void answered(StepContent content, Span span, Object result) {
    content.came(Documents.snapshot(result));
  }
}
