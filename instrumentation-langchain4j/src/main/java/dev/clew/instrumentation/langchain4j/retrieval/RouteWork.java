// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.retrieval;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.work.Doers;
import dev.clew.instrumentation.langchain4j.work.Work;
import dev.clew.instrumentation.langchain4j.work.WorkHook;
import dev.langchain4j.rag.query.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The span of a {@code QueryRouter}, except of the default one, which has nothing to decide. */
final class RouteWork extends WorkHook<StepContent> {
  static final ContextKey<Work<StepContent>> KIND = ContextKey.named("langchain4j.route");

  private static final String DEFAULT = "dev.langchain4j.rag.query.router.DefaultQueryRouter";

  private final RetrievalHops hops;

  RouteWork(Tracer tracer, RetrievalHops hops) {
    super(tracer, KIND);
    this.hops = hops;
  }

  @Override
  protected Context parent(Call call) {
    return hops.contextOf(call.argument(0, Query.class));
  }

  @Override
  protected @Nullable StepContent begin(Object doer, Call call) {
    return doer.getClass().getName().equals(DEFAULT)
        ? null
        : new StepContent("route", Doers.name(doer), call.required(0, Query.class));
  }

  @Override
  protected void answered(StepContent content, Span span, Object result) {
    List<Object> names =
        Documents.snapshot(result).stream().map(each -> (Object) name(each)).toList();
    content.came(names);
  }

  private static String name(Object retriever) {
    return Doers.name(retriever instanceof TracedRetriever traced ? traced.lambda() : retriever);
  }
}
