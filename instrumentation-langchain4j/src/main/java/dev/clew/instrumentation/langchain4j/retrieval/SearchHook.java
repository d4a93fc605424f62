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
 * {@code EmbeddingStore.search}. Below a retriever, whose span has the texts, the documents are
 * shown by score and id only.
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
    Operation<RetrievalPayload> retrieving = Operation.current(RetrieveHook.KIND);
    return new RetrievalPayload(
        "search",
        ReceiverNames.name(receiver),
        () -> query(request, retrieving == null ? null : retrieving.payload()),
        LibraryObjects.mayAsk(request) ? (Integer) request.maxResults() : null,
        retrieving == null);
  }

  /** Returns the text that is looked for: the request has only its vector, until 1.12 always. */
  private static @Nullable String query(
      EmbeddingSearchRequest request, @Nullable RetrievalPayload retrieving) {
    if (Accessors.read(request, "query") instanceof String text) {
      return text;
    }
    return retrieving == null ? null : retrieving.query();
  }

  @Override
  protected void answered(RetrievalPayload content, Span span, Object result) {
    if (LibraryObjects.mayAsk(result)) {
      content.found(span, ((EmbeddingSearchResult<?>) result).matches());
    }
  }
}
