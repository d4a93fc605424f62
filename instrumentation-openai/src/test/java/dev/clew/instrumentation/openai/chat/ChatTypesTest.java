// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import static dev.clew.instrumentation.openai.chat.HookedClient.ask;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.chat.completions.StructuredChatCompletionCreateParams;
import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.ToolCall;
import dev.clew.testkit.SpanRecorder;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests with types that only newer versions have. */
@Tag("newest")
class ChatTypesTest {
  /** The type of a structured answer. */
  public static class Forecast {
    public String city = "";
    public int degrees;
  }

  @Test
  void tools_typed_areDefinitions() {
    try (HookedClient hooked = new HookedClient(Reply.text("Fine."))) {
      FunctionParameters schema =
          FunctionParameters.builder()
              .putAdditionalProperty("type", JsonValue.from("object"))
              .build();
      hooked.create(
          ask("Hi")
              .addTool(
                  ChatCompletionFunctionTool.builder()
                      .function(
                          FunctionDefinition.builder().name("weather").parameters(schema).build())
                      .build())
              .build());

      assertThat(hooked.spans.only(GenerationData.class).tools())
          .containsExactly(new ToolDefinition("weather", null, Map.of("type", "object")));
    }
  }

  @Test
  void messages_answerGivenBackWithToolResult_keepTheCall() {
    try (HookedClient hooked =
        new HookedClient(
            Reply.toolCalls(new ToolCall("call_a", "weather", "{}")), Reply.text("Sunny."))) {
      ChatCompletion asked = hooked.create(ask("Rome?").build());

      hooked.create(
          ask("Rome?")
              .addMessage(asked.choices().get(0).message())
              .addMessage(
                  ChatCompletionToolMessageParam.builder()
                      .toolCallId("call_a")
                      .content("sunny")
                      .build())
              .build());

      GenerationData second = SpanRecorder.data(hooked.spans.spans().get(2), GenerationData.class);
      assertThat(second.input())
          .containsExactly(
              Message.text("user", "Rome?"),
              Message.of("assistant", List.of(new Part.ToolCall("call_a", "weather", "{}"))),
              Message.of("tool", List.of(new Part.ToolResult("call_a", "sunny"))));
    }
  }

  @Test
  void responseFormat_ofStructuredOutput_isAParameter() {
    try (HookedClient hooked = new HookedClient(Reply.text("{\"city\":\"Rome\",\"degrees\":21}"))) {
      StructuredChatCompletionCreateParams<Forecast> structured =
          ask("Rome?").responseFormat(Forecast.class).build();

      hooked.create(structured.rawParams());

      assertThat(hooked.spans.only(GenerationData.class).parameters().get("response_format"))
          .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
          .containsEntry("type", "json_schema")
          .containsKey("json_schema");
    }
  }
}
