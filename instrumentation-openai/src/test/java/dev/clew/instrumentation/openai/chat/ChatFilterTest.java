// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.clew.api.data.GenerationData;
import dev.clew.api.trace.SpanStatus;
import dev.clew.instrumentation.openai.HookedApi;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Azure's content filter adds to answers and removes from them. */
@SuppressWarnings("MustBeClosedChecker") // responses are passed to the tests
class ChatFilterTest {
  private static final String SAFE = "{\"hate\":{\"filtered\":false,\"severity\":\"safe\"}}";
  private static final String FILTERED = "{\"hate\":{\"filtered\":true,\"severity\":\"high\"}}";
  private static final String PROMPT =
      "[{\"prompt_index\":0,\"content_filter_results\":" + SAFE + "}]";

  private final HookedApi api = new HookedApi();
  private final ChatCompletionCreateParams params = HookedClient.ask("Hi").build();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void filteredAnswer_withoutAMessage_recordsWhatTheFilterReported() {
    api.server.json(
        """
        {"id":"c1","object":"chat.completion","created":1,"model":"gpt-4o",
         "prompt_filter_results":%s,
         "choices":[{"index":0,"finish_reason":"content_filter","logprobs":null,
          "content_filter_results":%s}],
         "usage":{"prompt_tokens":15,"completion_tokens":19,"total_tokens":34}}"""
            .formatted(PROMPT, FILTERED));
    var service = api.client.withRawResponse().chat().completions();

    HookedApi.around(
            new ChatHook(api.calls, api.tools), service, params, () -> service.create(params))
        .parse();

    GenerationData data = api.spans.only(GenerationData.class);
    assertThat(api.spans.only().status()).isEqualTo(SpanStatus.OK);
    assertThat(data.finishReasons()).containsExactly("content_filter");
    assertThat(data.details()).containsKey("prompt_filter_results");
    assertThat(data.details().get("choices")).isEqualTo(filter(true, "high"));
  }

  @Test
  void streamedAnswer_recordsWhatTheFilterReportedLast() {
    api.server.events(
        "{\"id\":\"\",\"object\":\"\",\"created\":0,\"model\":\"\",\"choices\":[],"
            + "\"prompt_filter_results\":"
            + PROMPT
            + "}",
        chunk("\"delta\":{\"role\":\"assistant\",\"content\":\"We\"},\"finish_reason\":null", SAFE),
        chunk("\"delta\":{},\"finish_reason\":\"content_filter\"", FILTERED),
        "[DONE]");
    var service = api.client.withRawResponse().chat().completions();

    try (StreamResponse<ChatCompletionChunk> stream =
        HookedApi.around(
                new ChatHook(api.calls, api.tools),
                "stream",
                service,
                params,
                () -> service.createStreaming(params))
            .parse()) {
      assertThat(stream.stream()).hasSize(3);
    }

    GenerationData data = api.spans.only(GenerationData.class);
    assertThat(data.responseModel()).isEqualTo("gpt-4o");
    assertThat(data.details()).containsKey("prompt_filter_results");
    assertThat(data.details().get("choices")).isEqualTo(filter(true, "high"));
  }

  private static String chunk(String choice, String filter) {
    return "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-4o\","
        + "\"choices\":[{\"index\":0,"
        + choice
        + ",\"content_filter_results\":"
        + filter
        + "}]}";
  }

  private static List<?> filter(boolean filtered, String severity) {
    return List.of(
        Map.of(
            "index",
            0L,
            "content_filter_results",
            Map.of("hate", Map.of("filtered", filtered, "severity", severity))));
  }
}
