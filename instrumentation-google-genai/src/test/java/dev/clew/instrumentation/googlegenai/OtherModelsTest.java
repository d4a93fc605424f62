// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.GenerateImagesConfig;
import com.google.genai.types.GenerateVideosConfig;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Image;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Embeddings, images, videos, batches, and the client of Vertex AI. */
class OtherModelsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new GoogleGenAiModule());

  private final FakeGemini server = new FakeGemini();
  private final Client client = server.client();

  @AfterEach
  void stop() {
    server.close();
  }

  private void prepareVectors() {
    server.json("{\"embeddings\":[{\"values\":[0.1,0.2,0.3]},{\"values\":[0.1,0.2,0.3]}]}");
  }

  private static void assertIsEmbedding() {
    assertThat(weaving.tree()).hasToString("embedding embeddings gemini-x\n");
    assertThat(weaving.spans().only(EmbeddingData.class))
        .isEqualTo(new EmbeddingData("gcp.gemini", "gemini-x", null, 3, 2, null));
  }

  @Test
  void embedContent_isAnEmbedding() {
    prepareVectors();

    client.models.embedContent("gemini-x", List.of("a", "b"), null);

    assertIsEmbedding();
  }

  @Test
  void embedContentAsync_isAnEmbedding() throws Exception {
    prepareVectors();

    client.async.models.embedContent("gemini-x", List.of("a", "b"), null).get();

    assertIsEmbedding();
  }

  @Test
  void embedContentOfVertex_countsItsTokens() {
    server.json(
        """
        {"predictions":[{"embeddings":{"values":[0.1],"statistics":{"token_count":3}}},
         {"embeddings":{"values":[0.1],"statistics":{"token_count":4}}}]}""");

    vertex().models.embedContent("textembedding-x", List.of("a", "b"), dimensions(1));

    assertThat(weaving.spans().only(EmbeddingData.class))
        .isEqualTo(
            new EmbeddingData(
                "gcp.vertex_ai",
                "textembedding-x",
                null,
                1,
                2,
                new Usage(7L, null, 7L, null, null, null, null, null, false)));
  }

  private static EmbedContentConfig dimensions(int count) {
    return EmbedContentConfig.builder().outputDimensionality(count).build();
  }

  private Client vertex() {
    Client.Builder vertex =
        Client.builder()
            .vertexAI(true)
            .apiKey("secret")
            .httpOptions(HttpOptions.builder().baseUrl(server.url()).build());
    try {
      return vertex.build();
    } catch (IllegalArgumentException noKey) {
      return Assumptions.abort("this version takes no key for Vertex AI, but real credentials");
    }
  }

  @Test
  void vertex_isAProviderOfItsOwn() {
    server.answer(FakeGemini.text("Rome."));

    vertex().models.generateContent("gemini-x", "Where to?", null);

    GenerationData data = weaving.spans().only(GenerationData.class);
    assertThat(data.provider()).isEqualTo("gcp.vertex_ai");
    assertThat(data.serverAddress()).isEqualTo(server.url());
    assertThat(server.paths().get(0)).contains("/publishers/google/models/gemini-x:");
  }

  private void prepareImage() {
    server.json(
        "{\"predictions\":[{\"mimeType\":\"image/png\",\"bytesBase64Encoded\":\"cGl4ZWxz\"}]}");
  }

  private static void assertIsImage() {
    assertThat(weaving.tree()).hasToString("generation image_generate imagen-x\n");
    GenerationData data = weaving.spans().only(GenerationData.class);
    assertThat(data.input()).containsExactly(Message.text("user", "a fox"));
    assertThat(data.output().get(0).parts())
        .containsExactly(
            new Part.Media(
                "image",
                "image/png",
                null,
                6L,
                "6ec9c2b0eb14010746c8bce8939303b382344b296206612eb8a907a37b2b2f37"));
    assertThat(data.parameters()).isEqualTo(Map.of("numberOfImages", 1));
    assertThat(data.details()).containsEntry("operation", "image_generate");
  }

  private static GenerateImagesConfig one() {
    return GenerateImagesConfig.builder().numberOfImages(1).build();
  }

  @Test
  @SuppressWarnings("deprecation") // an application of an older version
  void generateImages_isAGeneration_ofImages() {
    prepareImage();

    vertex().models.generateImages("imagen-x", "a fox", one());

    assertIsImage();
  }

  @Test
  @SuppressWarnings("deprecation") // an application of an older version
  void generateImagesAsync_isAGeneration_ofImages() throws Exception {
    prepareImage();

    vertex().async.models.generateImages("imagen-x", "a fox", one()).get();

    assertIsImage();
  }

  @Test
  @SuppressWarnings("deprecation") // an application of an older version
  void generateVideos_isAGeneration_thatGoesOnAfterTheAnswer() {
    server.json("{\"name\":\"models/veo-x/operations/op-1\"}");

    vertex()
        .models
        .generateVideos(
            "veo-x",
            "a fox",
            Image.builder().mimeType("image/png").imageBytes("pixels".getBytes(UTF_8)).build(),
            GenerateVideosConfig.builder().numberOfVideos(1).build());

    assertThat(weaving.tree()).hasToString("generation video_generate veo-x\n");
    GenerationData data = weaving.spans().only(GenerationData.class);
    assertThat(data.input().get(0).parts())
        .containsExactly(
            new Part.Text("a fox"),
            new Part.Media(
                "image",
                "image/png",
                null,
                6L,
                "6ec9c2b0eb14010746c8bce8939303b382344b296206612eb8a907a37b2b2f37"));
    assertThat(data.output()).isEmpty();
    assertThat(data.responseId()).isEqualTo("models/veo-x/operations/op-1");
    assertThat(data.parameters()).isEqualTo(Map.of("numberOfVideos", 1));
  }

  @Test
  @Tag("newest") // older versions have no batches
  void batch_isACustomSpanPerRequest_withItsState() {
    String job =
        """
        {"name":"batches/b1","metadata":{"name":"batches/b1","state":"BATCH_STATE_PENDING",
         "model":"models/gemini-x"}}""";
    server.json(job).json(job).json("{}");

    NewerCalls.batch(client);

    assertThat(weaving.tree())
        .hasToString("custom batch create\ncustom batch get\ncustom batch cancel\n");
    CustomData created =
        SpanRecorder.data(weaving.spans().spans(SpanType.CUSTOM).get(0), CustomData.class);
    assertThat(created.data())
        .containsEntry("name", "batches/b1")
        .containsEntry("requests", 1)
        .containsEntry("provider", "gcp.gemini")
        .doesNotContainKeys("src", "dest");
  }

  /** A separate class, because older versions lack the types in these signatures. */
  private static final class NewerCalls {
    @SuppressWarnings("deprecation") // whatever is
    static void batch(Client client) {
      client.batches.create(
          "gemini-x",
          com.google.genai.types.BatchJobSource.builder()
              .inlinedRequests(
                  List.of(
                      com.google.genai.types.InlinedRequest.builder()
                          .contents(
                              List.of(
                                  Content.fromParts(com.google.genai.types.Part.fromText("Hi"))))
                          .build()))
              .build(),
          null);
      client.batches.get("batches/b1", null);
      client.batches.cancel("batches/b1", null);
    }
  }

  @Test
  @Tag("newest") // older versions do not retry
  void retriedCall_isOneSpan_withItsRetries() {
    server.error(503, "UNAVAILABLE").answer(FakeGemini.text("Rome."));
    Client retrying =
        Client.builder()
            .apiKey("secret")
            .httpOptions(
                HttpOptions.builder()
                    .baseUrl(server.url())
                    .retryOptions(
                        com.google.genai.types.HttpRetryOptions.builder()
                            .attempts(2)
                            .initialDelay(0.01)
                            .build())
                    .build())
            .build();

    retrying.models.generateContent("gemini-x", "Hi", null);

    assertThat(server.requests()).hasSize(2);
    assertThat(weaving.spans().only().attributes()).containsEntry("clew.retries", 1L);
  }
}
