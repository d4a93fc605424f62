// SPDX-License-Identifier: Apache-2.0
package app;

import com.google.adk.agents.BaseAgent;
import com.google.adk.agents.LlmAgent;
import com.google.adk.agents.ParallelAgent;
import com.google.adk.agents.RunConfig;
import com.google.adk.agents.RunConfig.StreamingMode;
import com.google.adk.models.Gemini;
import com.google.adk.models.LlmResponse;
import com.google.adk.runner.InMemoryRunner;
import com.google.adk.sessions.Session;
import com.google.adk.tools.AgentTool;
import com.google.adk.tools.Annotations.Schema;
import com.google.adk.tools.FunctionTool;
import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import io.reactivex.rxjava3.core.Maybe;
import java.util.List;
import java.util.Map;

/** Runs agents of all kinds, and prints what they say. */
public final class Main {
  private static Gemini gemini;

  private Main() {}

  public static Map<String, Object> fare(@Schema(name = "to") String to) {
    if (to.equals("Atlantis")) {
      throw new IllegalStateException("no ferry to Atlantis");
    }
    return Map.of("euros", 90);
  }

  public static void main(String[] args) {
    gemini =
        new Gemini(
            "gemini-x",
            Client.builder()
                .apiKey(args[1])
                .httpOptions(HttpOptions.builder().baseUrl(args[0].replace("/v1", "")).build())
                .build());
    LlmAgent clerk = agent("clerk").tools(FunctionTool.create(Main.class, "fare")).build();
    run(agent("desk").subAgents(clerk).build(), StreamingMode.NONE);
    run(
        agent("boss").tools(AgentTool.create(agent("adviser").build())).build(),
        StreamingMode.NONE);
    run(
        ParallelAgent.builder()
            .name("both")
            .subAgents(agent("east").build(), agent("west").build())
            .build(),
        StreamingMode.NONE);
    run(agent("poet").tools(FunctionTool.create(Main.class, "fare")).build(), StreamingMode.SSE);
    run(
        agent("guarded")
            .beforeModelCallback(
                (context, request) ->
                    Maybe.just(
                        LlmResponse.builder()
                            .content(
                                Content.builder().role("model").parts(Part.fromText("No.")).build())
                            .build()))
            .build(),
        StreamingMode.NONE);
    run(agent("unlucky").build(), StreamingMode.NONE);
    System.exit(3);
  }

  private static LlmAgent.Builder agent(String name) {
    return LlmAgent.builder()
        .name(name)
        .description("The " + name)
        .instruction("You are the " + name)
        .model(gemini);
  }

  private static void run(BaseAgent agent, StreamingMode mode) {
    InMemoryRunner runner = new InMemoryRunner(agent, "travel");
    Session session = runner.sessionService().createSession("travel", "user-1").blockingGet();
    RunConfig config = RunConfig.builder().setStreamingMode(mode).build();
    try {
      List<String> said =
          runner
              .runAsync(
                  "user-1", session.id(), Content.fromParts(Part.fromText("Where to?")), config)
              .map(event -> event.author() + ": " + event.content().map(Main::text).orElse("-"))
              .toList()
              .blockingGet();
      if (agent instanceof ParallelAgent) {
        said = said.stream().sorted().toList();
      }
      said.forEach(System.out::println);
    } catch (RuntimeException e) {
      System.out.println(e);
    }
  }

  private static String text(Content content) {
    StringBuilder text = new StringBuilder();
    for (Part part : content.parts().orElse(List.of())) {
      part.text().ifPresent(text::append);
      part.functionCall()
          .ifPresent(call -> text.append(call.name().get()).append(call.args().get()));
      part.functionResponse().ifPresent(answer -> text.append(answer.response().get()));
    }
    return text.toString();
  }
}
