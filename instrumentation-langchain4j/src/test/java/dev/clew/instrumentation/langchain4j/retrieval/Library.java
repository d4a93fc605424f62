// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.retrieval;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.List;
import java.util.Map;

/** Models that need no network, and two texts to find. */
final class Library {
  static final TextSegment LISBON =
      TextSegment.from(
          "A flight to Lisbon costs 189 EUR.",
          Metadata.from(Map.of("file_name", "fares.txt", "index", "0")));
  static final TextSegment PORTO = TextSegment.from("Porto is served on Sundays.");

  private Library() {}

  /** Two dimensions: whether the text is about Lisbon or not. */
  static final class Embedder implements EmbeddingModel {
    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
      return Response.from(
          segments.stream()
              .map(each -> each.text().contains("Lisbon") ? new float[] {1, 0} : new float[] {0, 1})
              .map(Embedding::from)
              .toList());
    }
  }

  /** Repeats the last message, or answers with a fixed text. */
  static final class Chat implements ChatModel {
    private final String answer;

    Chat(String answer) {
      this.answer = answer;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
      return ChatResponse.builder().aiMessage(AiMessage.from(answer)).build();
    }
  }

  static final class Scorer implements ScoringModel {
    @Override
    public Response<List<Double>> scoreAll(List<TextSegment> segments, String query) {
      return Response.from(segments.stream().map(each -> (double) each.text().length()).toList());
    }
  }

  static EmbeddingStore<TextSegment> store() {
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    store.add("d-1", Embedding.from(new float[] {1, 0}), LISBON);
    store.add("d-2", Embedding.from(new float[] {0, 1}), PORTO);
    return store;
  }

  static EmbeddingStoreContentRetriever retriever() {
    return EmbeddingStoreContentRetriever.builder()
        .embeddingStore(store())
        .embeddingModel(new Embedder())
        .maxResults(2)
        .minScore(0.7)
        .build();
  }

  static UserMessage asking(String question) {
    return UserMessage.from(question);
  }
}
