// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import static dev.clew.instrumentation.bedrock.FakeBedrock.metadata;
import static dev.clew.instrumentation.bedrock.FakeBedrock.stop;
import static dev.clew.instrumentation.bedrock.FakeBedrock.text;
import static dev.clew.instrumentation.bedrock.FakeBedrock.textDelta;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.instrumentation.langchain4j.LangChain4jModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import dev.langchain4j.model.bedrock.BedrockChatModel;
import dev.langchain4j.model.bedrock.BedrockStreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** LangChain4j over this SDK: one model call is one generation, and its tokens count once. */
@Tag("newest")
class LangChain4jTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new BedrockModule(), new LangChain4jModule());

  private final FakeBedrock server = new FakeBedrock();

  private static void assertOneGeneration() {
    assertThat(weaving.tree()).hasToString("generation chat m\n");
    GenerationData data = SpanRecorder.data(weaving.spans().only(), GenerationData.class);
    assertThat(data.usage()).isEqualTo(Usage.of(11, 7));
    assertThat(data.provider()).isEqualTo("aws.bedrock");
    assertThat(data.serverAddress()).isEqualTo(FakeBedrock.url());
  }

  @Test
  void chat_isOneGeneration() {
    server.converse("end_turn", text("Rome."));

    BedrockChatModel.builder().client(server.client()).modelId("m").build().chat("Where to?");

    assertOneGeneration();
  }

  @Test
  void stream_isOneGeneration() {
    server.stream(textDelta("To "), textDelta("Rome."), stop("end_turn"), metadata());
    CompletableFuture<ChatResponse> whole = new CompletableFuture<>();

    BedrockStreamingChatModel.builder()
        .client(server.async())
        .modelId("m")
        .build()
        .chat(
            "Where to?",
            new StreamingChatResponseHandler() {
              @Override
              public void onPartialResponse(String text) {}

              @Override
              public void onCompleteResponse(ChatResponse response) {
                whole.complete(response);
              }

              @Override
              public void onError(Throwable error) {
                whole.completeExceptionally(error);
              }
            });

    assertThat(whole.join().aiMessage().text()).isEqualTo("To Rome.");
    assertOneGeneration();
  }
}
