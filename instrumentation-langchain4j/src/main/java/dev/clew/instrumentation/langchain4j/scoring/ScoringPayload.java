// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.scoring;

import dev.clew.api.data.RetrievalData;
import dev.clew.api.data.SpanData;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.operation.ModelInfo;
import dev.clew.instrumentation.langchain4j.operation.ModelPayload;
import dev.clew.instrumentation.langchain4j.retrieval.Documents;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.call.Operation;
import dev.langchain4j.data.segment.TextSegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a scoring span: every text with its score. A retrieval span, because it ranks
 * documents.
 */
final class ScoringPayload extends ModelPayload {
  static final ContextKey<Operation<ScoringPayload>> KIND = ContextKey.named("langchain4j.scoring");

  private final @Nullable String query;
  private final List<Object> texts;
  private volatile List<Object> scores = List.of();

  ScoringPayload(ModelInfo model, @Nullable String query, List<Object> texts) {
    super(model);
    this.query = query;
    this.texts = texts;
  }

  @Override
  public SpanType type() {
    return SpanType.RETRIEVAL;
  }

  @Override
  public String name() {
    return model().spanName("rerank");
  }

  void answered(List<Object> newScores) {
    scores = newScores;
  }

  @Override
  protected SpanData describe() {
    List<Map<String, @Nullable Object>> documents = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      if (i < scores.size()) {
        document.put("score", scores.get(i));
      }
      if (texts.get(i) instanceof TextSegment segment && LibraryObjects.mayCall(segment)) {
        Documents.describe(document, segment, true);
      } else {
        document.put("text", texts.get(i).toString());
      }
      documents.add(document);
    }
    String modelName = model().modelName();
    return new RetrievalData(
        modelName != null ? modelName : model().className(), query, null, documents);
  }

  @Override
  public long retainedBytes() {
    return 1024 + Documents.retainedBytes(texts);
  }
}
