// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.Usage;
import dev.clew.instrumentation.langchain4j.LangChain4jModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddingHooksTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new LangChain4jModule());

  /** An application's model in the older form. */
  private static final class Own implements EmbeddingModel {
    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
      List<Embedding> vectors =
          segments.stream()
              .map(each -> Embedding.from(new float[] {each.text().length(), 1, 2}))
              .toList();
      return Response.from(vectors, new TokenUsage(7));
    }
  }

  /** An application's model in the newer form. */
  private static final class Newer implements EmbeddingModel {
    @Override
    public EmbeddingResponse doEmbed(EmbeddingRequest request) {
      return EmbeddingResponse.builder()
          .embeddings(
              request.inputs().stream().map(each -> Embedding.from(new float[] {1, 2})).toList())
          .modelName("embed-2-large")
          .tokenUsage(new TokenUsage(9))
          .build();
    }

    @Override
    public String modelName() {
      return "embed-2";
    }

    @Override
    public ModelProvider provider() {
      return ModelProvider.MISTRAL_AI;
    }
  }

  /** Calls another model for texts it does not know yet. */
  private record Cache(EmbeddingModel behind) implements EmbeddingModel {
    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
      return behind.embedAll(segments);
    }
  }

  private static Usage tokens(long input) {
    return new Usage(input, null, input, null, null, null, null, null, false);
  }

  @Test
  void textThatPassesFourMethods_isOneSpan() {
    new Newer().embed("hello");

    assertThat(weaving.spans().only().name()).isEqualTo("embeddings EmbeddingHooksTest$Newer");
    assertThat(weaving.spans().only(EmbeddingData.class))
        .isEqualTo(new EmbeddingData(null, null, "embed-2-large", 2, 1, tokens(9)));
  }

  @Test
  void ownModel_isTracedByItsClass() {
    new Own().embedAll(List.of(TextSegment.from("one"), TextSegment.from("two")));

    assertThat(weaving.tree()).hasToString("embedding embeddings EmbeddingHooksTest$Own\n");
    assertThat(weaving.spans().only(EmbeddingData.class))
        .isEqualTo(new EmbeddingData(null, null, null, 3, 2, tokens(7)));
  }

  @Test
  void outline_knowsTheModelAlone() {
    new Newer().embed("hello");

    assertThat(weaving.spans().only().payload().outline())
        .isEqualTo(new EmbeddingData(null, null, null, null, null, null));
  }

  @Test
  void cache_isCustomAboveTheModelThatDidTheWork() {
    new Cache(new Own()).embed("hello");

    assertThat(weaving.tree())
        .hasToString(
            """
            custom embeddings EmbeddingHooksTest$Cache
              embedding embeddings EmbeddingHooksTest$Own
            """);
    assertThat(SpanRecorder.data(weaving.spans().spans().get(1), CustomData.class).data())
        .isEqualTo(Map.of("model_class", "EmbeddingHooksTest$Cache"));
  }

  @Test
  void listenersOfTheLibrary_addNoSpan() {
    new Own().addListener(new EmbeddingModelListener() {}).embed("hello");

    assertThat(weaving.tree()).hasToString("embedding embeddings EmbeddingHooksTest$Own\n");
  }

  @Test
  void modelThatThrows_isFailedAndKeepsItsFigures() {
    EmbeddingModel broken =
        new EmbeddingModel() {
          @Override
          public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
            throw new IllegalStateException("out of order");
          }
        };

    assertThatThrownBy(
            () -> broken.embedAll(List.of(TextSegment.from("one"), TextSegment.from("two"))))
        .hasMessage("out of order");

    assertThat(weaving.tree().toString()).endsWith("[error java.lang.IllegalStateException]\n");
    assertThat(weaving.spans().only(EmbeddingData.class).inputs()).isEqualTo(2);
  }
}
