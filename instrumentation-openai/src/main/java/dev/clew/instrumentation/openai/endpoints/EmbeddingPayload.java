// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.embeddings;

import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.Embedding;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.Usage;
import dev.clew.instrumentation.openai.call.OpenAiPayload;
import dev.clew.instrumentation.openai.json.ModelName;
import dev.clew.kit.http.ServiceClient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of an embedding span: numbers only. Texts and vectors, which may be large, are not
 * kept.
 */
final class EmbeddingPayload extends OpenAiPayload {
  private final @Nullable String requestModel;
  private final int inputs;
  private volatile @Nullable Integer dimensions;
  private volatile @Nullable String responseModel;
  private volatile @Nullable Usage usage;

  EmbeddingPayload(ServiceClient client, EmbeddingCreateParams params) {
    super(client);
    this.requestModel = ModelName.of(params._model());
    this.inputs = count(params._input().asKnown().orElse(null));
    this.dimensions = params._dimensions().asKnown().map(Long::intValue).orElse(null);
  }

  private static int count(EmbeddingCreateParams.@Nullable Input input) {
    if (input != null && input.isArrayOfStrings()) {
      return input.asArrayOfStrings().size();
    }
    return input != null && input.isArrayOfTokenArrays() ? input.asArrayOfTokenArrays().size() : 1;
  }

  @Override
  public void result(Object parsed) {
    CreateEmbeddingResponse response = (CreateEmbeddingResponse) parsed;
    responseModel = response._model().asString().orElse(null);
    response
        ._usage()
        .asKnown()
        .ifPresent(
            counted -> {
              Long input = counted._promptTokens().asKnown().orElse(null);
              Long total = counted._totalTokens().asKnown().orElse(null);
              usage = new Usage(input, null, total, null, null, null, null, null, false);
            });
    List<Embedding> vectors = response._data().asKnown().orElse(List.of());
    if (dimensions == null && !vectors.isEmpty()) {
      int length = vectors.get(0)._embedding().asKnown().map(List::size).orElse(0);
      dimensions = length == 0 ? null : length;
    }
  }

  /** The complete content, because nothing of the library is kept. */
  @Override
  public EmbeddingData outline() {
    return render();
  }

  @Override
  public EmbeddingData render() {
    return new EmbeddingData(
        client().provider(), requestModel, responseModel, dimensions, inputs, usage);
  }
}
