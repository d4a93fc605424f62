// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.scoring;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.operation.LangChain4jHook;
import dev.clew.instrumentation.langchain4j.operation.ModelInfos;
import dev.clew.instrumentation.langchain4j.retrieval.Documents;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.langchain4j.model.output.Response;
import java.util.List;

/**
 * Traces {@code ScoringModel.score} and {@code scoreAll}, mostly used to rerank retrieved
 * documents.
 */
final class ScoringHook extends LangChain4jHook<ScoringPayload> {
  private final ModelInfos models;

  ScoringHook(Tracer tracer, ModelInfos models) {
    super(tracer, ScoringPayload.KIND);
    this.models = models;
  }

  @Override
  protected ScoringPayload begin(Object receiver, Call call) {
    Object scored = call.required(0, Object.class);
    return new ScoringPayload(
        models.of(receiver),
        call.argument(1, String.class),
        scored instanceof List<?> list ? Documents.snapshot(list) : List.of(scored));
  }

  @Override
  protected void answered(ScoringPayload content, Span span, Object result) {
    Object scores = LibraryObjects.mayCall(result) ? ((Response<?>) result).content() : null;
    if (scores == null) {
      return;
    }
    content.answered(scores instanceof List<?> list ? Documents.snapshot(list) : List.of(scores));
  }
}
