// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.completions;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.trace.SpanStatus;
import dev.clew.instrumentation.openai.HookedApi;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("MustBeClosedChecker") // responses are passed to the tests
class CompletionHookTest {
  private final HookedApi api = new HookedApi();
  private final CompletionCreateParams params =
      CompletionCreateParams.builder()
          .model("gpt-3.5-turbo-instruct")
          .prompt("Say this is a test")
          .maxTokens(7)
          .build();

  @AfterEach
  void close() {
    api.close();
  }

  private static String completion(String text, String finishReason, String more) {
    return """
        {"id":"cmpl-1","object":"text_completion","created":1589478378,
         "model":"gpt-3.5-turbo-instruct","choices":[{"text":"%s","index":0,"logprobs":null,
         "finish_reason":%s}]%s}"""
        .formatted(text, finishReason, more);
  }

  private void stream() {
    var service = api.client.withRawResponse().completions();
    HttpResponseFor<StreamResponse<Completion>> response =
        HookedApi.around(
            new CompletionHook(api.calls),
            "stream",
            service,
            params,
            () -> service.createStreaming(params));
    response.parse().stream().forEach(piece -> {});
  }

  @Test
  void create_prompt_recordsEverything() {
    api.server.json(
        completion(
            "This is a test.",
            "\"length\"",
            ",\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7,\"total_tokens\":12}"));
    var service = api.client.withRawResponse().completions();

    HookedApi.around(new CompletionHook(api.calls), service, params, () -> service.create(params))
        .parse();

    assertThat(api.spans.only().name()).isEqualTo("completion gpt-3.5-turbo-instruct");
    GenerationData data = api.spans.only(GenerationData.class);
    assertThat(data.parameters()).isEqualTo(Map.of("max_tokens", 7L));
    assertThat(data.input()).containsExactly(Message.text("user", "Say this is a test"));
    assertThat(data.output()).containsExactly(Message.text("assistant", "This is a test."));
    assertThat(data.finishReasons()).containsExactly("length");
    assertThat(data.responseId()).isEqualTo("cmpl-1");
    assertThat(data.usage()).isEqualTo(new Usage(5L, 7L, 12L, null, null, null, null, null, false));
  }

  @Test
  void stream_pieces_arePutTogether() {
    api.server.events(completion("This ", "null", ""), completion("is.", "\"stop\"", ""), "[DONE]");

    stream();

    assertThat(api.spans.only().status()).isEqualTo(SpanStatus.OK);
    GenerationData data = api.spans.only(GenerationData.class);
    assertThat(data.output()).containsExactly(Message.text("assistant", "This is."));
    assertThat(data.finishReasons()).containsExactly("stop");
    assertThat(data.usage()).extracting(Usage::estimated).isEqualTo(true);
  }

  @Test
  void stream_withoutFinishReason_fails() {
    api.server.events(completion("This ", "null", ""));

    stream();

    assertThat(api.spans.only().status()).isEqualTo(SpanStatus.ERROR);
    assertThat(api.spans.only(GenerationData.class).output())
        .containsExactly(Message.text("assistant", "This "));
  }
}
