// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.okhttp.OkHttpClient;
import com.openai.core.ClientOptions;
import com.openai.helpers.RealtimeConnection;
import com.openai.helpers.RealtimeWebSocketOptions;
import com.openai.models.realtime.ConversationItem;
import com.openai.models.realtime.ConversationItemCreateEvent;
import com.openai.models.realtime.InputAudioBufferAppendEvent;
import com.openai.models.realtime.RealtimeClientEvent;
import com.openai.models.realtime.RealtimeConversationItemFunctionCallOutput;
import com.openai.models.realtime.RealtimeConversationItemUserMessage;
import com.openai.models.realtime.ResponseCreateEvent;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.OpenAiModule;
import dev.clew.testkit.PassingTrace;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import dev.clew.testkit.WebSocketPeer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Only newer versions have a connection for the realtime API. */
@Tag("newest")
class RealtimeTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new OpenAiModule());

  private static final String SESSION =
      """
      {"type":"session.created","event_id":"e1","session":{"type":"realtime","id":"sess_1",
       "object":"realtime.session","model":"gpt-realtime","instructions":"Be brief.",
       "client_secret":{"value":"ek_secret"},
       "audio":{"input":{"format":{"type":"audio/pcm","rate":24000}},
                "output":{"format":{"type":"audio/pcm","rate":24000},"voice":"cedar"}},
       "tools":[{"type":"function","name":"weather","description":"Tells it.","parameters":{}}]}}""";

  private final WebSocketPeer peer = new WebSocketPeer();
  private Connection connection;

  @BeforeEach
  void connect() throws Exception {
    connection = new Connection(peer);
    provider(SESSION);
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
    peer.close();
  }

  /** Sends an event and receives it, after which it has been observed. */
  private void provider(String event) throws Exception {
    peer.send(event.replace("\n", ""));
    connection.receive();
  }

  private void announce(String id) throws Exception {
    provider(
        """
        {"type":"response.created","event_id":"e2","response":{"id":"%s","conversation_id":"conv_1",
         "object":"realtime.response","status":"in_progress","output":[]}}"""
            .formatted(id));
  }

  private void words(String id, String text) throws Exception {
    provider(
        """
        {"type":"response.output_text.delta","event_id":"e3","response_id":"%s","item_id":"i",
         "output_index":0,"content_index":0,"delta":"%s"}"""
            .formatted(id, text));
  }

  private void sound(String id, String base64) throws Exception {
    provider(
        """
        {"type":"response.output_audio.delta","event_id":"e3","response_id":"%s","item_id":"i",
         "output_index":0,"content_index":0,"delta":"%s"}"""
            .formatted(id, base64));
  }

  private void done(String id, String status, String item) throws Exception {
    provider(
        """
        {"type":"response.done","event_id":"e4","response":{"id":"%s","conversation_id":"conv_1",
         "object":"realtime.response","status":"%s","status_details":null,"output":[%s],
         "usage":{"total_tokens":30,"input_tokens":20,"output_tokens":10,
          "input_token_details":{"text_tokens":12,"audio_tokens":8,"cached_tokens":4},
          "output_token_details":{"text_tokens":4,"audio_tokens":6}}}}"""
            .formatted(id, status, item));
  }

  private static String message(String type, String key, String text) {
    return """
        {"id":"i","type":"message","role":"assistant","status":"completed",
         "content":[{"type":"%s","%s":"%s"}]}"""
        .formatted(type, key, text);
  }

  private void say(String text) throws Exception {
    connection.say(text);
    delivered();
  }

  private void request() throws Exception {
    connection.request();
    delivered();
  }

  private void speak(String base64) throws Exception {
    connection.speak(base64);
    delivered();
  }

  /** Waits until the provider has the command, and the library its answer. */
  private void delivered() throws Exception {
    peer.next();
    provider("{\"type\":\"rate_limits.updated\",\"event_id\":\"e0\",\"rate_limits\":[]}");
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

  @Test
  void requestedResponse_recordsEverything() throws Exception {
    say("How are you?");
    request();
    announce("resp_1");
    words("resp_1", "Fi");
    done("resp_1", "completed", message("output_text", "text", "Fine."));

    FinishedSpan span = weaving.spans().only();
    assertThat(span.name()).isEqualTo("realtime gpt-realtime");
    assertThat(span.status()).isEqualTo(SpanStatus.OK);
    assertThat(span.groupId()).isEqualTo("conv_1");
    assertThat(span.firstChunkEpochNanos()).isNotNull();
    assertThat(SpanRecorder.data(span, ResponseData.class).instructions()).isEqualTo("Be brief.");
    GenerationData data = said(span);
    assertThat(data.requestModel()).isEqualTo("gpt-realtime");
    assertThat(data.responseId()).isEqualTo("resp_1");
    assertThat(data.input()).containsExactly(Message.text("user", "How are you?"));
    assertThat(data.output()).containsExactly(Message.text("assistant", "Fine."));
    assertThat(data.tools()).extracting("name").containsExactly("weather");
    assertThat(data.usage()).isEqualTo(new Usage(20L, 10L, 30L, 4L, null, null, 8L, 6L, false));
    assertThat(data.finishReasons()).containsExactly("completed");
    assertThat(data.parameters()).containsKey("audio").doesNotContainKey("client_secret");
    assertThat(data.details()).containsEntry("transport", "websocket");
  }

  @Test
  void openSession_letsGoOfTheTraceOfACommand() throws Exception {
    PassingTrace trace =
        PassingTrace.of(
            weaving.spans(),
            () -> {
              request();
              announce("resp_1");
              done("resp_1", "completed", message("output_text", "text", "Fine."));
              return null;
            });

    trace.awaitCollected();
  }

  @Test
  void responseToSpeech_beginsUnrequested_andKeepsTypeSizeAndHashOfTheAudio() throws Exception {
    speak(base64("hello "));
    speak(base64("world!"));
    provider(
        """
        {"type":"input_audio_buffer.committed","event_id":"e5","item_id":"item_1",
         "previous_item_id":null}""");
    announce("resp_1");
    provider(
        """
        {"type":"conversation.item.input_audio_transcription.completed","event_id":"e6",
         "item_id":"item_1","content_index":0,"transcript":"Hello world!"}""");
    sound("resp_1", base64("goo"));
    sound("resp_1", base64("dbye"));
    done("resp_1", "completed", message("output_audio", "transcript", "Goodbye."));

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
  void toolOfTheApplication_isInferred_betweenTwoResponsesOfOneTrace() throws Exception {
    say("Weather?");
    request();
    announce("resp_1");
    done(
        "resp_1",
        "completed",
        """
        {"id":"i","type":"function_call","status":"completed","name":"weather","call_id":"call_1",
         "arguments":"{}"}""");
    connection.answer("call_1", "Rain.");
    delivered();
    request();
    announce("resp_2");
    done("resp_2", "completed", message("output_text", "text", "It rains."));

    List<FinishedSpan> spans = weaving.spans().await(3);
    assertThat(spans)
        .extracting(FinishedSpan::type)
        .containsExactly(SpanType.RESPONSE, SpanType.FUNCTION, SpanType.RESPONSE);
    assertThat(spans).extracting(FinishedSpan::traceId).containsOnly(spans.get(0).traceId());
    FunctionData tool = SpanRecorder.data(spans.get(1), FunctionData.class);
    assertThat(tool.output()).isEqualTo("Rain.");
    assertThat(said(spans.get(2)).input())
        .containsExactly(Message.of("tool", List.of(new Part.ToolResult("call_1", "Rain."))));
  }

  @Test
  void requestThatIsRefused_failsWithTheProvidersError() throws Exception {
    request();
    provider(
        """
        {"type":"error","event_id":"e7","error":{"type":"invalid_request_error",
         "code":"conversation_already_has_active_response","message":"Wait.","param":null}}""");

    FinishedSpan span = weaving.spans().only();
    assertThat(span.status()).isEqualTo(SpanStatus.ERROR);
    assertThat(span.error().type()).isEqualTo("conversation_already_has_active_response");
    assertThat(span.error().message()).isEqualTo("Wait.");
  }

  @Test
  void responseThatIsInterrupted_isCancelledWithWhatHasCome() throws Exception {
    request();
    announce("resp_1");
    words("resp_1", "Fi");
    done("resp_1", "cancelled", message("output_text", "text", "Fi"));

    FinishedSpan span = weaving.spans().only();
    assertThat(span.status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(said(span).output()).containsExactly(Message.text("assistant", "Fi"));
  }

  @Test
  void connectionThatIsClosed_cancelsWhatIsOnItsWay() throws Exception {
    request();
    announce("resp_1");
    words("resp_1", "Fi");

    connection.close();

    FinishedSpan span = weaving.spans().only();
    assertThat(span.status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(span.attributes()).containsEntry("clew.end_reason", "closed_early");
    assertThat(said(span).output()).containsExactly(Message.text("assistant", "Fi"));
  }

  @Test
  void connectionThatIsLost_failsWhatIsOnItsWay() throws Exception {
    request();
    announce("resp_1");
    words("resp_1", "Fi");

    peer.cut();

    FinishedSpan span = weaving.spans().await(1).get(0);
    assertThat(span.status()).isEqualTo(SpanStatus.ERROR);
    assertThat(said(span).output()).containsExactly(Message.text("assistant", "Fi"));
  }

  /** A separate class, because older versions lack the types in these signatures. */
  private static final class Connection implements AutoCloseable {
    private final RealtimeConnection connection;

    @SuppressWarnings("MustBeClosedChecker") // close closes it
    Connection(WebSocketPeer peer) {
      ClientOptions options =
          ClientOptions.builder()
              .httpClient(new PatientClient(OkHttpClient.builder().build()))
              .baseUrl("http://127.0.0.1:" + peer.port() + "/v1")
              .apiKey("sk-secret")
              .build();
      connection =
          RealtimeConnection.connect(
              options,
              new RealtimeWebSocketOptions.Builder()
                  .model("gpt-realtime")
                  .reconnect(false)
                  .build());
    }

    void receive() {
      connection.receive();
    }

    void say(String text) {
      add(
          ConversationItem.ofRealtimeConversationItemUserMessage(
              RealtimeConversationItemUserMessage.builder()
                  .addContent(
                      RealtimeConversationItemUserMessage.Content.builder()
                          .type(RealtimeConversationItemUserMessage.Content.Type.INPUT_TEXT)
                          .text(text)
                          .build())
                  .build()));
    }

    void answer(String callId, String output) {
      add(
          ConversationItem.ofFunctionCallOutput(
              RealtimeConversationItemFunctionCallOutput.builder()
                  .callId(callId)
                  .output(output)
                  .build()));
    }

    private void add(ConversationItem item) {
      connection.send(
          RealtimeClientEvent.ofConversationItemCreate(
              ConversationItemCreateEvent.builder().item(item).build()));
    }

    void request() {
      connection.send(RealtimeClientEvent.ofResponseCreate(ResponseCreateEvent.builder().build()));
    }

    void speak(String base64) {
      connection.send(
          RealtimeClientEvent.ofInputAudioBufferAppend(
              InputAudioBufferAppendEvent.builder().audio(base64).build()));
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
