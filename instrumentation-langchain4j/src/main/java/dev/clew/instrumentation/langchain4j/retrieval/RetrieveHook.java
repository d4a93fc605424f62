// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.retrieval;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.operation.LangChain4jHook;
import dev.clew.instrumentation.langchain4j.operation.ReceiverNames;
import dev.clew.kit.call.ContextTransfer;
import dev.clew.kit.call.Operation;
import dev.langchain4j.rag.query.Query;

/** Traces {@code ContentRetriever.retrieve}, for all sources: a store, the web, a database. */
final class RetrieveHook extends LangChain4jHook<RetrievalPayload> {
  static final ContextKey<Operation<RetrievalPayload>> KIND =
      ContextKey.named("langchain4j.retrieve");

  private final ContextTransfer transfer;

  RetrieveHook(Tracer tracer, ContextTransfer transfer) {
    super(tracer, KIND);
    this.transfer = transfer;
  }

  @Override
  protected Context parent(Call call) {
    return transfer.contextOf(call.argument(0, Query.class));
  }

  @Override
  protected RetrievalPayload begin(Object receiver, Call call) {
    Query query = call.required(0, Query.class);
    return new RetrievalPayload(
        "retrieve", ReceiverNames.name(receiver), () -> Queries.text(query), null, true);
  }

  @Override
  protected void answered(RetrievalPayload content, Span span, Object result) {
    content.recordResult(span, result);
  }
}
