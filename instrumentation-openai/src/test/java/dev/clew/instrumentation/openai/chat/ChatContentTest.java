// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import static dev.clew.instrumentation.openai.chat.HookedClient.ask;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import dev.clew.examples.modelserver.Pause;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.ToolCall;
import dev.clew.instrumentation.openai.TestServices;
import dev.clew.kit.agent.MonotonicClock;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.http.ServiceClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests given as JSON, so that the same tests run with versions whose types differ. */
class ChatContentTest {
  private static final Map<String, Object> SCHEMA =
      Map.of("type", "object", "properties", Map.of("city", Map.of("type", "string")));

  private static GenerationData traced(ChatCompletionCreateParams params, Reply reply) {
    try (HookedClient hooked = new HookedClient(reply)) {
      hooked.create(params);
      return hooked.spans.only(GenerationData.class);
    }
  }

  @SuppressWarnings("unchecked") // a JSON value is accepted for a field of any type
  private static ChatCompletionCreateParams conversation(Object... messages) {
    return ChatCompletionCreateParams.builder()
        .model("gpt-4o-mini")
        .messages(JsonValue.from(List.of(messages)))
        .build();
  }

  @Test
  void parameters_ofEveryKind_keepTheProvidersNames() {
    GenerationData data =
        traced(
            ask("Hi")
                .temperature(0.25)
                .maxCompletionTokens(64L)
                .topP(0.5)
                .n(1L)
                .putAdditionalBodyProperty("stop", JsonValue.from(List.of("END")))
                .putAdditionalBodyProperty("top_k", JsonValue.from(40))
                .build(),
            Reply.text("Fine."));

    assertThat(data.parameters())
        .isEqualTo(
            Map.of(
                "temperature",
                0.25,
                "max_completion_tokens",
                64L,
                "top_p",
                0.5,
                "n",
                1L,
                "stop",
                List.of("END"),
                "top_k",
                40));
  }

  @Test
  void tools_functionAndCustom_areDefinitionsAndNotParameters() {
    Object function =
        Map.of(
            "type",
            "function",
            "function",
            Map.of("name", "weather", "description", "Says the weather", "parameters", SCHEMA));
    Object custom = Map.of("type", "custom", "custom", Map.of("name", "shell"));
    GenerationData data =
        traced(
            ask("Hi")
                .putAdditionalBodyProperty("tools", JsonValue.from(List.of(function, custom)))
                .build(),
            Reply.text("Fine."));

    assertThat(data.tools())
        .containsExactly(
            new ToolDefinition("weather", "Says the weather", SCHEMA),
            new ToolDefinition("shell", null, null));
    assertThat(data.parameters()).isEmpty();
  }

  @Test
  void answer_parallelToolCalls_keepIdsAndArguments() {
    GenerationData data =
        traced(
            ask("Rome and Oslo?").build(),
            Reply.toolCalls(
                new ToolCall("call_a", "weather", "{\"city\":\"Rome\"}"),
                new ToolCall("call_b", "weather", "{\"city\":\"Oslo\"}")));

    assertThat(data.output())
        .containsExactly(
            Message.of(
                "assistant",
                List.of(
                    new Part.ToolCall("call_a", "weather", "{\"city\":\"Rome\"}"),
                    new Part.ToolCall("call_b", "weather", "{\"city\":\"Oslo\"}"))));
    assertThat(data.finishReasons()).containsExactly("tool_calls");
  }

  @Test
  void messages_ofEveryRole_keepOrderNamesAndCalls() {
    Object call =
        Map.of(
            "id",
            "call_a",
            "type",
            "function",
            "function",
            Map.of("name", "weather", "arguments", "{}"));
    GenerationData data =
        traced(
            conversation(
                Map.of("role", "developer", "content", "Be brief."),
                Map.of("role", "user", "name", "Ann", "content", "Rome?"),
                Map.of("role", "assistant", "tool_calls", List.of(call)),
                Map.of("role", "tool", "tool_call_id", "call_a", "content", "sunny")),
            Reply.text("Sunny."));

    assertThat(data.input())
        .containsExactly(
            Message.text("developer", "Be brief."),
            new Message("user", List.of(new Part.Text("Rome?")), "Ann"),
            Message.of("assistant", List.of(new Part.ToolCall("call_a", "weather", "{}"))),
            Message.of("tool", List.of(new Part.ToolResult("call_a", "sunny"))));
  }

  @Test
  void contentParts_imageSoundAndFile_keepTypeSizeAndHash() {
    String abc = Base64.getEncoder().encodeToString("abc".getBytes(StandardCharsets.US_ASCII));
    String sha = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    GenerationData data =
        traced(
            conversation(
                Map.of(
                    "role",
                    "user",
                    "content",
                    List.of(
                        Map.of("type", "text", "text", "Compare"),
                        Map.of(
                            "type",
                            "image_url",
                            "image_url",
                            Map.of("url", "data:image/png;base64," + abc)),
                        Map.of(
                            "type", "image_url", "image_url", Map.of("url", "https://x.org/a.png")),
                        Map.of(
                            "type",
                            "input_audio",
                            "input_audio",
                            Map.of("data", abc, "format", "mp3")),
                        Map.of(
                            "type",
                            "file",
                            "file",
                            Map.of("file_data", "data:application/pdf;base64," + abc)),
                        Map.of("type", "file", "file", Map.of("file_id", "file-7")),
                        Map.of("type", "hologram", "text", "a cube")))),
            Reply.text("Equal."));

    assertThat(data.input().get(0).parts())
        .containsExactly(
            new Part.Text("Compare"),
            new Part.Media("image", "image/png", null, 3L, sha),
            new Part.Media("image", null, "https://x.org/a.png", null, null),
            new Part.Media("audio", "audio/mpeg", null, 3L, sha),
            new Part.Media("document", "application/pdf", null, 3L, sha),
            new Part.Media("document", null, "file-7", null, null),
            new Part.Other("hologram", "a cube"));
  }

  @Test
  void answer_spokenWithThoughtsAndCitations_keepsAllOfThem() {
    GenerationData data =
        traced(
            ask("Sing")
                .putAdditionalBodyProperty("audio", JsonValue.from(Map.of("format", "wav")))
                .build(),
            new Reply.Raw(
                200,
                "application/json",
                """
                {"id":"c1","object":"chat.completion","created":1,"model":"m",
                 "citations":["https://x.org"],
                 "choices":[{"index":0,"finish_reason":"stop","logprobs":null,
                   "message":{"role":"assistant","content":null,"refusal":null,
                     "reasoning_content":"la?",
                     "annotations":[{"type":"url_citation"}],
                     "audio":{"id":"audio_1","data":"YWJj","transcript":"la la","expires_at":9}}}],
                 "usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}
                """,
                Pause.none()));

    assertThat(data.output().get(0).parts())
        .containsExactly(
            new Part.Reasoning("la?"),
            new Part.Text("la la"),
            new Part.Media(
                "audio",
                "audio/wav",
                "audio_1",
                3L,
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    assertThat(data.details())
        .containsEntry("citations", List.of("https://x.org"))
        .containsEntry("annotations", List.of(Map.of("type", "url_citation")));
  }

  @Test
  void answer_withoutUsage_isMarkedAsEstimated() {
    GenerationData data =
        traced(
            ask("12345678").build(),
            new Reply.Raw(
                200,
                "application/json",
                """
                {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
                 "finish_reason":"stop","message":{"role":"assistant","content":"1234"}}]}
                """,
                Pause.none()));

    assertThat(data.usage()).isEqualTo(new Usage(8L, 1L, 9L, null, null, null, null, null, true));
  }

  @Test
  void retainedBytes_hugePrompt_isNoticed() {
    String huge = "x".repeat(5_000_000);
    ChatPayload text = payload(ask(huge).build());
    ChatPayload image =
        payload(
            conversationOf(
                ChatCompletionContentPartImage.builder()
                    .imageUrl(
                        ChatCompletionContentPartImage.ImageUrl.builder()
                            .url("data:image/png;base64," + huge)
                            .build())
                    .build()));

    assertThat(text.retainedBytes()).isBetween(5_000_000L, 5_100_000L);
    assertThat(image.retainedBytes()).isBetween(5_000_000L, 5_100_000L);
  }

  @Test
  void outline_saysWhichModelWasAsked_withoutReadingTheRequest() {
    ChatPayload payload = payload(null);

    assertThat(payload.outline())
        .isEqualTo(
            new GenerationData.Builder().provider("openai").requestModel("gpt-4o-mini").build());
  }

  private static ChatCompletionCreateParams conversationOf(ChatCompletionContentPartImage image) {
    return ChatCompletionCreateParams.builder()
        .model("gpt-4o-mini")
        .addUserMessageOfArrayOfContentParts(List.of(ChatCompletionContentPart.ofImageUrl(image)))
        .build();
  }

  private static ChatPayload payload(ChatCompletionCreateParams params) {
    return new ChatPayload(
        ServiceClient.unknown("openai"),
        params,
        "gpt-4o-mini",
        false,
        new ToolLoop(
            new dev.clew.testkit.SpanRecorder().tracer(),
            TestServices.HANDOFFS,
            new MonotonicClock()));
  }
}
