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

/** {@code ContentRetriever.retrieve}, whatever is searched: a store, the web, a database. */
final class RetrieveHook extends WorkHook<RetrievalContent> {
  static final ContextKey<Work<RetrievalContent>> KIND = ContextKey.named("langchain4j.retrieve");

  private final RetrievalHops hops;

  RetrieveHook(Tracer tracer, RetrievalHops hops) {
    super(tracer, KIND);
    this.hops = hops;
  }

  @Override
  protected Context parent(Call call) {
    return hops.contextOf(call.argument(0, Query.class));
  }

  @Override
  protected RetrievalContent begin(Object doer, Call call) {
    Query query = call.required(0, Query.class);
    return new RetrievalContent(
        "retrieve", Doers.name(doer), () -> Queries.text(query), null, true);
  }

  @Override
  protected void answered(RetrievalContent content, Span span, Object result) {
    content.found(span, result);
  }
}
