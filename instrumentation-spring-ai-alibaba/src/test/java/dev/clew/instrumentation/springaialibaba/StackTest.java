// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaialibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.cloud.ai.graph.agent.AgentTool;
import com.alibaba.cloud.ai.graph.agent.ReactAgent;
import com.alibaba.cloud.ai.graph.agent.flow.agent.SequentialAgent;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanType;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.SequenceScript;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.instrumentation.reactive.ReactorModule;
import dev.clew.instrumentation.springai.SpringAiModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.api.OpenAiApi;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.function.FunctionToolCallback;

/** Agents over Spring AI, which has its own module: each call is one span, in one tree. */
class StackTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(
          new SpringAiAlibabaModule(),
          new SpringAiModule(),
          new ReactorModule(),
          new ConcurrentModule());

  private final SequenceScript script = new SequenceScript();
  private final ModelServer server = ModelServer.start(script);

  @AfterEach
  void stop() {
    server.close();
  }

  private ReactAgent agent(String name, ToolCallback... tools) {
    OpenAiChatModel model =
        OpenAiChatModel.builder()
            .openAiApi(
                OpenAiApi.builder()
                    .baseUrl(server.baseUrl().replace("/v1", ""))
                    .apiKey("secret")
                    .build())
            .defaultOptions(OpenAiChatOptions.builder().model("gpt-4o").streamUsage(true).build())
            .build();
    return ReactAgent.builder()
        .name(name)
        .description("Answers.")
        .model(model)
        .tools(List.of(tools))
        .outputKey(name + "_answer")
        .build();
  }

  private static ToolCallback weather() {
    return FunctionToolCallback.builder("weather", (Map<String, Object> input) -> "sun")
        .description("The weather in a city")
        .inputType(Map.class)
        .build();
  }

  private void weatherIsAsked() {
    script.enqueue(Reply.toolCall("weather", "{\"city\":\"Rome\"}"));
    script.enqueue(Reply.text("Sunny.").usage(dev.clew.examples.modelserver.Usage.of(20, 10)));
  }

  /** Which hooks there are by default differs between versions. */
  private static String tree() {
    return weaving.tree().toString().replaceAll(" *custom _AGENT_HOOK_.*\n", "");
  }

  private static void assertOneSpanPerCall() {
    assertThat(tree())
        .isEqualTo(
            """
            agent guide
              custom _AGENT_MODEL_
                agent ChatClient
                  generation chat gpt-4o
              custom _AGENT_TOOL_
                function weather
              custom _AGENT_MODEL_
                agent ChatClient
                  generation chat gpt-4o
            """);
    List<FinishedSpan> generations = weaving.spans().spans(SpanType.GENERATION);
    GenerationData last = SpanRecorder.data(generations.get(1), GenerationData.class);
    assertThat(last.usage()).extracting(Usage::input, Usage::output).containsExactly(20L, 10L);
    FunctionData tool =
        SpanRecorder.data(weaving.spans().spans(SpanType.FUNCTION).get(0), FunctionData.class);
    assertThat(tool.output()).contains("sun");
  }

  @Test
  void agent_isATreeOfItsCallsAndTools() throws Exception {
    weatherIsAsked();

    assertThat(agent("guide", weather()).call("Weather?").getText()).isEqualTo("Sunny.");

    assertOneSpanPerCall();
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void agentThatStreams_isTheSameTree() throws Exception {
    weatherIsAsked();

    agent("guide", weather()).stream("Weather?").blockLast();

    assertOneSpanPerCall();
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void agentsInALine_handOverToEachOther() throws Exception {
    script.enqueue(Reply.text("There."));
    script.enqueue(Reply.text("So."));

    SequentialAgent.builder()
        .name("desk")
        .subAgents(List.of(agent("first"), agent("second")))
        .build()
        .invoke("Where?");

    assertThat(weaving.tree().toString())
        .contains("custom first\n    agent first\n", "handoff first → second\n    agent second\n")
        .startsWith("agent desk\n")
        .doesNotContain("\nagent ");
    assertThat(weaving.spans().spans(SpanType.GENERATION)).hasSize(2);
    FinishedSpan handoff = weaving.spans().spans(SpanType.HANDOFF).get(0);
    assertThat(SpanRecorder.data(handoff, HandoffData.class).decidedBy()).isEqualTo("workflow");
  }

  @Test
  void agentThatIsATool_isHandedOverToByTheModel() throws Exception {
    script.enqueue(Reply.toolCall("expert", "{\"input\":\"Rome\"}"));
    script.enqueue(Reply.text("Sunny."));
    script.enqueue(Reply.text("It is sunny."));

    agent("guide", AgentTool.getFunctionToolCallback(agent("expert"))).call("Weather?");

    assertThat(tree())
        .isEqualTo(
            """
            agent guide
              custom _AGENT_MODEL_
                agent ChatClient
                  generation chat gpt-4o
              custom _AGENT_TOOL_
                function expert
                  handoff guide → expert
                  agent expert
                    custom _AGENT_MODEL_
                      agent ChatClient
                        generation chat gpt-4o
              custom _AGENT_MODEL_
                agent ChatClient
                  generation chat gpt-4o
            """);
  }

  @Test
  void toolThatTransfers_isAHandoffFromItsAgent() throws Exception {
    script.enqueue(Reply.toolCall("transfer_to_billing", "{}"));
    script.enqueue(Reply.text("There you are."));
    ToolCallback transfer =
        FunctionToolCallback.builder("transfer_to_billing", (Map<String, Object> input) -> "ok")
            .inputType(Map.class)
            .build();

    agent("guide", transfer).call("My bill?");

    FinishedSpan handoff = weaving.spans().spans(SpanType.HANDOFF).get(0);
    assertThat(SpanRecorder.data(handoff, HandoffData.class))
        .extracting(HandoffData::fromAgent, HandoffData::toAgent)
        .containsExactly("guide", "billing");
  }
}
