// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import static dev.clew.instrumentation.anthropic.FakeAnthropic.text;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.toolUse;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.ObjectMappers;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageParam;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tools that the application runs between two calls. */
class ToolLoopTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new AnthropicModule());

  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Unlike the hooks, no test knows the tools of another. */
  private final String id = "toolu_" + NUMBER.incrementAndGet();

  private final FakeAnthropic server = new FakeAnthropic();
  private final AnthropicClient client = server.client(0);

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private static MessageCreateParams.Builder question() {
    return MessageCreateParams.builder()
        .model("claude-x")
        .maxTokens(64)
        .addUserMessage("What does it cost?");
  }

  private ToolResultBlockParam result() {
    return ToolResultBlockParam.builder().toolUseId(id).content("90 euros").build();
  }

  /** The next request; made from JSON, because the builders differ between versions. */
  private MessageCreateParams withResult() {
    return question()
        .messages(
            List.of(
                message("{\"role\":\"user\",\"content\":\"What does it cost?\"}"),
                message(
                    "{\"role\":\"assistant\",\"content\":[%s]}"
                        .formatted(toolUse(id, "fare", "{\"to\":\"Rome\"}"))),
                message(
                    """
                    {"role":"user","content":[
                     {"type":"tool_result","tool_use_id":"%s","content":"90 euros"}]}"""
                        .formatted(id))))
        .build();
  }

  private static MessageParam message(String json) {
    try {
      return ObjectMappers.jsonMapper().readValue(json, MessageParam.class);
    } catch (JsonProcessingException broken) {
      throw new AssertionError(broken);
    }
  }

  private void prepare() {
    server
        .message("tool_use", toolUse(id, "fare", "{\"to\":\"Rome\"}"))
        .message("end_turn", text("It costs 90 euros."));
  }

  @Test
  void toolOfTheApplication_isInferred_inOneTrace() {
    prepare();

    client.messages().create(question().build());
    client.messages().create(withResult());

    FinishedSpan function = weaving.spans().spans(SpanType.FUNCTION).get(0);
    assertThat(SpanRecorder.data(function, FunctionData.class))
        .isEqualTo(new FunctionData("fare", "{\"to\":\"Rome\"}", "90 euros", id, null, true));
    assertThat(weaving.tree())
        .hasToString(
            """
            generation chat claude-x
            function fare
            generation chat claude-x
            """);
    assertThat(weaving.spans().spans().stream().map(FinishedSpan::traceId).distinct()).hasSize(1);
  }

  @Test
  void tool_endsWhenItsResultIsCreated() {
    prepare();
    client.messages().create(question().build());

    result();

    assertThat(weaving.spans().spans(SpanType.FUNCTION)).hasSize(1);
  }

  @Test
  void toolWhoseResultIsSentTwice_isOneFunction() {
    prepare();
    server.message("end_turn", text("Still 90 euros."));
    client.messages().create(question().build());

    client.messages().create(withResult());
    client.messages().create(withResult());

    assertThat(weaving.spans().spans(SpanType.FUNCTION)).hasSize(1);
  }

  @Test
  void toolOfAFramework_isNotInferred() {
    prepare();
    GenerationData framework = new GenerationData.Builder().build();
    Span outer = weaving.spans().tracer().start(SpanType.GENERATION, "chat", () -> framework);
    try (Scope ignored = Context.current().with(outer).makeCurrent()) {
      client.messages().create(question().build());
    }
    outer.end();
    result();

    assertThat(weaving.tree()).hasToString("generation chat\n");
  }
}
