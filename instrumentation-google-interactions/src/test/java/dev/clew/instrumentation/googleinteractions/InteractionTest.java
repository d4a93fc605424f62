// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleinteractions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.genai.errors.ApiException;
import dev.clew.api.data.AgentData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real client, woven, talks to a server that answers in the wire format of interactions. */
class InteractionTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new GoogleInteractionsModule());

  private final FakeInteractions server = new FakeInteractions();
  private final InteractionCalls calls = new InteractionCalls(server.client());

  @AfterEach
  void stop() {
    server.close();
  }

  private static String interaction(String id, String steps) {
    return """
        {"id":"%s","object":"interaction","status":"completed","model":"gemini-x",\
        "created":"2026-01-01T00:00:00Z","updated":"2026-01-01T00:00:00Z","steps":[%s],\
        "usage":{"total_input_tokens":11,"total_output_tokens":5,"total_thought_tokens":2,\
        "total_cached_tokens":3,"total_tokens":18}}"""
        .formatted(id, steps);
  }

  private static String output(String text) {
    return "{\"type\":\"model_output\",\"content\":[{\"type\":\"text\",\"text\":\"%s\"}]}"
        .formatted(text);
  }

  private static ResponseData response(int index) {
    return SpanRecorder.data(
        weaving.spans().spans(SpanType.RESPONSE).get(index), ResponseData.class);
  }

  private void prepareEvents(String... events) {
    StringBuilder body = new StringBuilder();
    for (String event : events) {
      String type = event.replaceFirst("^\\{\"event_type\":\"([^\"]+)\".*", "$1");
      body.append("event: ").append(type).append("\ndata: ").append(event).append("\n\n");
    }
    server.reply(200, "text/event-stream", body + "event: done\ndata: [DONE]\n\n");
  }

  private void prepareStream() {
    prepareEvents(
        "{\"event_type\":\"interaction.created\",\"interaction\":{\"id\":\"int_1\","
            + "\"object\":\"interaction\",\"status\":\"in_progress\",\"model\":\"gemini-x\","
            + "\"created\":\"2026-01-01T00:00:00Z\",\"updated\":\"2026-01-01T00:00:00Z\"}}",
        "{\"event_type\":\"step.start\",\"index\":0,\"step\":{\"type\":\"model_output\"}}",
        "{\"event_type\":\"step.delta\",\"index\":0,"
            + "\"delta\":{\"type\":\"text\",\"text\":\"To \"}}",
        "{\"event_type\":\"step.delta\",\"index\":0,"
            + "\"delta\":{\"type\":\"text\",\"text\":\"Rome.\"}}",
        "{\"event_type\":\"step.stop\",\"index\":0}",
        "{\"event_type\":\"interaction.completed\",\"interaction\":{\"id\":\"int_1\","
            + "\"object\":\"interaction\",\"status\":\"completed\",\"model\":\"gemini-x\","
            + "\"created\":\"2026-01-01T00:00:00Z\",\"updated\":\"2026-01-01T00:00:00Z\","
            + "\"usage\":{\"total_input_tokens\":11,\"total_output_tokens\":7,"
            + "\"total_tokens\":18}}}");
  }

  @Test
  void interactionWithAModel_isAResponse() {
    server.json(
        interaction(
            "int_1",
            "{\"type\":\"thought\",\"summary\":[{\"type\":\"text\",\"text\":\"Hm.\"}]},"
                + output("To Rome.")));

    calls.ask("Where to?");

    assertThat(weaving.spans().only().name()).isEqualTo("response gemini-x");
    assertThat(response(0).instructions()).isEqualTo("Be brief.");
    GenerationData data = response(0).generation();
    assertThat(data.provider()).isEqualTo("gcp.gemini");
    assertThat(data.serverAddress()).startsWith(server.url());
    assertThat(data.responseId()).isEqualTo("int_1");
    assertThat(data.input()).containsExactly(Message.text("user", "Where to?"));
    assertThat(data.output())
        .containsExactly(
            Message.of("assistant", List.of(new Part.Reasoning("Hm."), new Part.Text("To Rome."))));
    assertThat(data.finishReasons()).containsExactly("completed");
    assertThat(data.usage()).isEqualTo(new Usage(11L, 7L, 18L, 3L, null, 2L, null, null, false));
  }

  @Test
  void interactionThatContinuesAnother_isInItsTrace() {
    server.json(interaction("int_1", output("To Rome.")));
    server.json(interaction("int_2", output("By train.")));

    calls.ask("Where to?");
    calls.askOn("int_1", "How?");

    List<FinishedSpan> spans = weaving.spans().spans(SpanType.RESPONSE);
    assertThat(spans).extracting(FinishedSpan::traceId).containsOnly(spans.get(0).traceId());
    assertThat(response(1).previousResponseId()).isEqualTo("int_1");
  }

  @Test
  void functionOfTheApplication_isBetweenTwoInteractions() {
    server.json(
        interaction(
            "int_1",
            "{\"type\":\"function_call\",\"id\":\"call_1\",\"name\":\"fare\","
                + "\"arguments\":{\"to\":\"Rome\"}}"));
    server.json(interaction("int_2", output("90 euros.")));

    calls.ask("How much?");
    calls.answerFunction("call_1", "90");

    assertThat(weaving.spans().spans())
        .extracting(FinishedSpan::type)
        .containsExactly(SpanType.RESPONSE, SpanType.FUNCTION, SpanType.RESPONSE);
    FinishedSpan function = weaving.spans().spans(SpanType.FUNCTION).get(0);
    assertThat(SpanRecorder.data(function, FunctionData.class))
        .isEqualTo(new FunctionData("fare", "{\"to\":\"Rome\"}", "90", "call_1", null, true));
  }

  @Test
  void interactionWithAnAgent_isAnAgent() {
    server.json(interaction("int_1", output("A report.")));

    calls.askAgent("deep-research", "Trains to Rome");

    assertThat(weaving.spans().only().name()).isEqualTo("deep-research");
    AgentData data = weaving.spans().only(AgentData.class);
    assertThat(data.inputs()).containsEntry("message", "Trains to Rome");
    assertThat(data.output()).isEqualTo("A report.");
    assertThat(data.details()).containsEntry("interaction_id", "int_1");
  }

  private void assertIsStreamedAnswer() {
    assertThat(weaving.spans().only().status()).isEqualTo(SpanStatus.OK);
    GenerationData data = response(0).generation();
    assertThat(data.streamed()).isTrue();
    assertThat(data.output()).containsExactly(Message.text("assistant", "To Rome."));
    assertThat(data.usage().total()).isEqualTo(18L);
  }

  @Test
  void streamReadToItsEnd_isAResponse() {
    prepareStream();

    calls.stream("Where to?");

    assertIsStreamedAnswer();
  }

  @Test
  void asynchronousStream_isAResponse() throws Exception {
    prepareStream();

    calls.streamAsync("Where to?");

    assertIsStreamedAnswer();
  }

  @Test
  void streamClosedEarly_isCancelled_withWhatHadArrived() throws Exception {
    prepareStream();

    calls.readAndClose("Where to?", 3);

    assertThat(weaving.spans().only().attributes())
        .containsEntry("clew.end_reason", "closed_early");
    assertThat(response(0).generation().output()).containsExactly(Message.text("assistant", "To "));
  }

  @Test
  void error_isTheLibrarysException_withItsStatus() {
    server.error(403, "PERMISSION_DENIED");

    assertThatThrownBy(() -> calls.ask("Where to?")).isInstanceOf(ApiException.class);

    FinishedSpan span = weaving.spans().only();
    assertThat(span.error().type()).contains("CreateInteractionClientError");
    assertThat(span.attributes()).containsEntry("http.response.status_code", 403L);
  }
}
