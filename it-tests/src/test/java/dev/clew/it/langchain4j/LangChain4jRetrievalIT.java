// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.ModelEndpoint;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.TracedSpan;
import dev.clew.it.openai.FakeProvider;
import dev.clew.it.openai.FakeProvider.Script;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Retrieval and all models except chat models, with every supported version of LangChain4j. */
class LangChain4jRetrievalIT {
  private static final String AUGMENT = "augment DefaultRetrievalAugmentor";

  private static final String EMBEDDINGS =
      """
      {"object":"list","data":[{"object":"embedding","index":0,"embedding":[1.0,0.0]}],
       "model":"text-embedding-3-small","usage":{"prompt_tokens":8,"total_tokens":8}}""";

  private static final String TWO_EMBEDDINGS =
      """
      {"object":"list","data":[{"object":"embedding","index":0,"embedding":[1.0,0.0]},
       {"object":"embedding","index":1,"embedding":[0.0,1.0]}],
       "model":"text-embedding-3-small","usage":{"prompt_tokens":8,"total_tokens":8}}""";

  private static final String IMAGES =
      """
      {"created":1741569952,"data":[
       {"url":"https://images/boat.png","revised_prompt":"a small boat"}]}""";

  private static final String COMPLETION =
      """
      {"id":"cmpl-7","object":"text_completion","created":1741569952,
       "model":"gpt-3.5-turbo-instruct","choices":[{"text":"once upon a time","index":0,
       "logprobs":null,"finish_reason":"length"}],
       "usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12}}""";

  static List<String> versions() {
    return LibraryClasspath.versions("langchain4j");
  }

  private static String moderation(boolean flagged) {
    return """
        {"id":"modr-7","model":"omni-moderation-latest","results":[{"flagged":%s,
         "categories":{"hate":false,"violence":%s},
         "category_scores":{"hate":0.1,"violence":0.9}}]}"""
        .formatted(flagged, flagged);
  }

  private static String chat(String text) {
    return """
        {"id":"chatcmpl-7","object":"chat.completion","created":1741569952,
         "model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":{"role":"assistant",
         "content":"%s"},"finish_reason":"stop"}],
         "usage":{"prompt_tokens":12,"completion_tokens":5,"total_tokens":17}}"""
        .formatted(text);
  }

  private static ModelEndpoint provider() {
    return FakeProvider.start(
        new Script()
            .json("/v1/embeddings", EMBEDDINGS)
            .json("plain-threat", moderation(true))
            .json("/v1/moderations", moderation(false), moderation(true))
            .json("/v1/images", IMAGES)
            .json("complete-me", COMPLETION)
            .json("rag-local", chat("189 EUR, says the file"))
            .json("rag-remote", chat("189 EUR, says the store"))
            .json("Generate 2 different versions", chat("fare to Lisbon\\nflights to Porto"))
            .json("rag-parallel", chat("both"))
            .json("rag-ranked", chat("the longest"))
            .json("moderated-harmless", chat("gladly"))
            .json("moderated-harmful", chat("never seen"))
            .events(
                "rag-streamed",
                "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"flown\"}}]}",
                "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
                "[DONE]"));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void version_isTraced(String version) {
    Application app =
        Application.compile(
            "langchain4j-rag",
            LibraryClasspath.of(
                "dev.langchain4j:langchain4j:" + version,
                "dev.langchain4j:langchain4j-open-ai:" + version));

    TracedRun run =
        Comparison.of(Jdk.running(), app).provider(LangChain4jRetrievalIT::provider).run();

    assertModels(run);
    assertRetrieval(run);
    assertModeration(run);
    assertThat(run.traces().trees()).hasSize(11);
  }

  private static void assertModels(TracedRun run) {
    List<TraceTree> trees = run.traces().trees();
    assertThat(trees.get(0).describe()).isEqualTo("generation generate image dall-e-3\n");
    TracedSpan image = trees.get(0).only("generation");
    assertThat(image.data().at("/input/0/content").asText()).isEqualTo("a boat on the Tejo");
    assertThat(image.data().at("/output/0/content").toString())
        .contains("https://images/boat.png", "a small boat");
    assertThat(image.details().path("provider").asText()).isEqualTo("openai");
    assertThat(trees.get(1).describe()).isEqualTo("generation completion gpt-3.5-turbo-instruct\n");
    TracedSpan completion = trees.get(1).only("generation");
    assertThat(completion.tokens()).isEqualTo("5+7");
    assertThat(completion.data().at("/output/0/content").asText()).isEqualTo("once upon a time");
    assertThat(trees.get(2).describe()).isEqualTo("guardrail moderation omni-moderation-latest\n");
    TracedSpan moderation = trees.get(2).only("guardrail");
    assertThat(moderation.data().path("triggered").asBoolean()).isTrue();
    assertThat(moderation.details().at("/details/results/0/categories"))
        .hasToString("[\"violence\"]");
    assertThat(moderation.json().toString()).doesNotContain("plain-threat");
    assertThat(trees.get(3).describe()).isEqualTo("embedding embeddings Models$Local\n");
    assertThat(trees.get(3).only("embedding").data().path("inputs").asInt()).isEqualTo(2);
  }

  private static void assertRetrieval(TracedRun run) {
    List<TraceTree> trees = run.traces().trees();
    assertThat(trees.get(4).describe()).isEqualTo(underAnAgent("Assistant.answer", "Models$Local"));
    TracedSpan found = trees.get(4).named("retrieve EmbeddingStoreContentRetriever");
    assertThat(found.data().path("query").asText()).isEqualTo("rag-local: the fare to Lisbon?");
    assertThat(found.data().at("/documents/0/text").asText())
        .isEqualTo("A flight to Lisbon costs 189 EUR.");
    assertThat(found.data().at("/documents/0/source").asText()).isEqualTo("fares.txt");
    assertThat(found.data().at("/documents/0/score").asDouble()).isEqualTo(1.0);
    TracedSpan search = trees.get(4).named("search InMemoryEmbeddingStore");
    assertThat(search.data().path("top_k").asInt()).isEqualTo(1);
    assertThat(search.data().path("query").asText()).isEqualTo("rag-local: the fare to Lisbon?");
    assertThat(trees.get(5).describe())
        .isEqualTo(underAnAgent("Assistant.answer", "text-embedding-3-small"));
    TracedSpan remote = trees.get(5).only("embedding");
    assertThat(remote.tokens()).startsWith("8+");
    assertThat(remote.data().path("dimensions").asInt()).isEqualTo(2);
    assertThat(trees.get(6).describe(AUGMENT))
        .isEqualTo(
            """
            agent Assistant.answer
              retrieval augment DefaultRetrievalAugmentor
                custom transform ExpandingQueryTransformer
                  generation chat gpt-4o
                retrieval retrieve EmbeddingStoreContentRetriever
                  embedding embeddings Models$Local
                  retrieval search InMemoryEmbeddingStore
                retrieval retrieve EmbeddingStoreContentRetriever
                  embedding embeddings Models$Local
                  retrieval search InMemoryEmbeddingStore
                retrieval retrieve Rag lambda
                retrieval retrieve Rag lambda
              generation chat gpt-4o
            """);
    assertThat(trees.get(7).describe())
        .isEqualTo(
            """
            agent Assistant.answer
              retrieval augment DefaultRetrievalAugmentor
                retrieval retrieve EmbeddingStoreContentRetriever
                  embedding embeddings Models$Local
                  retrieval search InMemoryEmbeddingStore
                retrieval aggregate ReRankingContentAggregator
                  retrieval rerank Models$Lengths
              generation chat gpt-4o
            """);
    assertThat(trees.get(8).describe())
        .isEqualTo(
            underAnAgent("Writer.write", "Models$Local")
                .replace("chat gpt-4o", "chat gpt-4o (streamed)"));
  }

  private static String underAnAgent(String agent, String embeddingModel) {
    return """
        agent %s
          retrieval augment DefaultRetrievalAugmentor
            retrieval retrieve EmbeddingStoreContentRetriever
              embedding embeddings %s
              retrieval search InMemoryEmbeddingStore
          generation chat gpt-4o
        """
        .formatted(agent, embeddingModel);
  }

  private static void assertModeration(TracedRun run) {
    // The moderation and the chat model are called concurrently.
    TraceTree harmless = run.traces().trees().get(9);
    assertThat(harmless.describe("Guarded.answer"))
        .isEqualTo(
            """
            agent Guarded.answer
              generation chat gpt-4o
              guardrail moderation omni-moderation-latest
            """);
    assertThat(harmless.only("guardrail").data().path("triggered").asBoolean()).isFalse();
    TraceTree harmful = run.traces().trees().get(10);
    assertThat(harmful.describe("Guarded.answer"))
        .startsWith(
            "agent Guarded.answer ERROR dev.langchain4j.service.ModerationException: Text"
                + " \"moderated-harmful\" violates content policy\n")
        .endsWith("  guardrail moderation omni-moderation-latest\n");
    assertThat(harmful.only("guardrail").data().path("triggered").asBoolean()).isTrue();
  }

  @Test
  void overTheSdkOfOpenAi_oneCallIsOneSpanThatTheSdkEnriches() {
    Application app =
        Application.compile(
            "langchain4j-rag-official",
            LibraryClasspath.of("dev.langchain4j:langchain4j-open-ai-official:1.11.0-beta19"));

    TracedRun run =
        Comparison.of(Jdk.running(), app)
            .provider(
                () ->
                    FakeProvider.start(
                        new Script()
                            .json("/v1/embeddings", TWO_EMBEDDINGS)
                            .json("/v1/images", IMAGES)
                            .json("/v1/moderations", moderation(true))))
            .run();

    assertThat(run.traces().describe())
        .isEqualTo(
            """
            embedding embeddings text-embedding-3-small
            generation generate image dall-e-3
            guardrail moderation Main$Watchdog
            """);
    List<TraceTree> trees = run.traces().trees();
    TracedSpan embedding = trees.get(0).only("embedding");
    assertThat(embedding.tokens()).startsWith("8+");
    assertThat(embedding.details().path("response_model").asText())
        .isEqualTo("text-embedding-3-small");
    assertThat(trees.get(1).only("generation").details().path("server_address").asText())
        .isNotEmpty();
    TracedSpan guardrail = trees.get(2).only("guardrail");
    assertThat(guardrail.details().at("/details/request_model").asText()).isEqualTo("omni");
    assertThat(guardrail.details().at("/details/results/0/categories"))
        .hasToString("[\"violence\"]");
  }
}
