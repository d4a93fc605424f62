// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.RateLimitException;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Part;
import dev.clew.api.trace.SpanStatus;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tests the kit with a library it was not derived from: a real client, woven, talks to a loopback
 * server that answers in the provider's wire format.
 */
class AnthropicTest {
  private static final String ANSWER =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude-x-1","content":[
       {"type":"text","text":"To Rome."},
       {"type":"tool_use","id":"toolu_1","name":"fare","input":{"to":"Rome"}}],
       "stop_reason":"tool_use","stop_sequence":null,
       "usage":{"input_tokens":11,"output_tokens":7,"cache_read_input_tokens":100,
                "cache_creation_input_tokens":0}}
      """;

  private static final String EVENTS =
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_2","type":"message","role":"assistant","model":"claude-x-1","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":11,"output_tokens":1}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"To "}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Rome."}}

      event: content_block_start
      data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_1","name":"fare","input":{}}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"to\\":"}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"\\"Rome\\"}"}}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":7}}

      event: message_stop
      data: {"type":"message_stop"}

      """;

  private static final String REFUSAL =
      "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"slow down\"}}";

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new AnthropicModule());

  private static final MessageCreateParams ASKING =
      MessageCreateParams.builder()
          .model("claude-x")
          .maxTokens(64)
          .addUserMessage("Where to?")
          .build();

  private HttpServer server;
  private AnthropicClient client;
  private volatile int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/messages", this::answer);
    server.start();
    client =
        AnthropicOkHttpClient.builder()
            .baseUrl("http://127.0.0.1:" + server.getAddress().getPort())
            .apiKey("none")
            .maxRetries(0)
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean stream = asked.contains("\"stream\":true");
    byte[] body =
        (status != 200 ? REFUSAL : stream ? EVENTS : ANSWER).getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .add("content-type", stream ? "text/event-stream" : "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void assertIsAnswer(FinishedSpan span, String id, Usage usage) {
    GenerationData data = SpanRecorder.data(span, GenerationData.class);
    assertThat(span.name()).isEqualTo("chat claude-x");
    assertThat(span.status()).isEqualTo(SpanStatus.OK);
    assertThat(span.attributes()).containsEntry("http.response.status_code", 200L);
    assertThat(data.provider()).isEqualTo("anthropic");
    assertThat(data.responseModel()).isEqualTo("claude-x-1");
    assertThat(data.responseId()).isEqualTo(id);
    assertThat(data.parameters()).containsEntry("max_tokens", 64L);
    assertThat(data.input())
        .containsExactly(dev.clew.api.message.Message.text("user", "Where to?"));
    assertThat(data.output())
        .containsExactly(
            dev.clew.api.message.Message.of(
                "assistant",
                List.of(
                    new Part.Text("To Rome."),
                    new Part.ToolCall("toolu_1", "fare", "{\"to\":\"Rome\"}"))));
    assertThat(data.finishReasons()).containsExactly("tool_use");
    assertThat(data.usage()).isEqualTo(usage);
  }

  private static Usage counted(long input, Long cached, Long written) {
    return new Usage(input, 7L, input + 7, cached, written, null, null, null, false);
  }

  @Test
  void create_isAGeneration() {
    Message message = client.messages().create(ASKING);

    assertThat(message.id()).isEqualTo("msg_1");
    assertIsAnswer(weaving.spans().only(), "msg_1", counted(111, 100L, 0L));
  }

  @Test
  void createAsync_isAGeneration() {
    client.async().messages().create(ASKING).join();

    assertIsAnswer(weaving.spans().only(), "msg_1", counted(111, 100L, 0L));
  }

  @Test
  void createStreaming_readToItsEnd_isAGeneration() {
    try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(ASKING)) {
      assertThat(stream.stream()).hasSize(9);
    }

    FinishedSpan span = weaving.spans().only();
    assertIsAnswer(span, "msg_2", counted(11, null, null));
    assertThat(SpanRecorder.data(span, GenerationData.class).streamed()).isTrue();
  }

  @Test
  void createStreaming_closedEarly_isCancelledWithWhatHasCome() {
    try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(ASKING)) {
      Iterator<RawMessageStreamEvent> events = stream.stream().iterator();
      for (int i = 0; i < 3; i++) {
        events.next();
      }
    }

    FinishedSpan span = weaving.spans().only();
    assertThat(span.attributes()).containsEntry("clew.end_reason", "closed_early");
    GenerationData data = SpanRecorder.data(span, GenerationData.class);
    assertThat(data.output())
        .containsExactly(dev.clew.api.message.Message.text("assistant", "To "));
  }

  @Test
  void refusal_failsWithItsStatus() {
    status = 429;

    assertThatThrownBy(() -> client.messages().create(ASKING))
        .isInstanceOf(RateLimitException.class);

    FinishedSpan span = weaving.spans().only();
    assertThat(span.error().type()).isEqualTo(RateLimitException.class.getName());
    assertThat(span.attributes()).containsEntry("http.response.status_code", 429L);
  }
}
