// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.embedding;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.operation.LangChain4jHook;
import dev.clew.instrumentation.langchain4j.operation.ModelInfos;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.value.Values;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code EmbeddingModel.embed} with a string, a segment or, since 1.18, a request, which
 * names the requested model as its response does the actual one; {@code doEmbed} and {@code
 * embedAll}. Requests and responses are read by name.
 */
final class EmbeddingHook extends LangChain4jHook<EmbeddingPayload> {
  private final ModelInfos models;

  EmbeddingHook(Tracer tracer, ModelInfos models) {
    super(tracer, EmbeddingPayload.KIND);
    this.models = models;
  }

  @Override
  protected EmbeddingPayload begin(Object receiver, Call call) {
    Object input = call.required(0, Object.class);
    boolean single = input instanceof String || input instanceof TextSegment;
    EmbeddingPayload content =
        new EmbeddingPayload(models.of(receiver), single ? (Integer) 1 : count(input));
    nestedCall(content, call);
    return content;
  }

  private static @Nullable Integer count(Object input) {
    Object inputs = input instanceof List<?> ? input : Accessors.read(input, "inputs");
    return inputs instanceof List<?> list ? Values.size(list) : null;
  }

  @Override
  protected void nestedCall(EmbeddingPayload content, Call call) {
    Object request = call.required(0, Object.class);
    content.requested(
        ModelInfos.nameIn(request),
        Accessors.read(request, "dimensions") instanceof Integer dimensions ? dimensions : null);
  }

  @Override
  protected void answered(EmbeddingPayload content, Span span, Object result) {
    TokenUsage usage =
        Accessors.read(result, "tokenUsage") instanceof TokenUsage counted ? counted : null;
    Object vectors = Accessors.read(result, "content");
    vectors = vectors != null ? vectors : Accessors.read(result, "embeddings");
    if (vectors instanceof Embedding) {
      content.answered(1, length(vectors), usage);
    } else if (vectors instanceof List<?> list) {
      Integer count = Values.size(list);
      Object first = count == null || count == 0 ? null : list.get(0);
      content.answered(count, length(first), usage);
    }
    content.answeredBy(ModelInfos.nameIn(result));
  }

  private static @Nullable Integer length(@Nullable Object vector) {
    return vector instanceof Embedding embedding
            && LibraryObjects.mayCall(embedding)
            && embedding.vector() != null
        ? (Integer) embedding.dimension()
        : null;
  }
}
