// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.adk.agents.Callbacks;
import com.google.adk.agents.LlmAgent;
import com.google.adk.tools.FunctionTool;
import com.google.genai.types.Content;
import dev.clew.api.data.GuardrailData;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import io.reactivex.rxjava3.core.Maybe;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallbackTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new GoogleAdkModule());

  private final FakeModel model = new FakeModel();

  private static GuardrailData guardrail() {
    return SpanRecorder.data(weaving.spans().spans(SpanType.GUARDRAIL).get(0), GuardrailData.class);
  }

  @Test
  void callbackBeforeTheModel_thatAnswers_isAGuardrail() {
    Callbacks.BeforeModelCallback stop =
        (context, request) -> Maybe.just(Adk.response(Adk.text("Not that.")));
    LlmAgent agent = Adk.agent("guide", model, "beforeModelCallback", stop);

    assertThat(Adk.ask(agent, "Go")).containsExactly("Not that.");

    assertThat(weaving.tree()).hasToString("agent guide\n  guardrail before_model\n");
    assertThat(guardrail())
        .isEqualTo(
            new GuardrailData(
                "before_model", true, Map.of("agent", "guide", "answer", "Not that.")));
  }

  @Test
  void callbackBeforeTheAgent_thatAnswers_isAGuardrail() {
    Callbacks.BeforeAgentCallback stop =
        context -> Maybe.just(Content.fromJson(Adk.content("model", "Closed.")));
    LlmAgent agent = Adk.agent("guide", model, "beforeAgentCallback", stop);

    assertThat(Adk.ask(agent, "Go")).containsExactly("Closed.");

    assertThat(weaving.tree()).hasToString("agent guide\n  guardrail before_agent\n");
    assertThat(guardrail().details()).containsEntry("answer", "Closed.");
  }

  @Test
  void callbackBeforeATool_thatAnswers_isAGuardrailAndNoFunction() {
    Callbacks.BeforeToolCallback stop =
        (invocation, tool, arguments, context) -> Maybe.just(Map.of("error", "not allowed"));
    model.answers(Adk.toolCalls("weather {\"city\":\"Rome\"}")).answers(Adk.text("I may not."));
    LlmAgent agent =
        Adk.agent(
            "guide",
            model,
            "tools",
            List.of(FunctionTool.create(SampleTools.class, "weather")),
            "beforeToolCallback",
            stop);

    Adk.ask(agent, "Go");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent guide
              generation chat fake-1
              guardrail before_tool
              generation chat fake-1
            """);
    assertThat(guardrail().details()).containsEntry("answer", Map.of("error", "not allowed"));
  }

  @Test
  void callbacks_thatDoNotAnswer_areNothing() {
    Callbacks.BeforeModelCallback passModel = (context, request) -> Maybe.empty();
    Callbacks.BeforeAgentCallback passAgent =
        context -> {
          context.state().put("seen", true);
          return Maybe.empty();
        };
    Callbacks.AfterAgentCallback after =
        context -> Maybe.just(Content.fromJson(Adk.content("model", "Bye.")));
    model.answers(Adk.text("Hello."));
    LlmAgent agent =
        Adk.agent(
            "guide",
            model,
            "beforeModelCallback",
            passModel,
            "beforeAgentCallback",
            passAgent,
            "afterAgentCallback",
            after);

    assertThat(Adk.ask(agent, "Go")).containsExactly("Hello.", "Bye.");

    assertThat(weaving.tree()).hasToString("agent guide\n  generation chat fake-1\n");
  }
}
