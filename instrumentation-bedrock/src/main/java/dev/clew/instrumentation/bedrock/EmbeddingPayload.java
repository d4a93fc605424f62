// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.Usage;
import dev.clew.kit.value.JsonTree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** The content of an embedding span: numbers only, neither texts nor vectors. */
final class EmbeddingPayload extends BedrockPayload {
  private final ModelName model;

  EmbeddingPayload(Object client, SdkRequest request, ModelName model) {
    super(client, request, false);
    this.model = model;
  }

  @Override
  public EmbeddingData outline() {
    return data(null, null, null);
  }

  @Override
  public EmbeddingData render() {
    JsonTree question = SdkJson.body(request());
    int inputs = 0;
    for (String field : List.of("texts", "inputs", "images")) {
      inputs += question.list(field).size();
    }
    JsonTree vectors = SdkJson.body(result());
    Usage usage = new Answer(vectors, result()).usage();
    return data(dimensions(vectors), Math.max(1, inputs), usage);
  }

  private EmbeddingData data(
      @Nullable Integer dimensions, @Nullable Integer inputs, @Nullable Usage usage) {
    return new EmbeddingData(Sdk.PROVIDER, model.name(), null, dimensions, inputs, usage);
  }

  /** Returns the length of the first vector: of a list, of lists of a type, or of objects. */
  private static @Nullable Integer dimensions(JsonTree answer) {
    Object vectors = answer.values().get("embedding");
    return length(vectors == null ? answer.values().get("embeddings") : vectors);
  }

  private static @Nullable Integer length(@Nullable Object vectors) {
    if (vectors instanceof Map<?, ?> byType) {
      return byType.isEmpty() ? null : length(byType.values().iterator().next());
    }
    if (vectors instanceof List<?> list && !list.isEmpty()) {
      Object first = list.get(0);
      if (first instanceof Number) {
        return list.size();
      }
      return length(first instanceof Map<?, ?> object ? object.get("embedding") : first);
    }
    return null;
  }
}
