// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlelive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.AsyncSession;
import com.google.genai.Client;
import com.google.genai.types.Blob;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.LiveConnectConfig;
import com.google.genai.types.LiveSendClientContentParameters;
import com.google.genai.types.LiveSendRealtimeInputParameters;
import com.google.genai.types.LiveSendToolResponseParameters;
import com.google.genai.types.LiveServerMessage;
import com.google.genai.types.Part;
import dev.clew.testkit.LocalCertificate;
import dev.clew.testkit.WebSocketPeer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Both ends of a session: the application's and the provider's. */
final class LiveConversation implements AutoCloseable {
  private static final String CONFIG =
      """
      {"responseModalities":["AUDIO"],"temperature":0.5,
       "systemInstruction":{"parts":[{"text":"Be brief."}]},
       "tools":[{"functionDeclarations":[{"name":"weather","description":"Tells it."}]}]}""";

  private static final Logger LIBRARY = Logger.getLogger("com.google.genai.AsyncLive");

  static {
    LIBRARY.setLevel(Level.OFF); // it reports the ends of sessions
  }

  final WebSocketPeer provider = new WebSocketPeer(LocalCertificate.serverSockets());
  private final BlockingQueue<LiveServerMessage> received = new LinkedBlockingQueue<>();
  private final AsyncSession session;
  private volatile Consumer<LiveServerMessage> application = message -> {};

  LiveConversation() throws Exception {
    Client client =
        Client.builder()
            .apiKey("secret-key")
            .httpOptions(
                HttpOptions.builder().baseUrl("https://127.0.0.1:" + provider.port()).build())
            .build();
    var connected = client.async.live.connect("gemini-live", LiveConnectConfig.fromJson(CONFIG));
    assertThat(provider.next()).contains("\"setup\"");
    provider.send("{\"setupComplete\":{\"sessionId\":\"session-1\"}}");
    session = connected.get(10, TimeUnit.SECONDS);
    session
        .receive(
            message -> {
              application.accept(message);
              received.add(message);
            })
        .get(10, TimeUnit.SECONDS);
  }

  String address() {
    return "wss://127.0.0.1:" + provider.port();
  }

  /** Sets what the application does with a message while it receives it. */
  void onMessage(Consumer<LiveServerMessage> consumer) {
    application = consumer;
  }

  /** Sends a message and waits until the application has received it. */
  void provider(String message) throws Exception {
    provider.send(message.replace("\n", ""));
    assertThat(received.poll(10, TimeUnit.SECONDS)).isNotNull();
  }

  void providerSays(String text) throws Exception {
    provider("{\"serverContent\":{\"modelTurn\":{\"parts\":[{\"text\":\"" + text + "\"}]}}}");
  }

  void providerEndsTheTurn() throws Exception {
    provider(
        """
        {"serverContent":{"turnComplete":true},
         "usageMetadata":{"promptTokenCount":20,"responseTokenCount":10,"totalTokenCount":32,
          "cachedContentTokenCount":4,"thoughtsTokenCount":2,
          "promptTokensDetails":[{"modality":"AUDIO","tokenCount":8}],
          "responseTokensDetails":[{"modality":"AUDIO","tokenCount":6}]}}""");
  }

  void providerCalls(String function, String id) throws Exception {
    provider(
        """
        {"toolCall":{"functionCalls":[{"id":"%s","name":"%s","args":{"city":"Rome"}}]}}"""
            .formatted(id, function));
  }

  /** Sends a text that ends the user's turn. */
  void say(String text) throws Exception {
    say(text, true);
  }

  void say(String text, boolean turnComplete) throws Exception {
    Content content =
        Content.builder().role("user").parts(List.of(Part.builder().text(text).build())).build();
    session
        .sendClientContent(
            LiveSendClientContentParameters.builder()
                .turns(List.of(content))
                .turnComplete(turnComplete)
                .build())
        .get(10, TimeUnit.SECONDS);
    provider.next();
  }

  void speak(String bytes) throws Exception {
    Blob blob = Blob.builder().mimeType("audio/pcm").data(bytes.getBytes(UTF_8)).build();
    session
        .sendRealtimeInput(LiveSendRealtimeInputParameters.builder().audio(blob).build())
        .get(10, TimeUnit.SECONDS);
    provider.next();
  }

  void answer(String function, String id, String result) throws Exception {
    FunctionResponse response =
        FunctionResponse.builder().id(id).name(function).response(Map.of("output", result)).build();
    session
        .sendToolResponse(
            LiveSendToolResponseParameters.builder().functionResponses(List.of(response)).build())
        .get(10, TimeUnit.SECONDS);
    provider.next();
  }

  AsyncSession session() {
    return session;
  }

  @Override
  public void close() throws Exception {
    session.close().get(10, TimeUnit.SECONDS);
    provider.close();
  }
}
