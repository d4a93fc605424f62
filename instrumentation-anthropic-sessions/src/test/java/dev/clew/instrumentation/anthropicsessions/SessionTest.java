// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import static dev.clew.instrumentation.anthropicsessions.FakeSession.event;
import static dev.clew.instrumentation.anthropicsessions.FakeSession.idle;
import static dev.clew.instrumentation.anthropicsessions.FakeSession.modelRequestEnd;
import static dev.clew.instrumentation.anthropicsessions.FakeSession.modelRequestStart;
import static dev.clew.instrumentation.anthropicsessions.FakeSession.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.NotFoundException;
import com.anthropic.models.beta.sessions.events.BetaManagedAgentsStreamSessionEvents;
import com.anthropic.models.beta.sessions.events.EventSendParams;
import dev.clew.api.data.AgentData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new AnthropicSessionsModule());

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String QUESTION = event("user.message", "user_1", text("Where to?"));
  private static final String RUNNING = event("session.status_running", "running", "");
  private static final String ANSWER = event("agent.message", "message_1", text("To Rome."));
  private static final String SEARCH =
      event("agent.tool_use", "tool_1", "\"name\":\"web_search\",\"input\":{\"query\":\"warm\"}");
  private static final String FOUND =
      event("agent.tool_result", "result_1", "\"tool_use_id\":\"tool_1\"," + text("Rome"));
  private static final String FARE =
      event("agent.custom_tool_use", "tool_1", "\"name\":\"fare\",\"input\":{\"to\":\"Rome\"}");

  /** Of this test only, because Clew remembers sessions. */
  private final String session = "sesn_" + NUMBER.incrementAndGet();

  private final FakeSession server = new FakeSession();
  private final AnthropicClient client = server.client();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @SuppressWarnings("MustBeClosedChecker") // by the tests
  private StreamResponse<BetaManagedAgentsStreamSessionEvents> open() {
    return client.beta().sessions().events().streamStreaming(session);
  }

  private void readToTheEnd() {
    try (var stream = open()) {
      assertThat(stream.stream()).isNotEmpty();
    }
  }

  private static FinishedSpan span(SpanType type) {
    return weaving.spans().spans(type).get(0);
  }

  private static <D extends SpanData> D data(SpanType type, Class<D> data) {
    return SpanRecorder.data(span(type), data);
  }

  private static String groupOf(FinishedSpan span) {
    return String.valueOf(
        weaving.spans().traces().stream()
            .filter(trace -> trace.traceId().equals(span.traceId()))
            .findFirst()
            .orElseThrow()
            .groupId());
  }

  @Test
  void run_isAnAgentWithItsModelRequestsAndTools() {
    server.events(
        QUESTION,
        RUNNING,
        modelRequestStart("model_1"),
        SEARCH,
        modelRequestEnd("model_1"),
        FOUND,
        modelRequestStart("model_2"),
        ANSWER,
        modelRequestEnd("model_2"),
        idle("end_turn"));

    client.beta().sessions().retrieve(session);
    readToTheEnd();

    assertThat(weaving.tree())
        .hasToString(
            """
            agent Planner
              generation chat claude-x
              function web_search
              generation chat claude-x
            """);
    assertThat(span(SpanType.AGENT).status()).isEqualTo(SpanStatus.OK);
    assertThat(groupOf(span(SpanType.AGENT))).isEqualTo(session);
    AgentData agent = data(SpanType.AGENT, AgentData.class);
    assertThat(agent.instructions()).isEqualTo("Be brief.");
    assertThat(agent.tools()).containsExactly("fare");
    assertThat(agent.inputs()).containsEntry("input", "Where to?");
    assertThat(agent.output()).isEqualTo("To Rome.");
    assertThat(agent.details())
        .containsEntry("session_id", session)
        .containsEntry("agent_id", "agent_1")
        .containsEntry("stop_reason", "end_turn");
    FunctionData search = data(SpanType.FUNCTION, FunctionData.class);
    assertThat(search)
        .isEqualTo(
            new FunctionData("web_search", "{\"query\":\"warm\"}", "Rome", "tool_1", null, false));
  }

  @Test
  void modelRequest_isAGenerationWithWhatWasKnownAndItsTokens() {
    server.events(
        QUESTION,
        modelRequestStart("model_1"),
        SEARCH,
        modelRequestEnd("model_1"),
        idle("end_turn"));

    readToTheEnd();

    GenerationData request = data(SpanType.GENERATION, GenerationData.class);
    assertThat(request.input()).containsExactly(Message.text("user", "Where to?"));
    assertThat(request.output())
        .containsExactly(
            Message.of(
                "assistant",
                List.of(new Part.ToolCall("tool_1", "web_search", "{\"query\":\"warm\"}"))));
    assertThat(request.usage())
        .isEqualTo(new Usage(131L, 7L, 138L, 100L, 20L, null, null, null, false));
  }

  @Test
  void toolOfTheApplication_endsWhenItsResultIsSent() {
    server.events(QUESTION, modelRequestStart("model_1"), FARE, idle("requires_action"));

    try (var stream = open()) {
      Iterator<?> events = stream.stream().iterator();
      for (int i = 0; i < 3; i++) {
        events.next();
      }
      client
          .beta()
          .sessions()
          .events()
          .send(session, EventSendParams.builder().addUserCustomToolResultEvent("tool_1").build());
      assertThat(span(SpanType.FUNCTION).status()).isEqualTo(SpanStatus.OK);
      assertThat(weaving.spans().spans(SpanType.AGENT)).isEmpty();
    }

    assertThat(data(SpanType.FUNCTION, FunctionData.class).inferred()).isTrue();
    assertThat(span(SpanType.AGENT).attributes()).containsEntry("clew.end_reason", "closed_early");
  }

  @Test
  void secondTask_isARunOfItsOwn_inTheSameGroup() {
    server.events(QUESTION, ANSWER, idle("end_turn"), QUESTION, ANSWER, idle("end_turn"));

    readToTheEnd();

    assertThat(weaving.spans().spans(SpanType.AGENT))
        .hasSize(2)
        .allSatisfy(run -> assertThat(run.status()).isEqualTo(SpanStatus.OK))
        .allSatisfy(run -> assertThat(groupOf(run)).isEqualTo(session));
  }

  @Test
  void session_thatIsNotFound_fails() {
    server.refuse(404);

    assertThatThrownBy(this::open).isInstanceOf(NotFoundException.class);

    assertThat(weaving.spans().only().status()).isEqualTo(SpanStatus.ERROR);
    assertThat(weaving.spans().only().attributes())
        .containsEntry("http.response.status_code", 404L);
  }

  @Test
  void errorThatIsNotOvercome_isThatOfTheRun() {
    server.events(
        QUESTION,
        event(
            "session.error",
            "error_1",
            """
            "error":{"type":"model_overloaded_error","message":"too busy",\
            "retry_status":{"type":"exhausted"}}"""),
        idle("retries_exhausted"));

    readToTheEnd();

    assertThat(weaving.spans().only().error())
        .satisfies(
            error -> {
              assertThat(error.type()).isEqualTo("model_overloaded_error");
              assertThat(error.message()).isEqualTo("too busy");
            });
  }

  @Test
  void otherAgent_isAHandoffAndAnAgentBelow() {
    String thread = "\"session_thread_id\":\"thread_1\",\"agent_name\":\"Scout\"";
    server.events(
        QUESTION,
        event("session.thread_created", "thread_event", thread),
        event(
            "agent.thread_message_sent",
            "sent",
            "\"to_session_thread_id\":\"thread_1\",\"to_agent_name\":\"Scout\"," + text("Look.")),
        event(
            "agent.thread_message_received",
            "received",
            "\"from_session_thread_id\":\"thread_1\",\"from_agent_name\":\"Scout\","
                + text("Found.")),
        idle("end_turn"));

    readToTheEnd();

    assertThat(weaving.tree())
        .hasToString(
            """
            agent session
              handoff session → Scout
              agent Scout
            """);
    assertThat(data(SpanType.HANDOFF, HandoffData.class))
        .isEqualTo(new HandoffData("session", "Scout", "model"));
    AgentData scout = data(SpanType.AGENT, AgentData.class);
    assertThat(scout.inputs()).containsEntry("input", "Look.");
    assertThat(scout.output()).isEqualTo("Found.");
  }

  @Test
  void asynchronousStream_isTracedTheSame() throws Exception {
    server.events(
        QUESTION,
        modelRequestStart("model_1"),
        ANSWER,
        modelRequestEnd("model_1"),
        idle("end_turn"));

    client
        .async()
        .beta()
        .sessions()
        .events()
        .streamStreaming(session)
        .subscribe(event -> {})
        .onCompleteFuture()
        .join();

    weaving.spans().await(2);
    assertThat(weaving.tree()).hasToString("agent session\n  generation chat\n");
    assertThat(weaving.spans().spans())
        .extracting(FinishedSpan::status)
        .containsOnly(SpanStatus.OK);
  }

  @Test
  void taskSentBeforeTheStreamIsOpened_isTheInput() {
    server.events(ANSWER, idle("end_turn"));
    String question = "{\"type\":\"user.message\"," + text("Where to?") + "}";

    client.beta().sessions().events().send(session, sending(question));
    readToTheEnd();

    assertThat(weaving.spans().only(AgentData.class).inputs()).containsEntry("input", "Where to?");
  }

  private static EventSendParams sending(String event) {
    try {
      return EventSendParams.builder()
          .addEvent(
              com.anthropic.core.ObjectMappers.jsonMapper()
                  .readValue(
                      event,
                      com.anthropic.models.beta.sessions.events.BetaManagedAgentsEventParams.class))
          .build();
    } catch (java.io.IOException malformed) {
      throw new AssertionError(malformed);
    }
  }
}
