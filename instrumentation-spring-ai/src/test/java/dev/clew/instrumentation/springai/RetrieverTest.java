// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.RetrievalData;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.document.Document;
import org.springframework.ai.rag.Query;
import org.springframework.ai.rag.retrieval.search.VectorStoreDocumentRetriever;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.ai.vectorstore.filter.Filter;

/** Vector stores and document retrievers, which are in artifacts of their own. */
class RetrieverTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new SpringAiModule());

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
