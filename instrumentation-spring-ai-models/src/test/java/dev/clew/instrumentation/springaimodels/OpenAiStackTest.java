// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaimodels;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.sun.net.httpserver.HttpServer;
import dev.clew.api.data.EmbeddingData;
import dev.clew.instrumentation.openai.OpenAiModule;
import dev.clew.testkit.WeavingExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.audio.transcription.AudioTranscriptionPrompt;
import org.springframework.ai.audio.tts.TextToSpeechPrompt;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.moderation.ModerationPrompt;
import org.springframework.ai.openai.OpenAiAudioSpeechModel;
import org.springframework.ai.openai.OpenAiAudioTranscriptionModel;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiImageModel;
import org.springframework.ai.openai.OpenAiModerationModel;
import org.springframework.ai.openai.http.okhttp.SpringAiOpenAiHttpClient;
import org.springframework.core.io.ByteArrayResource;

/** Spring AI's models other than chat models over openai-java, both traced: one span per call. */
@Tag("newest") // before 2.0 Spring AI calls OpenAI itself
class OpenAiStackTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new SpringAiModelsModule(), new OpenAiModule());

  private HttpServer server;
  private String answer = "";
  private OpenAIClient client;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    client =
        new OpenAIClientImpl(
            ClientOptions.builder()
                .httpClient(SpringAiOpenAiHttpClient.builder().build())
                .baseUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .apiKey("key")
                .build());
  }

  @AfterEach
  void close() {
    client.close();
    server.stop(0);
  }

  @Test
  void embedding_isOneEmbedding() {
    answer =
        """
        {"object":"list","model":"text-embedding-ada-002-v2","usage":{"prompt_tokens":8,
         "total_tokens":8},"data":[{"object":"embedding","index":0,"embedding":[0.25,0.5]}]}""";

    OpenAiEmbeddingModel.builder().openAiClient(client).build().embed(List.of("Rome"));

    assertOneSpan("embedding embeddings ");
    EmbeddingData data = weaving.spans().only(EmbeddingData.class);
    assertThat(data.requestModel()).as("from the SDK").isEqualTo("text-embedding-ada-002");
    assertThat(data.usage().input()).isEqualTo(8);
    assertThat(data.inputs()).isEqualTo(1);
  }

  @Test
  void image_isOneGeneration() {
    answer = "{\"created\":1,\"data\":[{\"url\":\"https://images.example/1.png\"}]}";

    OpenAiImageModel.builder().openAiClient(client).build().call(new ImagePrompt("A fox"));

    assertOneSpan("generation image ");
  }

  @Test
  void moderation_isOneGuardrail() {
    answer = "{\"id\":\"modr-1\",\"model\":\"omni-moderation-latest\",\"results\":[]}";

    OpenAiModerationModel.builder().openAiClient(client).build().call(new ModerationPrompt("Rome"));

    assertOneSpan("guardrail moderation ");
  }

  @Test
  void speech_isOneGeneration() {
    answer = "sound";

    OpenAiAudioSpeechModel.builder()
        .openAiClient(client)
        .build()
        .call(new TextToSpeechPrompt("To Rome."));

    assertOneSpan("generation speech ");
  }

  @Test
  void streamedSpeech_isTheGenerationOfTheSdk() {
    answer = "sound";

    OpenAiAudioSpeechModel.builder().openAiClient(client).build().stream(
            new TextToSpeechPrompt("To Rome."))
        .blockLast();

    assertThat(weaving.tree().toString()).startsWith("generation speak ").containsOnlyOnce("\n");
  }

  @Test
  void transcription_isOneGeneration() {
    answer = "{\"text\":\"To Rome.\"}";

    OpenAiAudioTranscriptionModel.builder()
        .openAiClient(client)
        .openAiClientAsync(client.async())
        .build()
        .call(new AudioTranscriptionPrompt(new ByteArrayResource(new byte[] {1, 2, 3})));

    assertOneSpan("generation transcription ");
  }

  private static void assertOneSpan(String beginning) {
    assertThat(weaving.tree().toString()).startsWith(beginning).containsOnlyOnce("\n");
    assertThat(weaving.spans().only().enrichments()).hasSize(1);
  }
}
