// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.retrieval;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.operation.LangChain4jHook;
import dev.clew.instrumentation.langchain4j.operation.ReceiverNames;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.call.Operation;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code EmbeddingStore.search}. Beneath a retriever, whose span has the texts, documents
 * are shown by score and id only.
 */
final class SearchHook extends LangChain4jHook<RetrievalPayload> {
  private static final ContextKey<Operation<RetrievalPayload>> KIND =
      ContextKey.named("langchain4j.search");

  SearchHook(Tracer tracer) {
    super(tracer, KIND);
  }

  @Override
  protected RetrievalPayload begin(Object receiver, Call call) {
    EmbeddingSearchRequest request = call.required(0, EmbeddingSearchRequest.class);
    Operation<RetrievalPayload> retrieval = Operation.current(RetrieveHook.KIND);
    return new RetrievalPayload(
        "search",
        ReceiverNames.name(receiver),
        () -> query(request, retrieval == null ? null : retrieval.payload()),
        LibraryObjects.mayCall(request) ? (Integer) request.maxResults() : null,
        retrieval == null);
  }

  /**
   * Returns the query text. The request may contain only its vector, which was always so before
   * 1.12.
   */
  private static @Nullable String query(
      EmbeddingSearchRequest request, @Nullable RetrievalPayload retrieval) {
    if (Accessors.read(request, "query") instanceof String text) {
      return text;
    }
    return retrieval == null ? null : retrieval.query();
  }

  @Override
  protected void answered(RetrievalPayload content, Span span, Object result) {
    if (LibraryObjects.mayCall(result)) {
      content.recordResult(span, ((EmbeddingSearchResult<?>) result).matches());
    }
  }
}
