// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.google.genai.types.ContentEmbedding;
import com.google.genai.types.ContentEmbeddingStatistics;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.EmbedContentResponse;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of an embedding span: numbers only. Texts and vectors, which may be large, are not
 * kept. Only Vertex AI counts tokens, for each content.
 */
final class EmbedPayload extends GenAiPayload {
  private final int inputs;
  private volatile @Nullable Integer dimensions;
  private volatile @Nullable Usage usage;

  EmbedPayload(@Nullable String model, int inputs, @Nullable Object config) {
    super(model);
    this.inputs = inputs;
    this.dimensions =
        config instanceof EmbedContentConfig given && GenAiLibrary.own(given) != null
            ? given.outputDimensionality().orElse(null)
            : null;
  }

  @Override
  public void result(Object answer) {
    EmbedContentResponse response = GenAiLibrary.own((EmbedContentResponse) answer);
    List<ContentEmbedding> vectors =
        response == null ? List.of() : GenAiLibrary.safe(response.embeddings().orElse(null));
    double tokens = 0;
    for (ContentEmbedding vector : vectors) {
      ContentEmbeddingStatistics statistics = vector.statistics().orElse(null);
      tokens += statistics == null ? 0 : statistics.tokenCount().orElse(0f);
    }
    if (tokens > 0) {
      usage = new Usage((long) tokens, null, (long) tokens, null, null, null, null, null, false);
    }
    if (dimensions == null && !vectors.isEmpty()) {
      dimensions = vectors.get(0).values().map(List::size).orElse(null);
    }
  }

  /** The complete content, because nothing of the library is kept. */
  @Override
  public EmbeddingData outline() {
    return render();
  }

  @Override
  public EmbeddingData render() {
    return new EmbeddingData(client().provider(), model(), null, dimensions, inputs, usage);
  }
}
