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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The span of a {@code QueryRouter}. The default one has none, because it makes no decision. */
final class RouteOperation extends LangChain4jHook<StepPayload> {
  static final ContextKey<Operation<StepPayload>> KIND = ContextKey.named("langchain4j.route");

  private static final String DEFAULT = "dev.langchain4j.rag.query.router.DefaultQueryRouter";

  private final ContextTransfer transfer;

  RouteOperation(Tracer tracer, ContextTransfer transfer) {
    super(tracer, KIND);
    this.transfer = transfer;
  }

  @Override
  protected Context parent(Call call) {
    return transfer.contextOf(call.argument(0, Query.class));
  }

  @Override
  protected @Nullable StepPayload begin(Object receiver, Call call) {
    return receiver.getClass().getName().equals(DEFAULT)
        ? null
        : new StepPayload("route", ReceiverNames.name(receiver), call.required(0, Query.class));
  }

  @Override
  protected void answered(StepPayload content, Span span, Object result) {
    List<Object> names =
        Documents.snapshot(result).stream().map(each -> (Object) name(each)).toList();
    content.results(names);
  }

  private static String name(Object retriever) {
    return ReceiverNames.name(
        retriever instanceof TracedRetriever traced ? traced.lambda() : retriever);
  }
}
