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
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code EmbeddingModel.embed(EmbeddingRequest)} and {@code doEmbed}, since 1.18: the
 * request names the requested model, the response the actual one.
 */
final class EmbeddingRequestHook extends LangChain4jHook<EmbeddingPayload> {
  private static final String NO_NAME = "unknown";

  private final ModelInfos models;

  EmbeddingRequestHook(Tracer tracer, ModelInfos models) {
    super(tracer, EmbeddingPayload.KIND);
    this.models = models;
  }

  @Override
  protected EmbeddingPayload begin(Object receiver, Call call) {
    EmbeddingRequest request = request(call);
    EmbeddingPayload content =
        new EmbeddingPayload(
            models.of(receiver, EmbeddingModel.class),
            request == null ? null : Values.size(request.inputs()));
    nestedCall(content, call);
    return content;
  }

  @Override
  protected void nestedCall(EmbeddingPayload content, Call call) {
    EmbeddingRequest request = request(call);
    if (request != null) {
      content.requested(request.modelName(), request.dimensions());
    }
  }

  private static @Nullable EmbeddingRequest request(Call call) {
    return LibraryObjects.callableOrNull(call.required(0, EmbeddingRequest.class));
  }

  @Override
  protected void answered(EmbeddingPayload content, Span span, Object result) {
    EmbeddingResponse response = LibraryObjects.callableOrNull((EmbeddingResponse) result);
    if (response == null) {
      return;
    }
    List<Embedding> vectors = response.embeddings();
    Integer count = Values.size(vectors);
    Embedding first =
        count == null || count == 0 ? null : LibraryObjects.callableOrNull(vectors.get(0));
    content.answered(
        count, first == null ? null : (Integer) first.dimension(), response.tokenUsage());
    content.answeredBy(NO_NAME.equals(response.modelName()) ? null : response.modelName());
  }
}
