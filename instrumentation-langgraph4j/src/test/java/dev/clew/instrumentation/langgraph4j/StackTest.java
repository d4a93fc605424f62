// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langgraph4j;

import static dev.clew.instrumentation.langgraph4j.Graphs.runs;
import static dev.clew.instrumentation.langgraph4j.Graphs.sets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanType;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.SequenceScript;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.instrumentation.langchain4j.LangChain4jModule;
import dev.clew.instrumentation.langgraph4j.Graphs.Step;
import dev.clew.instrumentation.openai.OpenAiModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialChatModel;
import dev.langchain4j.service.AiServices;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bsc.langgraph4j.CompiledGraph;
import org.bsc.langgraph4j.RunnableConfig;
import org.bsc.langgraph4j.agentexecutor.AgentExecutor;
import org.bsc.langgraph4j.state.AgentState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Graphs over LangChain4j, also over openai-java, which have modules of their own: each call is one
 * span, in one tree.
 */
@Tag("newest")
class StackTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(
          new LangGraph4jModule(),
          new LangChain4jModule(),
          new OpenAiModule(),
          new ConcurrentModule());

  private final ModelServer server =
      ModelServer.start(
          SequenceScript.of(
              Reply.toolCall("weather", "{\"city\":\"Rome\"}"),
              Reply.text("Sunny.").usage(dev.clew.examples.modelserver.Usage.of(20, 10))));

  @AfterEach
  void stop() {
    server.close();
  }

  /** The tools. */
  static final class Sky {
    @Tool("Tells the weather")
    String weather(String city) {
      return "sun in " + city;
    }
  }

  /** An agent of LangChain4j. */
  interface Guide {
    String answer(String question);
  }

  private ChatModel model() {
    return model(server);
  }

  private static ChatModel model(ModelServer server) {
    return OpenAiChatModel.builder()
        .baseUrl(server.baseUrl())
        .apiKey("secret")
        .modelName("gpt-4o")
        .maxRetries(0)
        .build();
  }

  private static void assertOneSpanPerCall() {
    assertThat(weaving.tree())
        .hasToString(
            """
            agent graph
              custom agent
                generation chat gpt-4o
              custom action
                function weather
              custom agent
                generation chat gpt-4o
              custom action
            """);
    List<FinishedSpan> generations = weaving.spans().spans(SpanType.GENERATION);
    GenerationData last = SpanRecorder.data(generations.get(1), GenerationData.class);
    assertThat(last.usage()).extracting(Usage::input, Usage::output).containsExactly(20L, 10L);
  }

  @Test
  void agentExecutor_isATreeOfItsCallsAndTools() throws Exception {
    AgentExecutor.builder()
        .chatModel(model())
        .toolsFromObject(new Sky())
        .build()
        .compile()
        .invoke(Map.of("messages", UserMessage.from("Weather?")));

    assertOneSpanPerCall();
    AgentData agent =
        SpanRecorder.data(weaving.spans().spans(SpanType.AGENT).get(0), AgentData.class);
    assertThat(agent.inputs()).isEqualTo(Map.of("messages", "user: Weather?"));
    assertThat(agent.output())
        .isEqualTo(
            Map.of(
                "agent_response",
                "Sunny.",
                "messages",
                List.of(
                    "user: Weather?",
                    "ai → weather",
                    "tool_execution_result: sun in Rome",
                    "ai: Sunny.")));
  }

  @Test
  void agentExecutorOverOpenAiJava_isTheSameTree() throws Exception {
    AgentExecutor.builder()
        .chatModel(
            OpenAiOfficialChatModel.builder()
                .baseUrl(server.baseUrl())
                .apiKey("secret")
                .modelName("gpt-4o")
                .maxRetries(0)
                .build())
        .toolsFromObject(new Sky())
        .build()
        .compile()
        .invoke(Map.of("messages", UserMessage.from("Weather?")));

    assertOneSpanPerCall();
    assertThat(weaving.spans().spans(SpanType.GENERATION))
        .allSatisfy(span -> assertThat(span.enrichments()).as("from the SDK").hasSize(1));
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void agentExecutorThatStreams_isTheSameTree() throws Exception {
    var graph =
        AgentExecutor.builder()
            .chatModel(
                OpenAiStreamingChatModel.builder()
                    .baseUrl(server.baseUrl())
                    .apiKey("secret")
                    .modelName("gpt-4o")
                    .build())
            .toolsFromObject(new Sky())
            .build()
            .compile();

    graph.stream(Map.of("messages", UserMessage.from("Weather?")), Graphs.DEFAULT)
        .forEach(output -> {});

    assertOneSpanPerCall();
  }

  @Test
  void agentsOfLangChain4j_handOverWhereTheGraphLeadsFromOneToTheOther() {
    try (ModelServer talker =
        ModelServer.start(SequenceScript.of(Reply.text("There."), Reply.text("So.")))) {
      Guide guide = AiServices.builder(Guide.class).chatModel(model(talker)).build();
      Step first = new Step("first", state -> Map.of("a", guide.answer("Where?")));
      Step second = new Step("second", state -> Map.of("b", guide.answer("Why?")));

      Graphs.compiled(first, sets("note", 1), second).invoke(Map.of());
    }

    assertThat(weaving.tree())
        .hasToString(
            """
            agent graph
              custom first
                agent Guide.answer
                  generation chat gpt-4o
              custom note
              custom second
                handoff first → second
                agent Guide.answer
                  generation chat gpt-4o
            """);
  }

  @Test
  void agentThatIsATool_isHandedOverToByTheModel() throws Exception {
    CompiledGraph<AgentState> expert = Graphs.compiled(sets("look", "sun"));
    var graph =
        AgentExecutor.builder()
            .chatModel(model())
            .toolsFromObject(new Experts(expert))
            .build()
            .compile();

    graph.invoke(Map.of("messages", UserMessage.from("Weather?")));

    assertThat(weaving.tree())
        .hasToString(
            """
            agent graph
              custom agent
                generation chat gpt-4o
              custom action
                function weather
                  handoff graph → weather
                  agent weather
                    custom look
              custom agent
                generation chat gpt-4o
              custom action
            """);
  }

  /** A tool that is a graph. */
  static final class Experts {
    private final CompiledGraph<AgentState> graph;

    Experts(CompiledGraph<AgentState> graph) {
      this.graph = graph;
    }

    @Tool("Tells the weather")
    String weather(String city) {
      return "" + graph.invoke(Map.of("city", city)).orElseThrow().data();
    }
  }

  @Test
  void branchesOnOtherThreads_areInTheTree() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    RunnableConfig config =
        RunnableConfig.builder().addParallelNodeExecutor("fork", threads).build();
    CompiledGraph<AgentState> inner = Graphs.compiled(sets("look", 1));

    Graphs.branches(
            sets("fork", 0), List.of(runs("east", inner), runs("east2", inner)), sets("join", 3))
        .compile()
        .invoke(Map.of(), config);

    threads.shutdown();
    assertThat(weaving.tree().toString().replace("east2", "east"))
        .isEqualTo(
            """
            agent graph
              custom fork
              custom __PARALLEL__(fork)
                custom east
                  agent east
                    custom look
                custom east
                  agent east
                    custom look
              custom join
            """);
  }
}
