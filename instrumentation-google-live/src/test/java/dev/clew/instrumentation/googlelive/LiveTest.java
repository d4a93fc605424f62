// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlelive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.PassingTrace;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LiveTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new GoogleLiveModule());

  private LiveConversation live;

  @BeforeEach
  void connect() throws Exception {
    live = new LiveConversation();
  }

  @AfterEach
  void close() throws Exception {
    live.close();
  }

  private static GenerationData said(FinishedSpan span) {
    return SpanRecorder.data(span, ResponseData.class).generation();
  }

  private static String base64(String bytes) {
    return Base64.getEncoder().encodeToString(bytes.getBytes(UTF_8));
  }

  private static String sha256(String bytes) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes(UTF_8));
    return HexFormat.of().formatHex(digest);
  }

  private void sound(String bytes) throws Exception {
    live.provider(
        """
        {"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm","data":"%s"}}]}}}"""
            .formatted(base64(bytes)));
  }

  @Test
  void requestedResponse_recordsEverything() throws Exception {
    live.say("How are ", false);
    live.say("you?");
    live.providerSays("Fi");
    live.providerSays("ne.");
    live.providerEndsTheTurn();

    FinishedSpan span = weaving.spans().only();
    assertThat(span.name()).isEqualTo("live gemini-live");
    assertThat(span.status()).isEqualTo(SpanStatus.OK);
    assertThat(span.firstChunkEpochNanos()).isNotNull();
    assertThat(SpanRecorder.data(span, ResponseData.class).instructions()).isEqualTo("Be brief.");
    GenerationData data = said(span);
    assertThat(data.provider()).isEqualTo("gcp.gemini");
    assertThat(data.serverAddress()).isEqualTo(live.address());
    assertThat(data.requestModel()).isEqualTo("gemini-live");
    assertThat(data.input())
        .containsExactly(Message.text("user", "How are "), Message.text("user", "you?"));
    assertThat(data.output()).containsExactly(Message.text("assistant", "Fine."));
    assertThat(data.tools()).extracting("name").containsExactly("weather");
    assertThat(data.usage()).isEqualTo(new Usage(20L, 12L, 32L, 4L, null, 2L, 8L, 6L, false));
    assertThat(data.finishReasons()).containsExactly("turn_complete");
    assertThat(data.parameters()).containsKeys("temperature", "responseModalities");
    assertThat(data.details()).containsEntry("transport", "websocket");
  }

  @Test
  @Tag("newest")
  void sessionWithAnId_isTheGroup() throws Exception {
    live.say("Hi.");
    live.providerSays("Hello.");
    live.providerEndsTheTurn();

    assertThat(weaving.spans().only().groupId()).isEqualTo("session-1");
  }

  @Test
  void responseToSpeech_beginsUnrequested_andKeepsTypeSizeAndHashOfTheAudio() throws Exception {
    live.speak("hello ");
    live.speak("world!");
    live.provider("{\"serverContent\":{\"inputTranscription\":{\"text\":\"Hello \"}}}");
    live.provider("{\"serverContent\":{\"inputTranscription\":{\"text\":\"world!\"}}}");
    sound("goo");
    live.provider("{\"serverContent\":{\"outputTranscription\":{\"text\":\"Goodbye.\"}}}");
    sound("dbye");
    live.providerEndsTheTurn();

    GenerationData data = said(weaving.spans().only());
    assertThat(data.input())
        .containsExactly(
            Message.of(
                "user",
                List.of(
                    new Part.Text("Hello world!"),
                    new Part.Media("audio", "audio/pcm", null, 12L, sha256("hello world!")))));
    assertThat(data.output())
        .containsExactly(
            Message.of(
                "assistant",
                List.of(
                    new Part.Text("Goodbye."),
                    new Part.Media("audio", "audio/pcm", null, 7L, sha256("goodbye")))));
  }

  @Test
  void openSession_letsGoOfTheTraceOfACommand() throws Exception {
    PassingTrace trace =
        PassingTrace.of(
            weaving.spans(),
            () -> {
              live.say("Hi.");
              live.providerSays("Hello.");
              live.providerEndsTheTurn();
              return null;
            });

    trace.awaitCollected();
  }

  @Test
  void functionOfTheApplication_isInferred_betweenTwoResponsesOfOneTrace() throws Exception {
    live.say("Weather?");
    live.providerCalls("weather", "call-1");
    live.answer("weather", "call-1", "Rain.");
    live.providerSays("It rains.");
    live.providerEndsTheTurn();

    List<FinishedSpan> spans = weaving.spans().await(3);
    assertThat(spans)
        .extracting(FinishedSpan::type)
        .containsExactly(SpanType.RESPONSE, SpanType.FUNCTION, SpanType.RESPONSE);
    assertThat(spans).extracting(FinishedSpan::traceId).containsOnly(spans.get(0).traceId());
    assertThat(said(spans.get(0)).output())
        .containsExactly(
            Message.of(
                "assistant",
                List.of(new Part.ToolCall("call-1", "weather", "{\"city\":\"Rome\"}"))));
    FunctionData tool = SpanRecorder.data(spans.get(1), FunctionData.class);
    assertThat(tool.output()).isEqualTo("{\"output\":\"Rain.\"}");
    assertThat(said(spans.get(2)).input())
        .containsExactly(
            Message.of("tool", List.of(new Part.ToolResult("call-1", "{\"output\":\"Rain.\"}"))));
    assertThat(said(spans.get(2)).usage().input()).isEqualTo(20);
  }

  @Test
  void turnThatEndsAfterItsFunctionCall_doesNotEndTheNextResponse() throws Exception {
    live.say("Weather?");
    live.providerCalls("weather", "call-1");
    live.say("Never mind. How are you?");
    live.provider("{\"toolCallCancellation\":{\"ids\":[\"call-1\"]}}");
    live.provider("{\"serverContent\":{\"interrupted\":true}}");
    live.provider("{\"serverContent\":{\"turnComplete\":true}}");
    live.providerSays("Fine.");
    live.providerEndsTheTurn();

    List<FinishedSpan> spans = weaving.spans().await(3);
    assertThat(spans)
        .extracting(FinishedSpan::status)
        .containsExactly(SpanStatus.OK, SpanStatus.CANCELLED, SpanStatus.OK);
    assertThat(spans.get(1).attributes()).containsEntry("clew.end_reason", "cancelled");
    assertThat(said(spans.get(2)).output()).containsExactly(Message.text("assistant", "Fine."));
  }

  @Test
  void usageReportedAfterAFunctionCall_countsWithTheNextResponse() throws Exception {
    live.say("Weather?");
    live.providerCalls("weather", "call-1");
    live.provider("{\"usageMetadata\":{\"promptTokenCount\":5,\"responseTokenCount\":1}}");
    live.answer("weather", "call-1", "Rain.");
    live.providerSays("It rains.");
    live.providerEndsTheTurn();

    List<FinishedSpan> spans = weaving.spans().await(3);
    assertThat(said(spans.get(0)).usage()).isNull();
    assertThat(said(spans.get(2)).usage().input()).isEqualTo(25);
    assertThat(said(spans.get(2)).usage().output()).isEqualTo(13);
  }

  @Test
  void responseThatIsInterrupted_isCancelledWithWhatHasCome() throws Exception {
    live.say("Tell me a story.");
    live.providerSays("Once");
    live.provider("{\"serverContent\":{\"interrupted\":true}}");
    live.providerEndsTheTurn();

    FinishedSpan span = weaving.spans().only();
    assertThat(span.status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(said(span).output()).containsExactly(Message.text("assistant", "Once"));
    assertThat(said(span).usage().output()).isEqualTo(12);
    assertThat(said(span).finishReasons()).containsExactly("interrupted");
  }

  @Test
  void requestDuringAResponse_isTheNextSpan() throws Exception {
    live.say("Tell me a story.");
    live.providerSays("Once");
    live.say("Stop. How are you?");
    live.provider("{\"serverContent\":{\"interrupted\":true}}");
    live.provider("{\"serverContent\":{\"turnComplete\":true}}");
    live.providerSays("Fine.");
    live.providerEndsTheTurn();

    List<FinishedSpan> spans = weaving.spans().await(2);
    assertThat(spans)
        .extracting(span -> said(span).output())
        .containsExactly(
            List.of(Message.text("assistant", "Once")),
            List.of(Message.text("assistant", "Fine.")));
  }

  @Test
  void sessionThatIsClosedInATurn_cancelsTheResponse() throws Exception {
    live.say("How are you?");
    live.providerSays("Fi");

    live.close();

    FinishedSpan span = weaving.spans().only();
    assertThat(span.status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(span.attributes()).containsEntry("clew.end_reason", "closed_early");
    assertThat(said(span).output()).containsExactly(Message.text("assistant", "Fi"));
  }

  @Test
  void providerThatClosesTheSession_failsTheResponse_withItsReason() throws Exception {
    live.say("How are you?");
    live.providerSays("Fi");

    live.provider.close(1011, "quota exceeded");

    FinishedSpan span = weaving.spans().await(1).get(0);
    assertThat(span.status()).isEqualTo(SpanStatus.ERROR);
    assertThat(span.error().type()).isEqualTo("WebSocket 1011");
    assertThat(span.error().message()).isEqualTo("quota exceeded");
    assertThat(said(span).output()).containsExactly(Message.text("assistant", "Fi"));
  }

  @Test
  void connectionThatIsLost_failsTheResponse() throws Exception {
    live.say("How are you?");
    live.providerSays("Fi");

    live.provider.cut();

    FinishedSpan span = weaving.spans().await(1).get(0);
    assertThat(span.status()).isEqualTo(SpanStatus.ERROR);
    assertThat(said(span).output()).containsExactly(Message.text("assistant", "Fi"));
  }

  @Test
  void responsesUnderASpan_areItsChildren_alsoThoseRequestedWhileReceiving() throws Exception {
    Span span =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "chat", () -> new CustomData("chat", Map.of()));
    live.onMessage(message -> answer(message.toolCall().isPresent()));
    try (Scope scope = Context.current().with(span).makeCurrent()) {
      live.say("Weather?");
    }
    live.providerCalls("weather", "call-1");
    live.providerSays("It rains.");
    live.providerEndsTheTurn();
    span.end();

    assertThat(weaving.tree())
        .hasToString(
            """
            custom chat
              response live gemini-live
              function weather
              response live gemini-live
            """);
  }

  private void answer(boolean requested) {
    try {
      if (requested) {
        live.answer("weather", "call-1", "Rain.");
      }
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }
}
