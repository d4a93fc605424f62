// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import static dev.clew.instrumentation.anthropic.FakeAnthropic.blockStart;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.blockStop;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.delta;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.end;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.messageBody;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.start;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.stop;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.text;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.toolUse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.errors.BadRequestException;
import com.anthropic.models.beta.messages.MessageCreateParams;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.clew.api.data.AgentData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The library's own agent loop, which 1.x does not have. */
class ToolRunnerTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new AnthropicModule());

  private final FakeAnthropic server = new FakeAnthropic();
  private final AnthropicClient client = server.client(0);

  /** A tool of the application, which the library finds by its class. */
  @JsonTypeName("fare")
  @JsonClassDescription("The fare to a city")
  public static class Fare implements Supplier<String> {
    public String to;

    @Override
    public String get() {
      if (to.equals("Atlantis")) {
        throw new IllegalStateException("no ferry to Atlantis");
      }
      return "90 euros to " + to;
    }
  }

  @BeforeEach
  void skipWithoutRunner() {
    try {
      Class.forName("com.anthropic.helpers.BetaToolRunner");
    } catch (ClassNotFoundException absent) {
      Assumptions.abort("this version has no tool runner");
    }
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private static MessageCreateParams question() {
    return MessageCreateParams.builder()
        .model("claude-x")
        .maxTokens(64)
        .system("Be brief.")
        .addTool(Fare.class)
        .addUserMessage("What does it cost?")
        .build();
  }

  private void prepareToolUse(String input) {
    server.message("tool_use", toolUse("toolu_1", "fare", input));
  }

  private void prepareAnswer() {
    server.json(messageBody("msg_2", "end_turn", text("It costs 90 euros.")));
  }

  private List<String> run() {
    List<String> messages = new ArrayList<>();
    for (var message : client.beta().messages().toolRunner(question())) {
      messages.add(message.id());
    }
    return messages;
  }

  @Test
  void run_isAnAgentWithItsToolsAndCalls() {
    prepareToolUse("{\"to\":\"Rome\"}");
    prepareAnswer();

    assertThat(run()).containsExactly("msg_1", "msg_2");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent tool runner
              generation chat claude-x
              function fare
              generation chat claude-x
            """);
    AgentData agent = data(SpanType.AGENT, AgentData.class);
    assertThat(agent.instructions()).isEqualTo("Be brief.");
    assertThat(agent.tools()).containsExactly("fare");
    assertThat(agent.inputs()).containsEntry("message", "What does it cost?");
    assertThat(agent.output()).isEqualTo("It costs 90 euros.");
    FunctionData function = data(SpanType.FUNCTION, FunctionData.class);
    assertThat(function.input()).isEqualTo("{\"to\":\"Rome\"}");
    assertThat(function.output()).contains("90 euros to Rome");
    assertThat(function.toolCallId()).isEqualTo("toolu_1");
    assertThat(function.inferred()).isFalse();
  }

  private static <D extends dev.clew.api.data.SpanData> D data(SpanType type, Class<D> data) {
    return SpanRecorder.data(weaving.spans().spans(type).get(0), data);
  }

  @Test
  void toolThatThrows_failsWithItsException_andTheRunContinues() {
    prepareToolUse("{\"to\":\"Atlantis\"}");
    prepareAnswer();

    run();

    assertThat(weaving.tree())
        .hasToString(
            """
            agent tool runner
              generation chat claude-x
              function fare [error java.lang.IllegalStateException]
              generation chat claude-x
            """);
  }

  @Test
  void toolThatDoesNotExist_failsWithTheTextForTheModel() {
    server.message("tool_use", toolUse("toolu_1", "hotel", "{}"));
    prepareAnswer();

    run();

    FinishedSpan function = weaving.spans().spans(SpanType.FUNCTION).get(0);
    assertThat(function.error().type()).isEqualTo("tool_error");
    assertThat(function.error().message()).contains("hotel");
  }

  @Test
  void modelThatFails_failsTheRun() {
    server.error(400, "invalid_request_error");

    assertThatThrownBy(this::run).isInstanceOf(BadRequestException.class);

    assertThat(weaving.tree())
        .hasToString(
            """
            agent tool runner [error com.anthropic.errors.BadRequestException]
              generation chat claude-x [error com.anthropic.errors.BadRequestException]
            """);
  }

  @Test
  void streamedRun_isAnAgentToo() {
    server.events(
        start(),
        blockStart(0, toolUse("toolu_1", "fare", "{}")),
        delta(0, "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"to\\\":\\\"Rome\\\"}\"}"),
        blockStop(0),
        end("tool_use"),
        stop());
    server.events(
        start(),
        blockStart(0, text("")),
        delta(0, "{\"type\":\"text_delta\",\"text\":\"90 euros.\"}"),
        blockStop(0),
        end("end_turn"),
        stop());

    long events = 0;
    for (var stream : client.beta().messages().toolRunner(question()).streaming()) {
      events += stream.stream().count();
    }

    assertThat(events).isEqualTo(12);
    assertThat(weaving.tree())
        .hasToString(
            """
            agent tool runner
              generation chat claude-x
              function fare
              generation chat claude-x
            """);
    assertThat(data(SpanType.AGENT, AgentData.class).output()).isEqualTo("90 euros.");
  }

  @Test
  void abandonedRun_isCancelled() {
    prepareToolUse("{\"to\":\"Rome\"}");
    takeFirst();

    while (weaving.spans().spans(SpanType.AGENT).isEmpty()) {
      System.gc();
      Thread.onSpinWait();
    }

    assertThat(weaving.spans().spans(SpanType.AGENT).get(0).attributes())
        .containsEntry("clew.end_reason", "abandoned");
  }

  private void takeFirst() {
    client.beta().messages().toolRunner(question()).iterator().next();
  }

  @Test
  @Tag("newest") // older runners send the entire conversation
  void conversationKeptByTheProvider_isMentioned() {
    prepareToolUse("{\"to\":\"Rome\"}");
    prepareAnswer();

    run();

    GenerationData second =
        SpanRecorder.data(weaving.spans().spans(SpanType.GENERATION).get(1), GenerationData.class);
    assertThat(server.requests().get(1)).doesNotContain("What does it cost?");
    assertThat(second.details()).containsEntry("conversation_on_server", true);
    assertThat(second.parameters().toString()).contains("previous_message_id=msg_1");
  }
}
