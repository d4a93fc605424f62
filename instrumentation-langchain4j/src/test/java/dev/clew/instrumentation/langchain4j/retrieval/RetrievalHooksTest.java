// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.retrieval;

import static dev.clew.instrumentation.langchain4j.retrieval.Library.LISBON;
import static dev.clew.instrumentation.langchain4j.retrieval.Library.PORTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.RetrievalData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.instrumentation.langchain4j.LangChain4jModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.rag.AugmentationRequest;
import dev.langchain4j.rag.AugmentationResult;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.aggregator.ReRankingContentAggregator;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Metadata;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.rag.query.router.DefaultQueryRouter;
import dev.langchain4j.rag.query.router.LanguageModelQueryRouter;
import dev.langchain4j.rag.query.transformer.ExpandingQueryTransformer;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetrievalHooksTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new LangChain4jModule());

  interface Assistant {
    String answer(String question);
  }

  /** An application's retriever. */
  private static final class Own implements ContentRetriever {
    @Override
    public List<Content> retrieve(Query query) {
      return List.of(Content.from(PORTO));
    }
  }

  private static AugmentationResult augment(RetrievalAugmentor augmentor, String question) {
    return augmentor.augment(
        new AugmentationRequest(
            Library.asking(question), Metadata.from(Library.asking(question), "m-1", List.of())));
  }

  private static RetrievalData retrieval(String verb) {
    return SpanRecorder.data(span(verb), RetrievalData.class);
  }

  private static FinishedSpan span(String verb) {
    return weaving.spans().spans().stream()
        .filter(each -> each.name().startsWith(verb + " "))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void serviceWithARetriever_retrievesUnderItsAgentBeforeItGenerates() {
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(new Library.Chat("189 EUR"))
            .contentRetriever(Library.retriever())
            .build();

    assistant.answer("What is the fare to Lisbon?");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent Assistant.answer
              retrieval augment DefaultRetrievalAugmentor
                retrieval retrieve EmbeddingStoreContentRetriever
                  embedding embeddings Library$Embedder
                  retrieval search InMemoryEmbeddingStore
              generation chat Library$Chat
            """);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("score", 1.0);
    document.put("id", "d-1");
    document.put("text", LISBON.text());
    document.put("source", "fares.txt");
    document.put("metadata", Map.of("file_name", "fares.txt", "index", "0"));
    assertThat(retrieval("retrieve"))
        .isEqualTo(
            new RetrievalData(
                "EmbeddingStoreContentRetriever",
                "What is the fare to Lisbon?",
                null,
                List.of(document)));
    assertThat(retrieval("augment").documents()).isEqualTo(List.of(document));
    assertThat(retrieval("augment").query()).isEqualTo("What is the fare to Lisbon?");
    document.remove("text");
    assertThat(retrieval("search"))
        .isEqualTo(
            new RetrievalData(
                "InMemoryEmbeddingStore", "What is the fare to Lisbon?", 2, List.of(document)));
    assertThat(span("search").attributes()).containsEntry("clew.retrieval.results", 1L);
  }

  @Test
  void storeThatIsSearchedDirectly_showsTheTexts() {
    Library.store()
        .search(
            EmbeddingSearchRequest.builder()
                .queryEmbedding(Embedding.from(new float[] {0, 1}))
                .maxResults(1)
                .build());

    assertThat(weaving.tree()).hasToString("retrieval search InMemoryEmbeddingStore\n");
    assertThat(retrieval("search").query()).isNull();
    assertThat(retrieval("search").documents())
        .singleElement()
        .isEqualTo(Map.of("score", 1.0, "id", "d-2", "text", PORTO.text()));
  }

  @Test
  void searchByAVectorAlone_isForWhatItsRetrieverLooksFor() {
    ContentRetriever own =
        new ContentRetriever() {
          @Override
          public List<Content> retrieve(Query query) {
            Library.store()
                .search(
                    EmbeddingSearchRequest.builder()
                        .queryEmbedding(Embedding.from(new float[] {0, 1}))
                        .build());
            return List.of();
          }
        };

    own.retrieve(Query.from("Porto?"));

    assertThat(retrieval("search").query()).isEqualTo("Porto?");
  }

  @Test
  void severalQueries_areWorkedOnInParallelUnderTheAugmentation() {
    RetrievalAugmentor augmentor =
        DefaultRetrievalAugmentor.builder()
            .queryTransformer(
                new ExpandingQueryTransformer(new Library.Chat("fare Lisbon\nflights Porto")))
            .queryRouter(new DefaultQueryRouter(new Own(), Library.retriever()))
            .build();

    augment(augmentor, "Lisbon or Porto?");

    List<String> lines = weaving.tree().toString().lines().toList();
    assertThat(lines.subList(0, 3))
        .containsExactly(
            "retrieval augment DefaultRetrievalAugmentor",
            "  custom transform ExpandingQueryTransformer",
            "    generation chat Library$Chat");
    assertThat(lines.subList(3, lines.size()))
        .containsExactlyInAnyOrder(
            "  retrieval retrieve RetrievalHooksTest$Own",
            "  retrieval retrieve RetrievalHooksTest$Own",
            "  retrieval retrieve EmbeddingStoreContentRetriever",
            "    embedding embeddings Library$Embedder",
            "    retrieval search InMemoryEmbeddingStore",
            "  retrieval retrieve EmbeddingStoreContentRetriever",
            "    embedding embeddings Library$Embedder",
            "    retrieval search InMemoryEmbeddingStore");
    assertThat(SpanRecorder.data(span("transform"), CustomData.class))
        .isEqualTo(
            new CustomData(
                "transform ExpandingQueryTransformer",
                Map.of(
                    "query",
                    "Lisbon or Porto?",
                    "result",
                    List.of("fare Lisbon", "flights Porto"))));
  }

  @Test
  void modelThatRoutes_saysWhereTo() {
    RetrievalAugmentor augmentor =
        DefaultRetrievalAugmentor.builder()
            .queryRouter(
                new LanguageModelQueryRouter(
                    new Library.Chat("1"), Map.of(new Own(), "what is known of Porto")))
            .build();

    augment(augmentor, "Porto?");

    assertThat(weaving.tree())
        .hasToString(
            """
            retrieval augment DefaultRetrievalAugmentor
              custom route LanguageModelQueryRouter
                generation chat Library$Chat
              retrieval retrieve RetrievalHooksTest$Own
            """);
    assertThat(SpanRecorder.data(span("route"), CustomData.class).data())
        .containsEntry("result", List.of("RetrievalHooksTest$Own"));
  }

  @Test
  void ranking_isScoredUnderTheAggregation() {
    RetrievalAugmentor augmentor =
        DefaultRetrievalAugmentor.builder()
            .contentRetriever(new Own())
            .contentAggregator(new ReRankingContentAggregator(new Library.Scorer()))
            .build();

    augment(augmentor, "Porto?");

    assertThat(weaving.tree())
        .hasToString(
            """
            retrieval augment DefaultRetrievalAugmentor
              retrieval retrieve RetrievalHooksTest$Own
              retrieval aggregate ReRankingContentAggregator
                retrieval rerank Library$Scorer
            """);
    assertThat(retrieval("rerank"))
        .isEqualTo(
            new RetrievalData(
                "Library$Scorer",
                "Porto?",
                null,
                List.of(Map.of("score", (double) PORTO.text().length(), "text", PORTO.text()))));
    assertThat(retrieval("aggregate").documents())
        .containsExactly(
            Map.of("reranked_score", (double) PORTO.text().length(), "text", PORTO.text()));
  }

  @Test
  void lambda_isTracedWhereTheLibraryCallsIt() {
    ContentRetriever lambda = query -> List.of(Content.from(PORTO));
    AugmentationResult result =
        augment(DefaultRetrievalAugmentor.builder().contentRetriever(lambda).build(), "Porto?");

    assertThat(result.contents()).extracting(Content::textSegment).containsExactly(PORTO);
    assertThat(weaving.tree())
        .hasToString(
            """
            retrieval augment DefaultRetrievalAugmentor
              retrieval retrieve RetrievalHooksTest lambda
            """);
  }

  @Test
  void lambdaThatThrows_throwsWhatItThrew() {
    ContentRetriever lambda =
        query -> {
          throw new IllegalStateException("index is gone");
        };

    assertThatThrownBy(
            () ->
                augment(
                    DefaultRetrievalAugmentor.builder().contentRetriever(lambda).build(), "Porto?"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("index is gone");

    assertThat(weaving.tree())
        .hasToString(
            """
            retrieval augment DefaultRetrievalAugmentor [error java.lang.IllegalStateException]
              retrieval retrieve RetrievalHooksTest lambda [error java.lang.IllegalStateException]
            """);
  }

  @Test
  void routerThatTheApplicationCalls_handsOutTheRetrieversItWasGiven() {
    ContentRetriever lambda = query -> List.of();

    Collection<ContentRetriever> routes = new DefaultQueryRouter(lambda).route(Query.from("hi"));

    assertThat(routes).singleElement().isSameAs(lambda);
    assertThat(weaving.spans().spans()).isEmpty();
  }

  @Test
  void manyDocuments_areBoundedAndCounted() {
    ContentRetriever greedy =
        new ContentRetriever() {
          @Override
          public List<Content> retrieve(Query query) {
            return Collections.nCopies(250, Content.from("the same"));
          }
        };

    greedy.retrieve(Query.from("everything"));

    assertThat(retrieval("retrieve").documents()).hasSize(100);
    assertThat(span("retrieve").attributes()).containsEntry("clew.retrieval.results", 250L);
  }
}
