// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.retrieval;

import dev.clew.api.data.RetrievalData;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.OperationPayload;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The content of a search span: the query, the source and the documents. */
final class RetrievalPayload implements OperationPayload {
  private static final String RESULTS = "clew.retrieval.results";

  private final String verb;
  private final String source;
  private final Supplier<@Nullable String> query;
  private final @Nullable Integer topK;
  private final boolean withTexts;
  private volatile List<?> found = List.of();

  /**
   * Creates the payload of a search that is starting.
   *
   * @param source the class name of the searcher
   * @param query computed on the export thread
   * @param withTexts false if the span above shows the documents
   */
  RetrievalPayload(
      String verb,
      String source,
      Supplier<@Nullable String> query,
      @Nullable Integer topK,
      boolean withTexts) {
    this.verb = verb;
    this.source = source;
    this.query = query;
    this.topK = topK;
    this.withTexts = withTexts;
  }

  @Override
  public SpanType type() {
    return SpanType.RETRIEVAL;
  }

  @Override
  public String name() {
    return verb + " " + source;
  }

  /** Records the documents; their number is recorded even if there are too many to keep. */
  void recordResult(Span span, @Nullable Object documents) {
    found = Documents.snapshot(documents);
    Long count = Documents.count(documents);
    if (count != null) {
      span.setAttribute(RESULTS, count);
    }
  }

  /** Returns the query text; on the export thread. */
  @Nullable String query() {
    return query.get();
  }

  @Override
  public RetrievalData render() {
    return new RetrievalData(source, query.get(), topK, Documents.render(found, withTexts));
  }

  @Override
  public long retainedBytes() {
    return 1024 + Documents.retainedBytes(found);
  }
}
