// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadklive;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.adk.models.Gemini;
import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
import dev.clew.api.data.GenerationData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.googleadk.GoogleAdkModule;
import dev.clew.instrumentation.googlelive.GoogleLiveModule;
import dev.clew.instrumentation.reactive.RxJavaModule;
import dev.clew.testkit.LocalCertificate;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import dev.clew.testkit.WebSocketPeer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Live runs with Gemini, whose client is traced too. */
class GeminiTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(
          new GoogleAdkModule(),
          new GoogleAdkLiveModule(),
          new GoogleLiveModule(),
          new RxJavaModule());

  private final WebSocketPeer provider = new WebSocketPeer(LocalCertificate.serverSockets());
  private final LiveAgent agent = new LiveAgent(new Gemini("gemini-live", client()));

  private Client client() {
    return Client.builder()
        .apiKey("secret-key")
        .httpOptions(HttpOptions.builder().baseUrl("https://127.0.0.1:" + provider.port()).build())
        .build();
  }

  @AfterEach
  void close() throws Exception {
    provider.close();
  }

  @Test
  void liveRun_hasOneGenerationPerTurn_withWhatTheClientKnows() throws Exception {
    var events = agent.listen().test();
    assertThat(provider.next()).contains("setup");
    provider.send("{\"setupComplete\":{}}");
    agent.say("Weather?");
    assertThat(provider.next()).contains("Weather?");
    provider.send(
        """
        {"toolCall":{"functionCalls":[{"id":"call-1","name":"weather","args":{}}]}}""");
    assertThat(provider.next()).contains("sunny");
    provider.send("{\"serverContent\":{\"modelTurn\":{\"parts\":[{\"text\":\"Sunny.\"}]}}}");
    provider.send(
        """
        {"serverContent":{"turnComplete":true},"usageMetadata":{"promptTokenCount":20,"responseTokenCount":10,"totalTokenCount":30}}""");
    provider.send(
        "{\"serverContent\":{\"modelTurn\":{\"parts\":[{\"text\":\"Anything else?\"}]}}}");
    provider.send("{\"serverContent\":{\"turnComplete\":true}}");
    weaving.spans().await(4);
    agent.requests.close();
    provider.close(1000, "bye");
    events.await();

    assertThat(weaving.tree())
        .hasToString(
            """
            agent guide
              generation live gemini-live
              function weather
              generation live gemini-live
              generation live gemini-live
            """);
    List<FinishedSpan> generations = weaving.spans().spans(SpanType.GENERATION);
    GenerationData second = SpanRecorder.data(generations.get(1), GenerationData.class);
    assertThat(second.provider()).isEqualTo("gcp.gemini");
    assertThat(second.output()).containsExactly(Message.text("assistant", "Sunny."));
    assertThat(second.usage().total()).isEqualTo(30);
    assertThat(second.tools()).extracting("name").containsExactly("weather");
  }
}
