// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.embedding;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.operation.LangChain4jHook;
import dev.clew.instrumentation.langchain4j.operation.ModelInfos;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.value.Values;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Traces {@code EmbeddingModel.embed} with a string or segment, and {@code embedAll}. */
final class EmbeddingHook extends LangChain4jHook<EmbeddingPayload> {
  private final ModelInfos models;

  EmbeddingHook(Tracer tracer, ModelInfos models) {
    super(tracer, EmbeddingPayload.KIND);
    this.models = models;
  }

  @Override
  protected EmbeddingPayload begin(Object receiver, Call call) {
    Object input = call.argument(0, Object.class);
    Integer inputs = input instanceof List<?> list ? Values.size(list) : (Integer) 1;
    return new EmbeddingPayload(models.of(receiver, EmbeddingModel.class), inputs);
  }

  @Override
  protected void answered(EmbeddingPayload content, Span span, Object result) {
    Response<?> response = LibraryObjects.callableOrNull((Response<?>) result);
    if (response == null) {
      return;
    }
    if (response.content() instanceof Embedding vector) {
      content.answered(1, length(vector), response.tokenUsage());
    } else if (response.content() instanceof List<?> vectors) {
      Integer count = Values.size(vectors);
      Object first = count == null || count == 0 ? null : vectors.get(0);
      content.answered(count, length(first), response.tokenUsage());
    }
  }

  private static @Nullable Integer length(@Nullable Object vector) {
    return vector instanceof Embedding embedding
            && LibraryObjects.mayCall(embedding)
            && embedding.vector() != null
        ? (Integer) embedding.dimension()
        : null;
  }
}
