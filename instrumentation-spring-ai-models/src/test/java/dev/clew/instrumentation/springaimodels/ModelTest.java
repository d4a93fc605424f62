// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaimodels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.testkit.WeavingExtension;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.image.Image;
import org.springframework.ai.image.ImageGeneration;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImageOptionsBuilder;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;
import org.springframework.ai.moderation.Generation;
import org.springframework.ai.moderation.Moderation;
import org.springframework.ai.moderation.ModerationModel;
import org.springframework.ai.moderation.ModerationPrompt;
import org.springframework.ai.moderation.ModerationResponse;
import org.springframework.ai.moderation.ModerationResult;

/** Embedding, image and moderation models of the application. */
class ModelTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new SpringAiModelsModule());

  @Test
  void embed_isAnEmbedding() {
    new OwnEmbeddings().embed(List.of("To Rome.", "To Oslo."));

    assertThat(weaving.tree()).hasToString("embedding embeddings OwnEmbeddings\n");
    assertThat(weaving.spans().only(EmbeddingData.class))
        .isEqualTo(
            new EmbeddingData(
                null,
                null,
                "sample-embedding",
                3,
                2,
                new Usage(5L, 0L, 5L, null, null, null, null, null, false)));
  }

  @Test
  void embed_ofAModelThatDelegates_countsTheOtherOne() {
    OwnEmbeddings delegate = new OwnEmbeddings();
    new OwnEmbeddings() {
      @Override
      public EmbeddingResponse call(EmbeddingRequest request) {
        return delegate.call(request);
      }
    }.embed("To Rome.");

    assertThat(weaving.tree())
        .hasToString(
            """
            custom embeddings ModelTest$1
              embedding embeddings OwnEmbeddings
            """);
  }

  @Test
  void image_isAGenerationWithoutItsBytes() {
    String encoded = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
    ImageModel painter =
        new ImageModel() {
          @Override
          public ImageResponse call(ImagePrompt prompt) {
            return new ImageResponse(List.of(new ImageGeneration(new Image(null, encoded))));
          }
        };

    painter.call(
        new ImagePrompt(
            "Rome", ImageOptionsBuilder.builder().model("painter-1").width(64).build()));

    GenerationData data = weaving.spans().only(GenerationData.class);
    assertThat(weaving.spans().only().name()).isEqualTo("image painter-1");
    assertThat(data.input()).containsExactly(Message.text("user", "Rome"));
    assertThat(data.parameters()).containsEntry("width", 64);
    assertThat(data.output().get(0).parts().get(0))
        .isInstanceOfSatisfying(
            Part.Media.class,
            media -> {
              assertThat(media.bytes()).isEqualTo(3);
              assertThat(media.sha256()).hasSize(64);
            });
  }

  @Test
  void callThatFails_isAFailedSpan() {
    IllegalStateException overloaded = new IllegalStateException("overloaded");
    ImageModel painter =
        new ImageModel() {
          @Override
          public ImageResponse call(ImagePrompt prompt) {
            throw overloaded;
          }
        };

    assertThatThrownBy(() -> painter.call(new ImagePrompt("Rome"))).isSameAs(overloaded);

    assertThat(weaving.tree())
        .hasToString("generation image ModelTest$3 [error java.lang.IllegalStateException]\n");
  }

  @Test
  void moderation_isAGuardrailWithoutTheText() {
    ModerationModel censor =
        new ModerationModel() {
          @Override
          public ModerationResponse call(ModerationPrompt prompt) {
            ModerationResult result = ModerationResult.builder().flagged(true).build();
            return new ModerationResponse(
                new Generation(
                    Moderation.builder().id("m").model("m-1").results(List.of(result)).build()));
          }
        };

    censor.call(new ModerationPrompt("something terrible"));

    assertThat(weaving.spans().only().name()).isEqualTo("moderation ModelTest$4");
    assertThat(weaving.spans().only(GuardrailData.class))
        .isEqualTo(new GuardrailData("moderation", true, Map.of()));
  }
}
