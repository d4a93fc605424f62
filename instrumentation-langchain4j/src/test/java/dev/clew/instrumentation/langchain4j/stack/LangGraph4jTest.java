// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.SequenceScript;
import dev.clew.instrumentation.langchain4j.LangChain4jModule;
import dev.clew.instrumentation.openai.OpenAiModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialChatModel;
import java.util.List;
import java.util.Map;
import org.bsc.langgraph4j.agentexecutor.AgentExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A graph of LangGraph4j whose nodes call LangChain4j, which calls openai-java. */
@Tag("newest")
class LangGraph4jTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new LangChain4jModule(), new OpenAiModule());

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

  @Test
  void modelCallsAndTools_areOneSpanEach_inOneTree() throws Exception {
    var graph =
        AgentExecutor.builder()
            .chatModel(
                OpenAiOfficialChatModel.builder()
                    .baseUrl(server.baseUrl())
                    .apiKey("secret")
                    .modelName("gpt-4o")
                    .build())
            .toolsFromObject(new Sky())
            .build()
            .compile();
    Span request =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "request", () -> new CustomData("request", Map.of()));
    try (Scope scope = Context.current().with(request).makeCurrent()) {
      graph.invoke(Map.of("messages", UserMessage.from("Weather?")));
    }
    request.end();

    assertThat(weaving.tree())
        .hasToString(
            """
            custom request
              generation chat gpt-4o
              function weather
              generation chat gpt-4o
            """);
    List<FinishedSpan> generations = weaving.spans().spans(SpanType.GENERATION);
    GenerationData last = SpanRecorder.data(generations.get(1), GenerationData.class);
    assertThat(last.usage()).extracting(Usage::input, Usage::output).containsExactly(20L, 10L);
    assertThat(server.requests()).hasSize(2);
  }
}
