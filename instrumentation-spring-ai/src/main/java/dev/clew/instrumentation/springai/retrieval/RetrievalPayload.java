// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.retrieval;

import dev.clew.api.data.RetrievalData;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.springai.library.LibraryObjects;
import dev.clew.kit.call.Operation;
import dev.clew.kit.call.OperationPayload;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.document.Document;

/** The content of a search: the query, where it searched, and what it found. */
final class RetrievalPayload implements OperationPayload {
  static final ContextKey<Operation<RetrievalPayload>> KIND =
      ContextKey.named("spring-ai.retrieval");

  private static final String RESULTS = "clew.retrieval.results";
  private static final int MAX_DOCUMENTS = 100;

  private final String verb;
  private final String source;
  private final @Nullable String query;
  private volatile @Nullable Integer topK;
  private volatile List<Document> found = List.of();

  RetrievalPayload(String verb, String source, @Nullable String query, @Nullable Integer topK) {
    this.verb = verb;
    this.source = source;
    this.query = query;
    this.topK = topK;
  }

  @Override
  public SpanType type() {
    return SpanType.RETRIEVAL;
  }

  @Override
  public String name() {
    return verb + source;
  }

  /** Records how many documents the store beneath a retriever is asked for. */
  void limit(@Nullable Integer documents) {
    topK = documents;
  }

  /** Records the documents; their number is recorded even if there are too many to keep. */
  void found(Span span, Object documents) {
    if (documents instanceof Collection<?> collection && Values.isOfJdk(collection)) {
      span.setAttribute(RESULTS, (long) collection.size());
      List<Document> kept = new ArrayList<>();
      for (Object each : collection) {
        if (kept.size() < MAX_DOCUMENTS
            && each instanceof Document document
            && LibraryObjects.mayCall(document)) {
          kept.add(document);
        }
      }
      found = kept;
    }
  }

  @Override
  public RetrievalData render() {
    return new RetrievalData(
        source, query, topK, found.stream().map(RetrievalPayload::describe).toList());
  }

  private static Map<String, @Nullable Object> describe(Document document) {
    Map<String, @Nullable Object> rendered = new LinkedHashMap<>();
    rendered.put("id", document.getId());
    rendered.put("score", document.getScore());
    rendered.put("text", document.getText());
    Map<String, Object> metadata = document.getMetadata();
    rendered.put("source", Values.tree(metadata.get("source")));
    rendered.put("metadata", metadata.isEmpty() ? null : Values.tree(metadata));
    rendered.values().removeIf(Objects::isNull);
    return rendered;
  }

  @Override
  public long retainedBytes() {
    return RetainedBytes.of(found, 256, document -> RetainedBytes.of(document.getText()));
  }
}
