// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.google.adk.agents.LlmAgent;
import com.google.adk.models.ApigeeLlm;
import com.google.adk.models.BaseLlm;
import com.google.adk.models.Claude;
import com.google.adk.models.Gemini;
import com.google.adk.tools.BaseTool;
import com.google.adk.tools.FunctionTool;
import com.google.adk.tools.mcp.McpToolset;
import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanType;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.SequenceScript;
import dev.clew.instrumentation.anthropic.AnthropicModule;
import dev.clew.instrumentation.googlegenai.GoogleGenAiModule;
import dev.clew.instrumentation.mcp.McpModule;
import dev.clew.instrumentation.reactive.ReactorModule;
import dev.clew.instrumentation.reactive.RxJavaModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Agents over other libraries that Clew traces too: each call is one span. */
@Tag("newest")
class StackTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(
          new GoogleAdkModule(),
          new GoogleGenAiModule(),
          new AnthropicModule(),
          new McpModule(),
          new ReactorModule(),
          new RxJavaModule());

  private final ModelServer server =
      ModelServer.start(
          SequenceScript.of(
              Reply.toolCall("weather", "{\"city\":\"Rome\"}"),
              Reply.text("Sunny.").usage(dev.clew.examples.modelserver.Usage.of(20, 10))));

  @AfterEach
  void stop() {
    server.close();
  }

  private String address() {
    return server.baseUrl().replace("/v1", "");
  }

  private static void assertOneGenerationPerCall(String model, String provider) {
    assertThat(weaving.tree())
        .hasToString(
            """
            agent guide
              generation chat %s
              function weather
              generation chat %s
            """
                .formatted(model, model));
    List<FinishedSpan> generations = weaving.spans().spans(SpanType.GENERATION);
    GenerationData last = SpanRecorder.data(generations.get(1), GenerationData.class);
    assertThat(last.provider()).isEqualTo(provider);
    assertThat(last.usage()).extracting(Usage::input, Usage::output).containsExactly(20L, 10L);
  }

  @Test
  void claude_isOneGenerationPerCall() {
    Application.ask(Application.claude(address()));

    assertOneGenerationPerCall("claude-x", "anthropic");
  }

  @Test
  void gemini_isOneGenerationPerCall() {
    Application.ask(Application.gemini(address()));

    assertOneGenerationPerCall("gemini-x", "gcp.gemini");
  }

  @Test
  void apigeeOverGemini_isOneGenerationPerCall() throws Exception {
    Application.ask(Application.apigeeOverGemini(address()));

    assertOneGenerationPerCall("apigee/gemini/gemini-x", "gcp.gemini");
  }

  @Test
  void apigeeOverChatCompletions_isOneGenerationPerCall() {
    Application.ask(Application.apigeeOverChatCompletions(server.baseUrl()));

    assertOneGenerationPerCall("apigee/openai/gpt-x", null);
  }

  @Test
  void mcpTool_isOneFunction_withWhatTheClientKnows() {
    Application.askWithMcp(
        new FakeModel().answers(Adk.toolCalls("seat")).answers(Adk.text("Seat 7.")));

    List<FinishedSpan> functions = weaving.spans().spans(SpanType.FUNCTION);
    assertThat(functions).hasSize(1);
    assertThat(functions.get(0).attributes()).containsEntry("mcp.method.name", "tools/call");
    FunctionData data = SpanRecorder.data(functions.get(0), FunctionData.class);
    assertThat(data.name()).isEqualTo("seat");
    assertThat(data.output()).contains("seat 7");
  }

  /** A separate class, because older versions lack some of its types. */
  private static final class Application {
    static BaseLlm claude(String address) {
      return new Claude(
          "claude-x", AnthropicOkHttpClient.builder().baseUrl(address).apiKey("secret").build());
    }

    static Gemini gemini(String address) {
      return new Gemini(
          "gemini-x",
          Client.builder()
              .apiKey("secret")
              .httpOptions(HttpOptions.builder().baseUrl(address).build())
              .build());
    }

    static BaseLlm apigeeOverGemini(String address) throws ReflectiveOperationException {
      Constructor<ApigeeLlm> overGemini =
          ApigeeLlm.class.getDeclaredConstructor(String.class, Gemini.class);
      overGemini.setAccessible(true); // others read the key from the environment
      return overGemini.newInstance("apigee/gemini/gemini-x", gemini(address));
    }

    static BaseLlm apigeeOverChatCompletions(String address) {
      return ApigeeLlm.builder()
          .modelName("apigee/openai/gpt-x")
          .proxyUrl(address)
          .customHeaders(Map.of())
          .apiType(ApigeeLlm.ApiType.CHAT_COMPLETIONS)
          .build();
    }

    static void askWithMcp(BaseLlm model) {
      McpToolset toolset = new McpToolset(McpServing.command());
      try {
        ask(model, toolset.getTools(null).toList().blockingGet());
      } finally {
        toolset.close();
      }
    }

    static void ask(BaseLlm model) {
      ask(model, List.of(FunctionTool.create(SampleTools.class, "weather")));
    }

    private static void ask(BaseLlm model, List<BaseTool> tools) {
      LlmAgent agent =
          LlmAgent.builder()
              .name("guide")
              .description("Guides.")
              .instruction("Be brief.")
              .model(model)
              .tools(tools)
              .build();
      Adk.ask(agent, "Weather?");
    }
  }
}
