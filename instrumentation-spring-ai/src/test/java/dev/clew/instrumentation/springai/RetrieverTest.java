// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.RetrievalData;
import dev.clew.instrumentation.springaimodels.SpringAiModelsModule;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.rag.Query;
import org.springframework.ai.rag.retrieval.search.VectorStoreDocumentRetriever;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.ai.vectorstore.filter.Filter;

/** Vector stores and document retrievers, which are in artifacts of their own. */
class RetrieverTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new SpringAiModule(), new SpringAiModelsModule());

  private static final class OneDocument implements VectorStore {
    @Override
    public void add(List<Document> documents) {}

    @Override
    public void delete(List<String> ids) {}

    @Override
    public void delete(Filter.Expression filter) {}

    @Override
    public List<Document> similaritySearch(SearchRequest request) {
      return List.of(new Document("d1", "Rome is in Italy.", Map.of("source", "atlas")));
    }
  }

  @Test
  void similaritySearch_isARetrieval() {
    new OneDocument().similaritySearch(SearchRequest.builder().query("Rome?").topK(1).build());

    assertThat(weaving.tree()).hasToString("retrieval search RetrieverTest$OneDocument\n");
    RetrievalData data = weaving.spans().only(RetrievalData.class);
    assertThat(data.query()).isEqualTo("Rome?");
    assertThat(data.topK()).isEqualTo(1);
    assertThat(data.documents()).hasSize(1);
    assertThat(data.documents().get(0))
        .containsEntry("id", "d1")
        .containsEntry("text", "Rome is in Italy.")
        .containsEntry("source", "atlas");
  }

  @Test
  void similaritySearch_hasItsEmbeddingBelow() {
    SimpleVectorStore store = SimpleVectorStore.builder(new OneVector()).build();

    store.similaritySearch("Rome?");

    assertThat(weaving.tree())
        .hasToString(
            """
            retrieval search SimpleVectorStore
              embedding embeddings RetrieverTest$OneVector
            """);
  }

  private static final class OneVector implements EmbeddingModel {
    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
      return new EmbeddingResponse(List.of(new Embedding(new float[] {1, 0, 0}, 0)));
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

  @Test
  void retrieve_isOneRetrievalWithItsStore() {
    VectorStoreDocumentRetriever retriever =
        VectorStoreDocumentRetriever.builder().vectorStore(new OneDocument()).topK(3).build();

    assertThat(retriever.retrieve(new Query("Rome?"))).hasSize(1);

    RetrievalData data = weaving.spans().only(RetrievalData.class);
    assertThat(weaving.spans().only().name()).isEqualTo("retrieve VectorStoreDocumentRetriever");
    assertThat(data.query()).isEqualTo("Rome?");
    assertThat(data.topK()).isEqualTo(3);
    assertThat(data.documents()).hasSize(1);
  }
}
