// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.embedding;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.instrumentation.langchain4j.value.Values;
import dev.clew.instrumentation.langchain4j.work.ModelIdentities;
import dev.clew.instrumentation.langchain4j.work.WorkHook;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code EmbeddingModel.embed(EmbeddingRequest)} and {@code doEmbed}, since 1.18: the request says
 * which model is meant, the response which one it was.
 */
final class EmbeddingRequestHook extends WorkHook<EmbeddingContent> {
  private static final String NO_NAME = "unknown";

  private final ModelIdentities models;

  EmbeddingRequestHook(Tracer tracer, ModelIdentities models) {
    super(tracer, EmbeddingContent.KIND);
    this.models = models;
  }

  @Override
  protected EmbeddingContent begin(Object doer, Call call) {
    EmbeddingRequest request = request(call);
    EmbeddingContent content =
        new EmbeddingContent(
            models.of(doer, EmbeddingModel.class),
            request == null ? null : Values.size(request.inputs()));
    deeper(content, call);
    return content;
  }

  @Override
  protected void deeper(EmbeddingContent content, Call call) {
    EmbeddingRequest request = request(call);
    if (request != null) {
      content.asked(request.modelName(), request.dimensions());
    }
  }

  private static @Nullable EmbeddingRequest request(Call call) {
    return LibraryObjects.askable(call.required(0, EmbeddingRequest.class));
  }

  @Override
  protected void answered(EmbeddingContent content, Span span, Object result) {
    EmbeddingResponse response = LibraryObjects.askable((EmbeddingResponse) result);
    if (response == null) {
      return;
    }
    List<Embedding> vectors = response.embeddings();
    Integer count = Values.size(vectors);
    Embedding first = count == null || count == 0 ? null : LibraryObjects.askable(vectors.get(0));
    content.answered(
        count, first == null ? null : (Integer) first.dimension(), response.tokenUsage());
    content.answeredBy(NO_NAME.equals(response.modelName()) ? null : response.modelName());
  }
}
