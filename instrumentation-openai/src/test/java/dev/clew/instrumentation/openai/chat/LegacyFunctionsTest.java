// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Part;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.HookedApi;
import dev.clew.testkit.SpanRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Function calls, the predecessor of tool calls: with a name but no id. */
@SuppressWarnings("MustBeClosedChecker") // responses are passed to the tests
class LegacyFunctionsTest {
  private static final Map<String, Object> ASK = Map.of("role", "user", "content", "Where?");

  private final HookedApi api = new HookedApi();
  private final List<Object> conversation = new ArrayList<>(List.of(ASK));

  @AfterEach
  void close() {
    api.close();
  }

  private static Map<String, Object> call(String name, String arguments) {
    return Map.of("name", name, "arguments", arguments);
  }

  private void asked(String name, String arguments) {
    conversation.add(
        Map.of("role", "assistant", "content", "", "function_call", call(name, arguments)));
  }

  private void answered(String name, String content) {
    conversation.add(Map.of("role", "function", "name", name, "content", content));
  }

  private static String answer(String message, String reason) {
    return """
        {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o-mini",
         "choices":[{"index":0,"finish_reason":"%s","logprobs":null,"message":%s}]}"""
        .formatted(reason, message);
  }

  private static String callOf(String name, String city) {
    return answer(
        """
        {"role":"assistant","content":null,"refusal":null,
         "function_call":{"name":"%s","arguments":"{\\"city\\":\\"%s\\"}"}}"""
            .formatted(name, city),
        "function_call");
  }

  private static String text() {
    return answer("{\"role\":\"assistant\",\"content\":\"Fine.\",\"refusal\":null}", "stop");
  }

  private ChatCompletionCreateParams params() {
    ChatCompletionCreateParams.Builder params =
        ChatCompletionCreateParams.builder().model("gpt-4o-mini");
    for (Object message : conversation) {
      ChatCompletionMessageParam typed =
          JsonValue.from(message).convert(ChatCompletionMessageParam.class);
      params.addMessage(Objects.requireNonNull(typed));
    }
    return params.build();
  }

  private void create() {
    ChatCompletionCreateParams params = params();
    var service = api.client.withRawResponse().chat().completions();
    HookedApi.around(
            new ChatHook(api.calls, api.tools), service, params, () -> service.create(params))
        .parse();
  }

  private List<FunctionData> functions() {
    return api.spans.spans(SpanType.FUNCTION).stream()
        .map(span -> SpanRecorder.data(span, FunctionData.class))
        .toList();
  }

  @Test
  void functionCall_andItsResult_areAFunctionByName() {
    api.server.json(callOf("weather", "Rome")).json(text());

    create();
    asked("weather", "{\"city\":\"Rome\"}");
    answered("weather", "sunny");
    create();

    assertThat(functions())
        .containsExactly(
            new FunctionData("weather", "{\"city\":\"Rome\"}", "sunny", null, null, true));
    GenerationData asking =
        SpanRecorder.data(api.spans.spans(SpanType.GENERATION).get(0), GenerationData.class);
    assertThat(asking.output().get(0).parts())
        .containsExactly(new Part.ToolCall(null, "weather", "{\"city\":\"Rome\"}"));
  }

  @Test
  void sameFunctionCalledTwice_hasTheLastResult() {
    api.server.json(callOf("weather", "Rome")).json(callOf("weather", "Rome")).json(text());

    create();
    asked("weather", "{\"city\":\"Rome\"}");
    answered("weather", "sunny");
    create();
    asked("weather", "{\"city\":\"Rome\"}");
    answered("weather", "rain");
    create();

    assertThat(functions()).extracting(FunctionData::output).containsExactly("sunny", "rain");
  }

  @Test
  void resultOfAnotherConversation_isNotTakenForIts() {
    api.server.json(callOf("weather", "Rome")).json(text());

    create();
    asked("weather", "{\"city\":\"Oslo\"}");
    answered("weather", "snow");
    create();

    assertThat(functions()).isEmpty();
  }

  @Test
  void streamedFunctionCall_isAFunctionToo() {
    String chunk =
        """
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini",
         "choices":[{"index":0,"delta":%s,"finish_reason":%s}]}""";
    api.server
        .events(
            chunk.formatted(
                "{\"function_call\":{\"name\":\"weather\",\"arguments\":\"{\"}}", "null"),
            chunk.formatted("{\"function_call\":{\"arguments\":\"}\"}}", "null"),
            chunk.formatted("{}", "\"function_call\""),
            "[DONE]")
        .json(text());
    ChatCompletionCreateParams params = params();
    var service = api.client.withRawResponse().chat().completions();
    HookedApi.around(
            new ChatHook(api.calls, api.tools),
            "stream",
            service,
            params,
            () -> service.createStreaming(params))
        .parse()
        .stream()
        .forEach(ignored -> {});

    asked("weather", "{}");
    answered("weather", "sunny");
    create();

    assertThat(functions()).extracting(FunctionData::output).containsExactly("sunny");
  }
}
