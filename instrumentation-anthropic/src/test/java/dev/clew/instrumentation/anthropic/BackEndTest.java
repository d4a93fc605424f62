// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import static dev.clew.instrumentation.anthropic.FakeAnthropic.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.backends.Backend;
import com.anthropic.bedrock.backends.BedrockBackend;
import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.foundry.backends.FoundryBackend;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.vertex.backends.VertexBackend;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import dev.clew.api.data.GenerationData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;

/** The clouds that serve the same models, through parts of the same client. */
@Tag("newest")
class BackEndTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new AnthropicModule());

  private final FakeAnthropic server = new FakeAnthropic();

  @AfterEach
  void stop() {
    server.close();
  }

  private void ask(Backend backend) {
    server.message("end_turn", text("To Rome."));
    AnthropicClient client = AnthropicOkHttpClient.builder().backend(backend).maxRetries(0).build();
    client
        .messages()
        .create(
            MessageCreateParams.builder()
                .model("claude-x")
                .maxTokens(64)
                .addUserMessage("Where to?")
                .build());
    client.close();
  }

  private void assertIsGenerationOf(String provider) {
    FinishedSpan span = weaving.spans().only();
    GenerationData data = SpanRecorder.data(span, GenerationData.class);
    assertThat(span.name()).isEqualTo("chat claude-x");
    assertThat(data.provider()).isEqualTo(provider);
    assertThat(data.serverAddress()).startsWith(server.url()); // Foundry adds a path
    assertThat(data.input()).containsExactly(Message.text("user", "Where to?"));
    assertThat(data.output()).containsExactly(Message.text("assistant", "To Rome."));
    assertThat(data.usage().total()).isEqualTo(138L);
  }

  @Test
  void bedrock_isAGeneration() {
    ask(
        BedrockBackend.builder()
            .apiKey("secret")
            .region(Region.US_EAST_1)
            .baseUrl(server.url())
            .build());

    assertIsGenerationOf("aws.bedrock");
  }

  @Test
  void vertex_isAGeneration() {
    Date later = Date.from(Instant.now().plusSeconds(3_600));
    ask(
        VertexBackend.builder()
            .googleCredentials(GoogleCredentials.create(new AccessToken("secret", later)))
            .region("europe-west1")
            .project("travel")
            .baseUrl(server.url())
            .build());

    assertIsGenerationOf("gcp.vertex_ai");
  }

  @Test
  void foundry_isAGeneration() {
    ask(FoundryBackend.builder().apiKey("secret").baseUrl(server.url()).build());

    // The library gives this one no name of its own.
    assertIsGenerationOf("anthropic");
  }
}
