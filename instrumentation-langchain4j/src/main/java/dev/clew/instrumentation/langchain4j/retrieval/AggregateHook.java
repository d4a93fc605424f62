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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code ContentAggregator.aggregate}, which may rerank contents. The default one is
 * skipped, because it only merges the lists, which the augmentation's span shows.
 */
final class AggregateHook extends LangChain4jHook<RetrievalPayload> {
  private static final ContextKey<Operation<RetrievalPayload>> KIND =
      ContextKey.named("langchain4j.aggregate");
  private static final String DEFAULT =
      "dev.langchain4j.rag.content.aggregator.DefaultContentAggregator";

  AggregateHook(Tracer tracer) {
    super(tracer, KIND);
  }

  @Override
  protected @Nullable RetrievalPayload begin(Object receiver, Call call) {
    if (receiver.getClass().getName().equals(DEFAULT)) {
      return null;
    }
    Map<?, ?> contents = call.required(0, Map.class);
    List<Object> queries = Documents.snapshot(contents.keySet());
    return new RetrievalPayload(
        "aggregate", ReceiverNames.name(receiver), () -> texts(queries), null, true);
  }

  private static String texts(List<Object> queries) {
    return queries.stream()
        .map(each -> each instanceof Query query ? String.valueOf(Queries.text(query)) : "")
        .collect(Collectors.joining("\n"));
  }

  @Override
  protected void answered(RetrievalPayload content, Span span, Object result) {
    content.recordResult(span, result);
  }
}
