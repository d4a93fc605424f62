// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.data.Usage;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.instrumentation.reactive.ReactorModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.sample.SampleModel;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.execution.ToolExecutionException;
import org.springframework.ai.tool.function.FunctionToolCallback;

/** Tools, run by the model as in 1.x; in 2.x the client runs them, in between its calls. */
@SuppressWarnings("removal") // older versions have no other way to pass tools
class ToolTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new SpringAiModule(), new ReactorModule(), new ConcurrentModule());

  private static final String ROUNDS =
      """
      agent ChatClient
        generation chat sample-1
        function fare
        function fare
        generation chat sample-1
      """;

  private final SampleModel model = new SampleModel(true);

  private static ToolCallback tool(String name, Function<Map<String, Object>, String> function) {
    return FunctionToolCallback.builder(name, function)
        .description("The fare to a city")
        .inputType(Map.class)
        .build();
  }

  /** Fails as the library's own tools do whose method throws. */
  private record FailingTool(ToolDefinition getToolDefinition, RuntimeException thrown)
      implements ToolCallback {
    @Override
    public String call(String input) {
      throw new ToolExecutionException(getToolDefinition, thrown);
    }
  }

  private static ToolCallback fare() {
    return tool("fare", input -> "90 euros to " + input.get("to"));
  }

  private ChatClient.ChatClientRequestSpec ask(ToolCallback tool) {
    return ChatClient.builder(model).build().prompt().user("How much?").toolCallbacks(tool);
  }

  private void requestFares() {
    model.answer("fare", "{\"to\":\"Rome\"}", "fare", "{\"to\":\"Oslo\"}").answer("90 euros each.");
  }

  @Test
  void toolsOfARound_areSiblingsOfItsGenerations() {
    requestFares();

    assertThat(ask(fare()).call().content()).isEqualTo("90 euros each.");

    assertThat(weaving.tree()).hasToString(ROUNDS);
    assertThat(weaving.spans().spans(SpanType.FUNCTION))
        .extracting(span -> SpanRecorder.data(span, FunctionData.class))
        .extracting("input", "toolCallId")
        .containsExactly(
            tuple("{\"to\":\"Rome\"}", "call-1"), tuple("{\"to\":\"Oslo\"}", "call-2"));
    FunctionData first =
        SpanRecorder.data(weaving.spans().spans(SpanType.FUNCTION).get(0), FunctionData.class);
    assertThat(first.output()).contains("90 euros to Rome"); // as JSON in some versions
    assertThat(first.inferred()).isFalse();
  }

  @Test
  void usageOfARound_isItsOwn() {
    requestFares();

    ask(fare()).call().content();

    assertThat(weaving.spans().spans(SpanType.GENERATION))
        .extracting(span -> SpanRecorder.data(span, GenerationData.class).usage())
        .containsOnly(new Usage(10L, 2L, 12L, null, null, null, null, null, false));
  }

  @Test
  void toolsOfAStream_areSiblingsOfItsGenerations() {
    requestFares();

    assertThat(ask(fare()).stream().content().collectList().block())
        .containsExactly("90 ", "euros each.");

    assertThat(weaving.tree()).hasToString(ROUNDS);
    assertThat(weaving.spans().spans(SpanType.GENERATION))
        .extracting(span -> SpanRecorder.data(span, GenerationData.class).usage())
        .containsOnly(new Usage(10L, 2L, 12L, null, null, null, null, null, false));
  }

  @Test
  void offeredTools_areThoseThatTheModelResolves() {
    model.answer("No idea.");

    ask(fare()).call().content();

    GenerationData data =
        SpanRecorder.data(weaving.spans().spans(SpanType.GENERATION).get(0), GenerationData.class);
    assertThat(data.tools()).extracting("name").containsExactly("fare");
    assertThat(data.tools()).extracting("description").containsExactly("The fare to a city");
  }

  @Test
  void toolThatThrows_failsWithItsOwnException() {
    model.answer("fare", "{\"to\":\"Atlantis\"}").answer("No ferry.");
    ToolDefinition definition = fare().getToolDefinition();
    ToolCallback failing = new FailingTool(definition, new IllegalArgumentException("no ferry"));

    assertThat(ask(failing).call().content()).isEqualTo("No ferry.");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent ChatClient
              generation chat sample-1
              function fare [error java.lang.IllegalArgumentException]
              generation chat sample-1
            """);
  }

  @Test
  void toolThatDelegates_isOneFunction() {
    requestFares();
    ToolCallback delegate = fare();
    ToolCallback own =
        new ToolCallback() {
          @Override
          public ToolDefinition getToolDefinition() {
            return delegate.getToolDefinition();
          }

          @Override
          public String call(String input) {
            return delegate.call(input);
          }
        };

    ask(own).call().content();

    assertThat(weaving.tree()).hasToString(ROUNDS);
  }

  @Test
  void toolThatCallsTheSameModel_hasTheGenerationBelow() {
    model.answer("ask", "{}").answer("Inner.").answer("Outer.");
    ToolCallback asking = tool("ask", input -> model.call("And you?"));

    ask(asking).call().content();

    assertThat(weaving.tree())
        .hasToString(
            """
            agent ChatClient
              generation chat sample-1
              function ask
                generation chat sample-1
              generation chat sample-1
            """);
  }

  @Test
  void toolNamedAsAHandOver_isAHandoff() {
    model.answer("transfer_to_billing", "{}").answer("Done.");

    ask(tool("transfer_to_billing", input -> "billing")).call().content();

    assertThat(weaving.tree())
        .hasToString(
            """
            agent ChatClient
              generation chat sample-1
              handoff ChatClient → billing
              generation chat sample-1
            """);
    assertThat(SpanRecorder.data(weaving.spans().spans(SpanType.HANDOFF).get(0), HandoffData.class))
        .isEqualTo(new HandoffData("ChatClient", "billing", "model"));
  }

  @Test
  void toolCalledByTheApplication_isAFunction() {
    fare().call("{\"to\":\"Rome\"}");

    assertThat(weaving.tree()).hasToString("function fare\n");
  }

  @Test
  void roundThatFails_leavesTheFirstOneAsItWas() {
    IllegalStateException overloaded = new IllegalStateException("overloaded");
    model.answer("fare", "{\"to\":\"Rome\"}").answer(overloaded);

    assertThatThrownBy(() -> ask(fare()).call().content()).isSameAs(overloaded);

    assertThat(weaving.tree())
        .hasToString(
            """
            agent ChatClient [error java.lang.IllegalStateException]
              generation chat sample-1
              function fare
              generation chat sample-1 [error java.lang.IllegalStateException]
            """);
  }

  @Test
  @Tag("newest") // models run them before 2.0
  void toolsRunByTheClient_areSiblingsOfItsGenerations() {
    SampleModel single = new SampleModel(false);
    single.answer("fare", "{\"to\":\"Rome\"}", "fare", "{\"to\":\"Oslo\"}").answer("Done.");

    ChatClient.builder(single).build().prompt("Hi").toolCallbacks(fare()).call().content();

    assertThat(weaving.tree()).hasToString(ROUNDS);
  }
}
