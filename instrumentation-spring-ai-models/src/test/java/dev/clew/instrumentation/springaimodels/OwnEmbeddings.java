// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaimodels;

import java.util.List;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.EmbeddingResponseMetadata;

/** Embeds every text at the same place. */
class OwnEmbeddings implements EmbeddingModel {
  @Override
  public EmbeddingResponse call(EmbeddingRequest request) {
    List<Embedding> vectors =
        request.getInstructions().stream()
            .map(text -> new Embedding(new float[] {1, 0, 0}, 0))
            .toList();
    return new EmbeddingResponse(
        vectors, new EmbeddingResponseMetadata("sample-embedding", new DefaultUsage(5, 0)));
  }

  @Override
  public int dimensions() {
    return 3; // the library would find out by embedding something
  }

  @Override
  public float[] embed(Document document) {
    return embed(document.getText());
  }
}
