// SPDX-License-Identifier: Apache-2.0
package app;

import static org.bsc.langgraph4j.StateGraph.END;
import static org.bsc.langgraph4j.StateGraph.START;
import static org.bsc.langgraph4j.action.AsyncNodeAction.node_async;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bsc.langgraph4j.CompileConfig;
import org.bsc.langgraph4j.CompiledGraph;
import org.bsc.langgraph4j.GraphInput;
import org.bsc.langgraph4j.RunnableConfig;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.agentexecutor.AgentExecutor;
import org.bsc.langgraph4j.checkpoint.MemorySaver;
import org.bsc.langgraph4j.state.AgentState;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.api.OpenAiApi;

/** Runs graphs of all kinds, and prints what they come to. */
public final class Main {
  private static String address;

  private Main() {}

  /** The tools. */
  public static final class Ferries {
    @Tool("Tells the fare")
    public String fare() {
      return "90 euros";
    }
  }

  /** The same tools for Spring AI. */
  public static final class SpringFerries {
    @org.springframework.ai.tool.annotation.Tool(description = "Tells the fare")
    public String fare() {
      return "90 euros";
    }
  }

  private static AgentExecutor.Builder executor(String name) {
    return AgentExecutor.builder()
        .systemMessage(SystemMessage.from("You are the " + name))
        .chatModel(
            OpenAiChatModel.builder()
                .baseUrl(address)
                .apiKey("secret")
                .modelName("gpt-4o")
                .maxRetries(0)
                .build());
  }

  private static String ask(CompiledGraph<AgentExecutor.State> graph) {
    return graph
        .invoke(Map.of("messages", UserMessage.from("Go.")))
        .flatMap(AgentExecutor.State::finalResponse)
        .orElseThrow();
  }

  private static StateGraph<AgentState> line(String first, String second) throws Exception {
    return new StateGraph<>(AgentState::new)
        .addNode(first, node_async(state -> Map.of(first, true)))
        .addNode(second, node_async(state -> Map.of(second, true)))
        .addEdge(START, first)
        .addEdge(first, second)
        .addEdge(second, END);
  }

  public static void main(String[] args) throws Exception {
    address = args[0];
    System.out.println(ask(executor("clerk").toolsFromObject(new Ferries()).build().compile()));
    streamed();
    spring();
    handoff();
    parallel();
    CompiledGraph<AgentState> resumable =
        line("plan", "act")
            .compile(
                CompileConfig.builder()
                    .graphId("resumable")
                    .checkpointSaver(new MemorySaver())
                    .interruptAfter("plan")
                    .build());
    RunnableConfig thread = RunnableConfig.builder().threadId("t-1").build();
    System.out.println(resumable.invoke(Map.of("goal", "Rome"), thread).orElseThrow().data());
    System.out.println(resumable.invoke(GraphInput.resume(), thread).orElseThrow().data());
    try {
      ask(executor("unlucky").build().compile(CompileConfig.builder().graphId("unlucky").build()));
    } catch (RuntimeException failure) {
      System.out.println(failure);
    }
    System.exit(3);
  }

  private static void streamed() throws Exception {
    AgentExecutor.builder()
        .systemMessage(SystemMessage.from("You are the poet"))
        .chatModel(
            OpenAiStreamingChatModel.builder()
                .baseUrl(address)
                .apiKey("secret")
                .modelName("gpt-4o")
                .build())
        .build()
        .compile(CompileConfig.builder().graphId("poet").build())
        .stream(Map.of("messages", UserMessage.from("Go.")), RunnableConfig.builder().build())
        .forEach(output -> System.out.println(output.node()));
  }

  private static void spring() throws Exception {
    var graph =
        org.bsc.langgraph4j.spring.ai.agentexecutor.AgentExecutor.builder()
            .chatModel(
                org.springframework.ai.openai.OpenAiChatModel.builder()
                    .openAiApi(
                        OpenAiApi.builder()
                            .baseUrl(address.replace("/v1", ""))
                            .apiKey("secret")
                            .build())
                    .defaultOptions(OpenAiChatOptions.builder().model("gpt-4o").build())
                    .build())
            .defaultSystem("You are the porter")
            .toolsFromObject(new SpringFerries())
            .build()
            .compile(CompileConfig.builder().graphId("spring").build());
    var answer =
        graph.invoke(
            Map.of("messages", new org.springframework.ai.chat.messages.UserMessage("Go.")));
    System.out.println(answer.orElseThrow().lastMessage().orElseThrow().getText());
  }

  private static void handoff() throws Exception {
    var east = executor("east").build().compile();
    var west = executor("west").build().compile();
    System.out.println(
        new StateGraph<>(AgentState::new)
            .addNode("east", node_async(state -> Map.of("east", ask(east))))
            .addNode("west", node_async(state -> Map.of("west", ask(west))))
            .addEdge(START, "east")
            .addEdge("east", "west")
            .addEdge("west", END)
            .compile(CompileConfig.builder().graphId("desk").build())
            .invoke(Map.of())
            .orElseThrow()
            .data());
  }

  private static void parallel() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CompiledGraph<AgentState> inner = line("look", "leap").compile();
    System.out.println(
        new StateGraph<>(AgentState::new)
            .addNode("fork", node_async(state -> Map.of()))
            .addNode("one", node_async(state -> Map.of("one", 1)))
            .addNode("two", node_async(state -> Map.of("one", 1)))
            .addNode("inner", inner)
            .addEdge(START, "fork")
            .addEdge("fork", "one")
            .addEdge("fork", "two")
            .addEdge("one", "inner")
            .addEdge("two", "inner")
            .addEdge("inner", END)
            .compile(CompileConfig.builder().graphId("both").build())
            .invoke(
                Map.of(), RunnableConfig.builder().addParallelNodeExecutor("fork", threads).build())
            .orElseThrow()
            .data());
    threads.shutdown();
  }
}
