// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.beta.agents.AgentSessionEvent;
import com.openai.models.beta.agents.AgentSessionStreamParams;
import com.openai.models.beta.agents.EnvironmentParam;
import com.openai.models.beta.agents.sessions.SessionCreateParams;
import com.openai.services.beta.agents.AgentTurnResults;
import dev.clew.api.data.AgentData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.data.SpanData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.FakeOpenAi;
import dev.clew.instrumentation.openai.OpenAiModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("MustBeClosedChecker") // streams are passed to the tests
class AgentSessionsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new OpenAiModule());

  private final FakeOpenAi server = new FakeOpenAi();
  private final SessionEvents events = new SessionEvents();
  private final OpenAIClient client =
      OpenAIOkHttpClient.builder()
          .baseUrl(server.baseUrl())
          .apiKey("sk-secret")
          .maxRetries(0)
          .build();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private static SessionCreateParams creation() {
    return SessionCreateParams.builder()
        .environment(EnvironmentParam.ofNone())
        .agentId("agent_1")
        .input("Where to?")
        .build();
  }

  private static AgentSessionStreamParams.Builder followUp() {
    return AgentSessionStreamParams.builder().sessionId("sess_1").input("And then?");
  }

  /** Prepares the answers to the library's requests in a follow-up. */
  private void answersFollowUp(String... sent) {
    server.json(SessionEvents.SESSION).events(sent).reply(200, "application/json", "");
  }

  private StreamResponse<AgentSessionEvent> create() {
    return client.beta().agents().sessions().createStreaming(creation());
  }

  private static <D extends SpanData> D data(SpanType type, Class<D> kind) {
    List<FinishedSpan> spans = weaving.spans().spans(type);
    assertThat(spans).hasSize(1);
    return SpanRecorder.data(spans.get(0), kind);
  }

  @Test
  void createStreaming_completedTurn_isAnAgentWithItsTurn() {
    server.events(
        events.created(),
        events.turnCreated(),
        events.delta("To Ro"),
        events.done(SessionEvents.message("To Rome.")),
        events.turnCompleted(),
        events.idle());

    try (var stream = create()) {
      assertThat(stream.stream().count()).isEqualTo(6);
    }

    assertThat(weaving.tree())
        .hasToString(
            """
            agent agent session
              generation turn gpt-5.1
            """);
    AgentData agent = data(SpanType.AGENT, AgentData.class);
    assertThat(agent.name()).isEqualTo("Concierge");
    assertThat(agent.instructions()).isEqualTo("Be kind.");
    assertThat(agent.tools()).containsExactly("weather", "web_search");
    assertThat(agent.inputs()).isEqualTo(Map.of("input", "Where to?"));
    assertThat(agent.output()).isEqualTo("To Rome.");
    assertThat(agent.details()).containsEntry("session_id", "sess_1");
    GenerationData turn = data(SpanType.GENERATION, GenerationData.class);
    assertThat(turn.serverAddress()).isEqualTo(server.baseUrl());
    assertThat(turn.input()).containsExactly(Message.text("user", "Where to?"));
    assertThat(turn.output()).containsExactly(Message.text("assistant", "To Rome."));
    assertThat(turn.usage()).extracting("input", "cachedInput").containsExactly(120L, 20L);
    assertThat(turn.usage()).extracting("output", "reasoning").containsExactly(30L, 10L);
    assertThat(weaving.spans().traces().get(0).groupId()).isEqualTo("sess_1");
  }

  @Test
  void createStreaming_collectedResult_isTheSame() {
    server.events(
        events.created(),
        events.turnCreated(),
        events.done(SessionEvents.message("To Rome.")),
        events.turnCompleted(),
        events.idle());

    assertThat(AgentTurnResults.getFinalResult(create()).turn().id()).isEqualTo("turn_1");

    assertThat(data(SpanType.AGENT, AgentData.class).output()).isEqualTo("To Rome.");
  }

  @Test
  void createStreaming_rawResponse_isOneAgent() {
    server.events(events.created(), events.turnCreated(), events.turnCompleted(), events.idle());

    try (var response =
        client.beta().agents().sessions().withRawResponse().createStreaming(creation())) {
      assertThat(AgentTurnResults.getFinalResult(response.parse()).turn().id()).isEqualTo("turn_1");
    }

    assertThat(weaving.tree()).hasToString("agent agent session\n  generation turn gpt-5.1\n");
  }

  @Test
  void createStreaming_rawResponseNobodyParses_endsUnparsed() {
    server.events(events.created());

    client.beta().agents().sessions().withRawResponse().createStreaming(creation()).close();

    assertThat(weaving.spans().only().attributes()).containsEntry("clew.end_reason", "unparsed");
    assertThat(weaving.tree()).hasToString("agent agent session\n");
  }

  @Test
  void createStreaming_turnThatFails_failsTheAgent() {
    server.events(events.created(), events.turnCreated(), events.turnFailed());

    try (var stream = create()) {
      assertThat(stream.stream().count()).isEqualTo(3);
    }

    assertThat(weaving.tree())
        .hasToString(
            """
            agent agent session [error server_error]
              generation turn gpt-5.1 [error server_error]
            """);
  }

  @Test
  void createStreaming_turnThatIsCancelled_cancelsTheAgent() {
    server.events(events.created(), events.turnCreated(), events.turnCancelled());

    try (var stream = create()) {
      assertThat(stream.stream().count()).isEqualTo(3);
    }

    assertThat(weaving.tree())
        .hasToString(
            """
            agent agent session [cancelled]
              generation turn gpt-5.1 [cancelled]
            """);
  }

  @Test
  void createStreaming_closedEarly_keepsWhatCame() {
    server.events(
        events.created(), events.turnCreated(), events.delta("To Ro"), events.turnCompleted());

    try (var stream = create()) {
      assertThat(stream.stream().limit(3).count()).isEqualTo(3);
    }

    FinishedSpan agent = weaving.spans().spans(SpanType.AGENT).get(0);
    assertThat(agent.attributes()).containsEntry("clew.end_reason", "closed_early");
    assertThat(data(SpanType.AGENT, AgentData.class).output()).isEqualTo("To Ro");
  }

  @Test
  void createStreaming_streamThatIsCut_fails() {
    server.events(events.created(), events.turnCreated());

    try (var stream = create()) {
      assertThat(stream.stream().count()).isEqualTo(2);
    }

    assertThat(weaving.tree().toString()).startsWith("agent agent session [error incomplete_str");
  }

  @Test
  void createStreaming_refused_failsTheAgentWithTheException() {
    server.reply(401, "application/json", "{\"error\":{\"message\":\"no\"}}");

    assertThatThrownBy(this::create).hasMessageContaining("401");

    assertThat(weaving.tree())
        .hasToString("agent agent session [error com.openai.errors.UnauthorizedException]\n");
  }

  @Test
  void stream_followUp_knowsTheAgentOfTheSession() {
    answersFollowUp(events.turnCreated(), events.turnCompleted(), events.idle());

    try (var stream = client.beta().agents().sessions().stream(followUp().build())) {
      assertThat(stream.stream().count()).isEqualTo(3);
    }

    assertThat(weaving.tree()).hasToString("agent agent session\n  generation turn gpt-5.1\n");
    AgentData agent = data(SpanType.AGENT, AgentData.class);
    assertThat(agent.name()).isEqualTo("Concierge");
    assertThat(agent.inputs()).isEqualTo(Map.of("input", "And then?"));
    assertThat(weaving.spans().traces().get(0).groupId()).isEqualTo("sess_1");
  }

  @Test
  void subagents_areAgentsBelowAndHandoffs() {
    server.events(
        events.created(),
        events.turnCreated(),
        events.subagent("created"),
        events.subagentTurn("created"),
        events.subagentTurn("completed"),
        events.done(
            """
            {"type":"send_subagent_input_call","id":"si_1","turn_id":"turn_1","status":"completed",
             "sender_agent_id":"agent_1","recipient_agent_id":"agent_2",
             "content":[{"type":"output_text","text":"Once more."}]}"""),
        events.subagent("closed"),
        events.turnCompleted(),
        events.idle());

    try (var stream = create()) {
      assertThat(stream.stream().count()).isEqualTo(9);
    }

    assertThat(weaving.tree())
        .hasToString(
            """
            agent agent session
              generation turn gpt-5.1
              agent Scout
                generation turn gpt-5.1
              handoff Concierge → Scout
              handoff Concierge → Scout
            """);
    FinishedSpan handoff = weaving.spans().spans(SpanType.HANDOFF).get(0);
    assertThat(SpanRecorder.data(handoff, HandoffData.class))
        .isEqualTo(new HandoffData("Concierge", "Scout", "model"));
  }

  @Test
  void toolsOfTheProvider_areFunctions() {
    String command =
        """
        {"type":"command_execution","id":"ce_1","turn_id":"turn_1","command":"ls","cwd":"/",
         "output":%s,"exit_code":0,"status":"%s"}""";
    server.events(
        events.created(),
        events.turnCreated(),
        events.added(command.formatted("null", "in_progress")),
        events.done(command.formatted("\"a.txt\"", "completed")),
        events.done(
            """
            {"type":"mcp_call","id":"mcp_1","turn_id":"turn_1","name":"search","status":"failed",
             "server_label":"docs","arguments":{"q":"a \\"b\\""},"error":"no such server"}"""),
        events.turnCompleted(),
        events.idle());

    try (var stream = create()) {
      assertThat(stream.stream().count()).isEqualTo(7);
    }

    assertThat(weaving.tree())
        .hasToString(
            """
            agent agent session
              generation turn gpt-5.1
              function command_execution
              function search [error tool_failed]
            """);
    assertThat(weaving.spans().spans(SpanType.FUNCTION))
        .extracting(span -> SpanRecorder.data(span, FunctionData.class))
        .containsExactly(
            new FunctionData("command_execution", "ls", "a.txt", "ce_1", null, false),
            new FunctionData(
                "search", "{\"q\":\"a \\\"b\\\"\"}", "no such server", "mcp_1", "docs", false));
  }

  @Test
  void toolWithoutHandler_isInferredFromTheItems() {
    server.events(
        events.created(),
        events.turnCreated(),
        events.added(SessionEvents.call("weather", "call_1")),
        events.done(SessionEvents.call("weather", "call_1")),
        events.added(
            """
            {"type":"function_call_output","id":"fo_1","turn_id":"turn_1","call_id":"call_1",
             "output":"sunny","status":"completed"}"""),
        events.turnCompleted(),
        events.idle());

    try (var stream = create()) {
      assertThat(stream.stream().count()).isEqualTo(7);
    }

    assertThat(data(SpanType.FUNCTION, FunctionData.class))
        .isEqualTo(
            new FunctionData("weather", "{\"city\":\"Rome\"}", "sunny", "call_1", null, true));
    assertThat(data(SpanType.GENERATION, GenerationData.class).output().get(0).parts())
        .containsExactly(new Part.ToolCall("call_1", "weather", "{\"city\":\"Rome\"}"));
  }

  @Test
  void createStreaming_moreAtOnceThanAreKept_countsWhatGotNoSpan() {
    List<String> sent = new ArrayList<>(List.of(events.created(), events.turnCreated()));
    for (int i = 1_000; i < 1_300; i++) {
      String subagent = "agent_" + i;
      sent.add(events.subagent("created").replace("agent_2", subagent));
      sent.add(events.added(SessionEvents.call("weather", "call_" + i)));
      sent.add(
          events
              .subagentTurn("completed")
              .replace("agent_2", subagent)
              .replace("turn_2", "turn_" + i));
    }
    sent.addAll(List.of(events.turnCompleted(), events.idle()));
    server.events(sent.toArray(new String[0]));

    try (var stream = create()) {
      assertThat(stream.stream().count()).isEqualTo(sent.size());
    }

    assertThat(weaving.spans().spans(SpanType.FUNCTION)).hasSize(256);
    AgentData agent =
        weaving.spans().spans(SpanType.AGENT).stream()
            .map(span -> SpanRecorder.data(span, AgentData.class))
            .filter(data -> data.name().equals("Concierge"))
            .findFirst()
            .orElseThrow();
    assertThat(agent.details())
        .containsEntry("dropped_subagents", 44L)
        .containsEntry("dropped_functions", 44L)
        .containsEntry("dropped_turns", 44L);
  }
}
